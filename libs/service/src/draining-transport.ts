import { BusTransport } from '@convoscope/bus';

/** The bus transport, told apart from the rest of the shutdown: it is drained first, and closing it twice is harmless. */
export class DrainingTransport extends BusTransport {
  #isListening = false;
  #closing: Promise<void> | undefined;

  /** Whether the service has joined its consumer group and has not begun to leave it. */
  get isListening(): boolean {
    return this.#isListening && this.#closing === undefined;
  }

  override listen(callback: (error?: unknown) => void): void {
    super.listen((error?: unknown) => {
      this.#isListening = error === undefined || error === null;
      callback(error);
    });
  }

  override close(): Promise<void> {
    this.#closing ??= super.close();
    return this.#closing;
  }
}

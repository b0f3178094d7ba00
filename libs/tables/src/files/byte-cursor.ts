import { BrokenFile } from '../entry.ts';

const NOTHING: Buffer = Buffer.alloc(0);

/** Bytes that arrive in pieces, taken by number. */
export class ByteCursor {
  readonly #source: AsyncIterator<Buffer>;
  #held = NOTHING;
  #offset = 0;

  constructor(source: AsyncIterator<Buffer>) {
    this.#source = source;
  }

  /** Bytes taken so far. */
  get offset(): number {
    return this.#offset;
  }

  /** The next bytes without taking them: fewer only where there are no more. */
  async peek(n: number): Promise<Buffer> {
    while (this.#held.length < n) {
      const step = await this.#source.next();
      if (step.done === true) break;
      this.#held = this.#held.length === 0 ? step.value : Buffer.concat([this.#held, step.value]);
    }
    return this.#held.subarray(0, n);
  }

  /** Exactly so many bytes. Throws `BrokenFile` where the file ends before. */
  async take(n: number): Promise<Buffer> {
    const bytes = await this.peek(n);
    if (bytes.length < n) throw cutOff();
    this.#drop(n);
    return bytes;
  }

  /** What is there, at most so many bytes; none: it is the end. */
  async some(most: number): Promise<Buffer> {
    if (this.#held.length === 0) await this.peek(1);
    const bytes = this.#held.subarray(0, most);
    this.#drop(bytes.length);
    return bytes;
  }

  /** Gives back bytes that were taken last. */
  unread(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#held = Buffer.concat([bytes, this.#held]);
    this.#offset -= bytes.length;
  }

  #drop(n: number): void {
    this.#held = this.#held.subarray(n);
    this.#offset += n;
  }
}

export const cutOff = (): BrokenFile =>
  new BrokenFile('broken-compression', 'its compressed data ends too early: is the download whole?');

import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { Writable } from 'node:stream';

/**
 * A log file that does not grow without end: before a write would make it larger than `maxBytes`, it is renamed to `<file>.1`, in place of the one
 * before, and begun anew. At most twice `maxBytes` are kept. Writes are done when `write` returns, so that a crash loses none.
 */
export class RotatingFile extends Writable {
  readonly #file: string;
  readonly #maxBytes: number;
  #fd: number;
  #sizeBytes: number;

  constructor(file: string, maxBytes: number) {
    super();
    this.#file = file;
    this.#maxBytes = maxBytes;
    this.#fd = openSync(file, 'a', 0o600);
    this.#sizeBytes = fstatSync(this.#fd).size;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    try {
      if (this.#sizeBytes > 0 && this.#sizeBytes + chunk.length > this.#maxBytes) this.#begin();
      for (let at = 0; at < chunk.length;) at += writeSync(this.#fd, chunk, at);
      this.#sizeBytes += chunk.length;
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _final(done: () => void): void {
    closeSync(this.#fd);
    done();
  }

  #begin(): void {
    closeSync(this.#fd);
    renameSync(this.#file, `${this.#file}.1`);
    this.#fd = openSync(this.#file, 'a', 0o600);
    this.#sizeBytes = 0;
  }
}

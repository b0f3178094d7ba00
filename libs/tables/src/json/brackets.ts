import { CLOSE_OBJECT, MAX_BRACKETS, OPEN_LIST, OPEN_OBJECT } from './json-bytes.ts';

/** The brackets that are open where a document is being read, and those that stood around its good records. */
export class Brackets {
  readonly #recordDepth: number;
  readonly #stack = new Uint8Array(MAX_BRACKETS + 1);
  #frame = new Uint8Array(0);
  /** Of each bracket around the records, and of a record that is a value, the key it stands under; of a member of a list none. */
  readonly #keys: string[] = [];
  #depth = 0;

  /** @param recordDepth Brackets that are open around a record. */
  constructor(recordDepth: number) {
    this.#recordDepth = recordDepth;
  }

  /** How many are open. */
  get depth(): number {
    return this.#depth;
  }

  /** Neither within a record nor outside of what holds the records. */
  get isAroundRecord(): boolean {
    return this.#depth === this.#recordDepth;
  }

  /** Records are members of a list, or follow each other without anything around them; else they are values of an object. */
  get isInList(): boolean {
    return this.#recordDepth === 0 || this.#stack[this.#recordDepth - 1] === OPEN_LIST;
  }

  get hasFrame(): boolean {
    return this.#frame.length > 0;
  }

  /** Whether keys that are read now belong to the path of the records. */
  get isOnPath(): boolean {
    return this.#depth <= this.#recordDepth;
  }

  /** What is read next stands under this key. */
  setKey(key: string): void {
    this.#keys[this.#depth] = key;
  }

  /** The keys around what is read now, or around so many brackets: what is in a list stands under that of the list. */
  path(depth = this.#depth): string {
    const keys = this.#keys.slice(0, depth + 1).filter((key) => key !== '');
    return keys.length === 0 ? 'the document' : keys.join('.');
  }

  /** False where there are more than any document needs. */
  open(byte: number): boolean {
    if (this.#depth < this.#recordDepth) this.#keys[this.#depth + 1] = '';
    this.#stack[this.#depth] = byte;
    this.#depth += 1;
    return this.#depth < MAX_BRACKETS;
  }

  /** False where the bracket closes something that was not opened so; then nothing changes. */
  close(byte: number): boolean {
    const opener = byte === CLOSE_OBJECT ? OPEN_OBJECT : OPEN_LIST;
    if (this.#depth === 0 || this.#stack[this.#depth - 1] !== opener) return false;
    this.#depth -= 1;
    return true;
  }

  /** What is open now stands around a good record. */
  learnFrame(): void {
    if (this.#frame.length !== this.#recordDepth) this.#frame = this.#stack.slice(0, this.#recordDepth);
  }

  /** As if the brackets around the last good record were open again. */
  restoreFrame(): void {
    this.#stack.set(this.#frame);
    this.#depth = this.#recordDepth;
  }

  /** Back to where a record begins, whatever is open. */
  backToRecord(): void {
    this.#depth = this.#recordDepth;
  }
}

import type { TableColumn } from './column-table.ts';

/** A column that grows; numbers lie in a typed array until the first text comes. */
export interface ColumnBuilder {
  pushNumber(value: number): void;
  pushText(text: string): void;
  readonly length: number;
  /** The column; the builder must not be used afterwards. */
  finish(): TableColumn;
}

const FIRST_CAPACITY = 64;

/** Numbers, or codes of texts that are held once each. Memory: 8 bytes a number, 4 a text. */
export function createColumnBuilder(name: string): ColumnBuilder {
  let numbers = new Float64Array(FIRST_CAPACITY);
  let codes: Int32Array | undefined;
  const codeOf = new Map<string, number>();
  let length = 0;

  const intern = (text: string): number => {
    let code = codeOf.get(text);
    if (code === undefined) codeOf.set(text, (code = codeOf.size));
    return code;
  };
  const toCode = (value: number): number => (Number.isNaN(value) ? -1 : intern(String(value)));

  function grow(): void {
    const capacity = Math.ceil(length * 1.5);
    const [before, codesBefore] = [numbers, codes];
    if (codesBefore) (codes = new Int32Array(capacity)).set(codesBefore);
    else (numbers = new Float64Array(capacity)).set(before);
  }
  function becomeText(): Int32Array {
    const found = new Int32Array(numbers.length);
    for (let i = 0; i < length; i++) found[i] = toCode(numbers[i] ?? NaN);
    numbers = new Float64Array(0);
    return found;
  }
  return {
    pushNumber(value) {
      if (codes === undefined) {
        if (length === numbers.length) grow();
        numbers[length++] = value;
      } else {
        if (length === codes.length) grow();
        codes[length++] = toCode(value);
      }
    },
    pushText(text) {
      codes ??= becomeText();
      if (length === codes.length) grow();
      codes[length++] = intern(text);
    },
    get length() {
      return length;
    },
    finish: () =>
      codes === undefined
        ? { kind: 'number', name, values: numbers.subarray(0, length) }
        : { kind: 'text', name, codes: codes.subarray(0, length), categories: [...codeOf.keys()] },
  };
}

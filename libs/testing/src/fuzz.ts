/** Cases of all fuzz suites together, of which each takes its share. `npm run fuzz` sets it to more. */
const CASES = Number(fuzzCases());

function fuzzCases(): string {
  return process.env['CONVOSCOPE_FUZZ_CASES'] ?? '2000';
}

/** How many cases a suite runs that has this share of all. */
export const fuzzRuns = (share: number): number => Math.ceil(CASES * share);

/** One change of bytes. `at` and `size` are taken modulo what there is, so any numbers make sense. */
export interface Mutation {
  kind: 'flip' | 'set' | 'cut' | 'insert' | 'repeat' | 'end';
  at: number;
  size: number;
  bytes: Uint8Array;
}

/** The bytes after a change. */
export function mutated(bytes: Buffer, { kind, at: rawAt, size: rawSize, bytes: given }: Mutation): Buffer {
  if (bytes.length === 0) return kind === 'insert' ? Buffer.from(given) : bytes;
  const at = rawAt % bytes.length;
  const to = Math.min(bytes.length, at + 1 + (rawSize % 64));
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
  switch (kind) {
    case 'flip': {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ (1 << (rawSize % 8));
      return copy;
    }
    case 'set': {
      const copy = Buffer.from(bytes);
      copy.set(given.subarray(0, copy.length - at), at);
      return copy;
    }
    case 'cut':
      return Buffer.concat([before, after]);
    case 'insert':
      return Buffer.concat([before, given, piece, after]);
    case 'repeat':
      return Buffer.concat([before, piece, piece, after]);
    case 'end':
      return Buffer.from(before);
  }
}

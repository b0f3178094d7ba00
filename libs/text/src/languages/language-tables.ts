/**
 * Character n-grams (1 to 5 letters) of many languages in typed arrays: a hash table from n-gram to the languages it
 * is known in, each with what it adds to their score.
 */
export interface LanguageTables {
  /** ISO 639-1. */
  readonly languages: readonly string[];
  /** Scripts that each language is known in, a bit each (numbers of `SCRIPTS`). */
  readonly scripts: Uint32Array;
  /**
   * Two numbers a slot, side by side so that a look-up touches one cache line: the hash of an n-gram, and
   * `offset << 7 | number` of its postings; 0 where the slot is empty.
   */
  readonly slots: Uint32Array;
  /** Languages of the postings. */
  readonly owners: Uint8Array;
  /** What each posting adds, in steps, `ZERO` being nothing. */
  readonly values: Uint8Array;
}

/** Letters of the longest n-gram. */
export const LONGEST = 5;
/** Quantisation of what a posting adds: natural logarithms in steps of 1/12 from -5 to 16.25. */
export const STEPS = 12;
export const ZERO = 60;
/** Log likelihood of a letter that a language does not have. */
export const FLOOR = -13;
/** What each shortening of an unknown n-gram costs, in nats. */
export const BACKOFF = 1.5;
const MAGIC = 'CVLANG1\n';

/** Continues the hash of an n-gram by the letter before it: n-grams grow to the left. */
export function extendHash(hash: number, unit: number): number {
  const mixed = Math.imul(hash ^ unit, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

export const HASH_START = 0x2545f491;

/** One n-gram to be packed. */
export interface PackedGram {
  readonly hash: number;
  readonly owners: readonly number[];
  readonly values: readonly number[];
}

const BYTES_OF_GRAM = 5;
/** Share of slots in use at most: fuller tables are searched for long. */
const MOST_FULL = 0.85;

/**
 * The file of a model: the magic word, a header in JSON (its length first), then for each n-gram its hash and number of
 * postings, then all owners, then all values.
 */
export function packTables(
  header: { languages: readonly string[]; scripts: readonly number[]; source: string },
  grams: readonly PackedGram[],
): Buffer {
  const nPostings = grams.reduce((sum, gram) => sum + gram.owners.length, 0);
  const text = Buffer.from(JSON.stringify({ ...header, nGrams: grams.length, nPostings }));
  const body = Buffer.alloc(grams.length * BYTES_OF_GRAM + 2 * nPostings);
  const counts = grams.length * 4;
  const owners = grams.length * BYTES_OF_GRAM;
  let at = 0;
  grams.forEach((gram, index) => {
    body.writeUInt32LE(gram.hash, 4 * index);
    body[counts + index] = gram.owners.length;
    gram.owners.forEach((owner, position) => {
      body[owners + at] = owner;
      body[owners + nPostings + at] = gram.values[position]!;
      at++;
    });
  });
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([Buffer.from(MAGIC), length, text, body]);
}

interface Header {
  readonly languages: string[];
  readonly scripts: number[];
  readonly nGrams: number;
  readonly nPostings: number;
}

/** Reads the file of a model. Throws RangeError when it is none, or incomplete. Cost: about 20 ms. */
export function unpackTables(file: Uint8Array): LanguageTables {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new RangeError('not a model of languages');
  const from = MAGIC.length + 4 + bytes.readUInt32LE(MAGIC.length);
  const header = JSON.parse(bytes.toString('utf8', MAGIC.length + 4, from)) as Header;
  const { nGrams, nPostings } = header;
  if (bytes.length !== from + nGrams * BYTES_OF_GRAM + 2 * nPostings)
    throw new RangeError('the model of languages is incomplete');
  const bits = Math.ceil(Math.log2(nGrams / MOST_FULL));
  const mask = (1 << bits) - 1;
  const slots = new Uint32Array(2 << bits);
  let offset = 0;
  for (let index = 0; index < nGrams; index++) {
    const hash = bytes.readUInt32LE(from + 4 * index);
    const count = bytes[from + 4 * nGrams + index]!;
    let slot = hash & mask;
    while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = ((offset << 7) | count) >>> 0;
    offset += count;
  }
  const owners = from + nGrams * BYTES_OF_GRAM;
  return {
    languages: header.languages,
    scripts: Uint32Array.from(header.scripts),
    slots,
    owners: Uint8Array.from(bytes.subarray(owners, owners + nPostings)),
    values: Uint8Array.from(bytes.subarray(owners + nPostings)),
  };
}

import { createHash } from 'node:crypto';

/** 16 bits and 11 probes an id: one of about 2,000 others is taken for one that is there (Bloom 1970; k = ln 2 · bits). */
const BITS_PER_ID = 16;
const PROBES = 11;

export interface ConversationKey {
  tenant: string;
  conversationId: string;
}

/** Probes by double hashing of two halves of a SHA-256 (Kirsch, Mitzenmacher 2006). */
function* probes({ tenant, conversationId }: ConversationKey, nBits: number): Generator<number> {
  const digest = createHash('sha256').update(`${tenant}\n${conversationId}`).digest();
  const [first, step] = [digest.readUInt32BE(0), digest.readUInt32BE(4) | 1];
  for (let i = 0; i < PROBES; i++) yield (first + i * (step >>> 0)) % nBits;
}

/** A Bloom filter of the conversations of a file: says for certain that one is not there. */
export function createIdFilter(keys: readonly ConversationKey[]): Buffer {
  const bits = Buffer.alloc(Math.max(1, Math.ceil((keys.length * BITS_PER_ID) / 8)));
  for (const key of keys)
    for (const bit of probes(key, bits.length * 8)) bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
  return bits;
}

export function mayHoldId(filter: Buffer, key: ConversationKey): boolean {
  for (const bit of probes(key, filter.length * 8))
    if (((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
  return true;
}

/** In the name of every file that has a filter. */
export const MERGED = '-merged-';

/** Where the filter of a file lies; readers of Delta leave out names that begin with `_`. */
export const idFilterKey = (root: string, path: string): string =>
  `${root}_ids/${path.slice(path.lastIndexOf('/') + 1)}.bloom`;

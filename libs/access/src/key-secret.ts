import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const ID_BYTES = 8;
const KEY = /^cvk_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

/** By what secret scanners, and people, know one of our keys. */
export const KEY_PREFIX = 'cvk_';

/** A key that was made just now: the one time that it is known as a whole. */
export interface MadeKey {
  /** Public: it names the key in lists and in the audit log. */
  keyId: string;
  /** `cvk_<id>_<32 random bytes>`; shown once, never stored. */
  key: string;
  /** SHA-256 of the key, which is kept. The key has 256 bits of chance in it: a slow hash would add nothing. */
  hash: string;
}

export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** A new key; of an id that is known already: another secret for it. */
export function makeKey(keyId: string = randomBytes(ID_BYTES).toString('hex')): MadeKey {
  const key = `${KEY_PREFIX}${keyId}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { keyId, key, hash: hashKey(key) };
}

/** The id that a key names; null: it is none of ours. */
export const keyIdOf = (key: string): string | null => KEY.exec(key)?.[1] ?? null;

/** Compares in constant time; both are hashes in hexadecimal. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}

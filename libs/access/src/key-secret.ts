import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const ID_BYTES = 8;

/** By what secret scanners, and people, know one of our keys, and what a browser holds of somebody who is signed in. */
export const KEY_PREFIX = 'cvk_';
const SESSION_PREFIX = 'cvs_';

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

/** An id as keys, sessions and accounts have it: 64 random bits. */
export const makeId = (): string => randomBytes(ID_BYTES).toString('hex');

/** What nobody guesses: 256 random bits. */
export const makeSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

function makeOf(prefix: string, keyId: string): MadeKey {
  const key = `${prefix}${keyId}_${makeSecret()}`;
  return { keyId, key, hash: hashKey(key) };
}

const SHAPE = /^(cv[ks]_)([0-9a-f]{16})_[A-Za-z0-9_-]{43}$/;

function idOf(prefix: string, text: string): string | null {
  const [, itsPrefix, id] = SHAPE.exec(text) ?? [];
  return itsPrefix === prefix ? (id ?? null) : null;
}

/** A new key; of an id that is known already: another secret for it. */
export const makeKey = (keyId: string = makeId()): MadeKey => makeOf(KEY_PREFIX, keyId);

/** The id that a key names; null: it is none of ours. */
export const keyIdOf = (key: string): string | null => idOf(KEY_PREFIX, key);

/** What a browser holds of a session; of one that is known already: another secret for it. */
export const makeSessionToken = (sessionId: string = makeId()): MadeKey => makeOf(SESSION_PREFIX, sessionId);

/** The session that a browser names; null: it is none of ours. */
export const sessionIdOf = (token: string): string | null => idOf(SESSION_PREFIX, token);

/** Compares in constant time; both are hashes in hexadecimal. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}

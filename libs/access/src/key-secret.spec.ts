import { expect, it } from '@jest/globals';
import { hashKey, isSameHash, keyIdOf, makeKey } from './key-secret.ts';

it('makes keys of 256 random bits that name themselves, each another', () => {
  const made = Array.from({ length: 50 }, () => makeKey());
  expect(new Set(made.map(({ key }) => key)).size).toBe(50);
  for (const { key, keyId, hash } of made) {
    expect(key).toMatch(/^cvk_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$/);
    expect(Buffer.from(key.slice(21), 'base64url')).toHaveLength(32);
    expect([keyIdOf(key), hashKey(key)]).toEqual([keyId, hash]);
    expect(hash).not.toContain(key.slice(21));
  }
});

it('keeps the id of a key that gets another secret', () => {
  const first = makeKey();
  const second = makeKey(first.keyId);
  expect(second.keyId).toBe(first.keyId);
  expect(second.hash).not.toBe(first.hash);
});

it.each([
  '',
  'cvk_',
  'cvk_0123456789abcdef_short',
  `cvk_0123456789abcdeg_${'x'.repeat(43)}`,
  `${makeKey().key}x`,
  `x${makeKey().key}`,
])('knows that %j is no key of ours', (text) => expect(keyIdOf(text)).toBeNull());

it('compares hashes as wholes', () => {
  const hash = hashKey('a');
  expect(isSameHash(hash, hash)).toBe(true);
  for (const other of ['', hash.slice(2), hashKey('b'), `${hash}00`, 'zz'])
    expect(isSameHash(hash, other)).toBe(false);
  expect(isSameHash('', '')).toBe(false);
});

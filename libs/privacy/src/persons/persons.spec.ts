import { expect, it } from '@jest/globals';
import { addToDigest, EMPTY_DIGEST, personHashOf } from './person-hash.ts';
import { createSigningKey, signProof, verifyProof, type ErasureProof } from './signed-proof.ts';

const proof: ErasureProof = {
  ...{ format: 'convoscope.erasure/1', tenant: 't', requestId: 'r', personHash: personHashOf('t', 'ann') },
  ...{
    requestedBy: 'ana',
    because: null,
    requestedAt: '2026-01-01T00:00:00Z',
    completedAt: '2026-01-01T00:01:00Z',
  },
  ...{
    nConversations: 2,
    digest: EMPTY_DIGEST,
    places: { b: 1, a: 2 },
    remains: [{ place: 'topics', until: '14 days' }],
  },
};

it('a proof is genuine as it was signed, in whatever order its keys come back, and by whom it was signed', () => {
  const signed = signProof(proof, createSigningKey());
  const reordered = {
    ...signed,
    proof: Object.fromEntries(Object.entries(proof).reverse()) as unknown as ErasureProof,
  };
  expect([verifyProof(signed), verifyProof(reordered), verifyProof(signed, signed.publicKey)]).toEqual([
    true,
    true,
    true,
  ]);
  expect(verifyProof(signed, signProof(proof, createSigningKey()).publicKey)).toBe(false);
});

it.each<[string, Partial<ErasureProof>]>([
  ['a count', { nConversations: 3 }],
  ['a place', { places: { a: 2 } }],
  ['the person', { personHash: personHashOf('t', 'bob') }],
  ['what remains', { remains: [] }],
])('a proof of which %s was changed is not genuine', (_, change) => {
  const signed = signProof(proof, createSigningKey());
  expect(verifyProof({ ...signed, proof: { ...proof, ...change } })).toBe(false);
});

it('what is no signature, no key, or a key of another kind signs nothing', () => {
  const signed = signProof(proof, createSigningKey());
  expect(verifyProof({ ...signed, signature: 'x' })).toBe(false);
  expect(verifyProof({ ...signed, publicKey: 'x' })).toBe(false);
  expect(() => signProof(proof, 'no key')).toThrow();
});

it('a digest is the same in whatever order, and another for another revision', () => {
  const of = (...pairs: [string, string][]): string =>
    pairs.reduce((digest, [id, revision]) => addToDigest(digest, id, revision), EMPTY_DIGEST);
  expect(of(['a', '1'], ['b', '2'])).toBe(of(['b', '2'], ['a', '1']));
  expect(of(['a', '1'])).not.toBe(of(['a', '2']));
  expect(personHashOf('t', 'ann')).not.toBe(personHashOf('u', 'ann'));
});

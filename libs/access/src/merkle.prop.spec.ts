import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isIncluded, merkleRoot, proveInclusion } from './merkle.ts';

const leavesArb = fc
  .array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 70 })
  .map((all) => all.map((bytes) => Buffer.from(bytes).toString('hex')));

it('has the root of RFC 9162 by its recursive definition', () => {
  const sha = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  const rootOf = (leaves: readonly string[]): Buffer => {
    if (leaves.length === 1) return sha(Buffer.of(0), Buffer.from(leaves[0] ?? '', 'hex'));
    let k = 1;
    while (k * 2 < leaves.length) k *= 2;
    return sha(Buffer.of(1), rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
  };
  fc.assert(
    fc.property(leavesArb, (leaves) => expect(merkleRoot(leaves)).toBe(rootOf(leaves).toString('hex'))),
  );
});

it('proves each leaf, and no other in its place', () => {
  fc.assert(
    fc.property(leavesArb, fc.nat(), fc.nat({ max: 255 }), (leaves, pick, bit) => {
      const index = pick % leaves.length;
      const leaf = leaves[index] ?? '';
      const [root, proof] = [merkleRoot(leaves), proveInclusion(leaves, index)];
      expect(isIncluded(leaf, proof, root)).toBe(true);
      const other = Buffer.from(leaf, 'hex');
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(isIncluded(other.toString('hex'), proof, root)).toBe(false);
      expect(isIncluded(leaf, proof, other.toString('hex'))).toBe(false);
      expect(isIncluded(leaf, { ...proof, path: [...proof.path, leaf] }, root)).toBe(false);
      if (proof.path.length > 0)
        expect(isIncluded(leaf, { ...proof, path: proof.path.slice(1) }, root)).toBe(false);
    }),
  );
});

it('refuses what is not there', () => {
  expect(() => merkleRoot([])).toThrow(RangeError);
  expect(() => proveInclusion(['00'], 1)).toThrow(RangeError);
  expect(isIncluded('00', { leafIndex: 1, treeSize: 1, path: [] }, '00')).toBe(false);
});

import { createHash } from 'node:crypto';

/** The leaves beside the way from one leaf to the root, the lowest first. */
export interface InclusionProof {
  leafIndex: number;
  treeSize: number;
  path: string[];
}

/** Leaves and nodes are hashed apart (RFC 9162, 2.1.1), so that no node passes for a leaf. */
const hashLeaf = (leaf: string): Buffer =>
  createHash('sha256').update(Buffer.of(0)).update(Buffer.from(leaf, 'hex')).digest();
const hashNode = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

/** One level up; what has no neighbour goes up as it is. */
function levelAbove(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i] as Buffer, level[i + 1]];
    above.push(right === undefined ? left : hashNode(left, right));
  }
  return above;
}

/** Root of the Merkle tree over leaves, hashes in hexadecimal (RFC 9162, 2.1.1). Throws RangeError for no leaves. Cost: two hashes a leaf. */
export function merkleRoot(leaves: readonly string[]): string {
  if (leaves.length === 0) throw new RangeError('a Merkle tree needs a leaf');
  let level = leaves.map(hashLeaf);
  while (level.length > 1) level = levelAbove(level);
  return (level[0] as Buffer).toString('hex');
}

/** Proves that a leaf is below the root (RFC 9162, 2.1.3). Throws RangeError where there is no such leaf. */
export function proveInclusion(leaves: readonly string[], leafIndex: number): InclusionProof {
  if (leaves[leafIndex] === undefined) throw new RangeError(`there is no leaf ${leafIndex}`);
  const path: string[] = [];
  let [level, index] = [leaves.map(hashLeaf), leafIndex];
  while (level.length > 1) {
    const neighbour = level[index % 2 === 0 ? index + 1 : index - 1];
    if (neighbour !== undefined) path.push(neighbour.toString('hex'));
    [level, index] = [levelAbove(level), Math.floor(index / 2)];
  }
  return { leafIndex, treeSize: leaves.length, path };
}

/** Whether the proof leads from the leaf to the root (RFC 9162, 2.1.3.2). */
export function isIncluded(
  leaf: string,
  { leafIndex, treeSize, path }: InclusionProof,
  root: string,
): boolean {
  if (leafIndex < 0 || leafIndex >= treeSize) return false;
  let [hash, index, last] = [hashLeaf(leaf), leafIndex, treeSize - 1];
  for (const step of path) {
    if (last === 0) return false;
    const other = Buffer.from(step, 'hex');
    if (index % 2 === 1 || index === last) {
      hash = hashNode(other, hash);
      while (index % 2 === 0 && index !== 0) [index, last] = [index >> 1, last >> 1];
    } else hash = hashNode(hash, other);
    [index, last] = [index >> 1, last >> 1];
  }
  return last === 0 && hash.toString('hex') === root;
}

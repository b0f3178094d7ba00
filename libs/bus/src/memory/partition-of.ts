/** FNV-1a, 32 bits (Fowler, Noll, Vo): spreads keys well enough and needs no table. */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The partition of a key in [0, nPartitions): equal keys, equal partition. */
export function partitionOf(key: Buffer, nPartitions: number): number {
  let hash = FNV_OFFSET;
  for (const byte of key) hash = Math.imul(hash ^ byte, FNV_PRIME);
  return (hash >>> 0) % nPartitions;
}

import { DataError, ParameterError } from '../errors.ts';

/** Clusters of values, ascending, fine at both ends; plain data. */
export interface TDigest {
  readonly compression: number;
  means: number[];
  counts: number[];
  /** Values not yet merged into the clusters. */
  buffer: number[];
  min: number;
  max: number;
}

/** A digest of at most about `compression` clusters; larger is more accurate. */
export function createTDigest(compression = 100): TDigest {
  if (!(compression >= 10)) throw new ParameterError('compression', '>= 10', compression);
  return { compression, means: [], counts: [], buffer: [], min: Infinity, max: -Infinity };
}

/** Position of a quantile on the scale where every cluster has length one (the paper's k1). */
const scaleOf = (q: number, compression: number): number =>
  (compression / (2 * Math.PI)) * Math.asin(2 * Math.min(1, Math.max(0, q)) - 1);

function compress(digest: TDigest, extra: { mean: number; count: number }[]): void {
  const all = digest.means.map((mean, i) => ({ mean, count: digest.counts[i] })).concat(extra);
  all.sort((a, b) => a.mean - b.mean);
  const total = all.reduce((sum, cluster) => sum + cluster.count, 0);
  const merged: { mean: number; count: number }[] = [];
  let before = 0;
  for (const next of all) {
    const last = merged[merged.length - 1];
    const canJoin =
      last !== undefined &&
      scaleOf((before + last.count + next.count) / total, digest.compression) -
        scaleOf(before / total, digest.compression) <=
        1;
    if (canJoin) {
      last.count += next.count;
      last.mean += ((next.mean - last.mean) * next.count) / last.count;
    } else {
      before += last?.count ?? 0;
      merged.push({ ...next });
    }
  }
  digest.means = merged.map((cluster) => cluster.mean);
  digest.counts = merged.map((cluster) => cluster.count);
}

const flush = (digest: TDigest): void => {
  if (digest.buffer.length === 0) return;
  compress(
    digest,
    digest.buffer.map((mean) => ({ mean, count: 1 })),
  );
  digest.buffer = [];
};

/** Takes a finite value in. Cost: O(1) amortised. */
export function addToTDigest(digest: TDigest, value: number): void {
  if (!Number.isFinite(value)) throw new DataError(`a digest takes finite values, got ${value}`);
  digest.min = Math.min(digest.min, value);
  digest.max = Math.max(digest.max, value);
  digest.buffer.push(value);
  if (digest.buffer.length >= 5 * digest.compression) flush(digest);
}

/** Takes another digest in. */
export function mergeTDigest(into: TDigest, other: TDigest): void {
  flush(into);
  const extra = other.means.map((mean, i) => ({ mean, count: other.counts[i] }));
  compress(into, extra.concat(other.buffer.map((mean) => ({ mean, count: 1 }))));
  into.min = Math.min(into.min, other.min);
  into.max = Math.max(into.max, other.max);
}

/**
 * A quantile by interpolation between cluster means; exact at 0 and 1, most accurate near them. Throws when empty.
 * Cost: O(clusters). Source: Dunning and Ertl, arXiv 1902.04023 (merging digest, scale k1).
 */
export function quantileOfTDigest(digest: TDigest, probability: number): number {
  flush(digest);
  if (digest.means.length === 0) throw new DataError('a quantile needs at least one value');
  if (!(probability >= 0 && probability <= 1))
    throw new ParameterError('probability', 'in [0, 1]', probability);
  const total = digest.counts.reduce((sum, count) => sum + count, 0);
  const target = probability * total;
  let [position, value, before] = [0, digest.min, 0];
  for (let i = 0; i < digest.means.length; i++) {
    const centre = before + digest.counts[i] / 2;
    if (target < centre)
      return value + ((target - position) / Math.max(centre - position, 1e-300)) * (digest.means[i] - value);
    [position, value] = [centre, digest.means[i]];
    before += digest.counts[i];
  }
  return value + ((target - position) / Math.max(total - position, 1e-300)) * (digest.max - value);
}

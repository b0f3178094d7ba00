import { criticalZ, rounded, shareEstimate, zOfShares } from './estimates.ts';
import type { Measures, Slice, VolumePoint } from '@convoscope/reports';

const total = (slices: ReadonlyMap<string, Measures>): number =>
  [...slices.values()].reduce((sum, { nConversations }) => sum + nConversations, 0);

function intervalOf(n: number, count: number): { low: number; high: number } {
  const { low, high } = shareEstimate(n, count) ?? { low: 0, high: 1 };
  return { low, high };
}

/** The slices of a dimension with their share and what it was before, largest first; those that vanished come last, with 0. */
export function compareSlices(
  now: ReadonlyMap<string, Measures>,
  before: ReadonlyMap<string, Measures> | null,
  empty: Measures,
): Slice[] {
  const [nNow, nBefore] = [total(now), before === null ? 0 : total(before)];
  const labels = [...new Set([...now.keys(), ...(before?.keys() ?? [])])];
  const threshold = criticalZ(labels.length);
  const slices = labels.map((label): Slice => {
    const measures = now.get(label) ?? empty;
    const old = before?.get(label);
    const count = measures.nConversations;
    const countBefore = old?.nConversations ?? 0;
    return {
      label,
      ...measures,
      share: rounded(nNow === 0 ? 0 : count / nNow),
      ...(nNow > 0 && { shareInterval: intervalOf(nNow, count) }),
      previous:
        nBefore === 0
          ? null
          : {
              nConversations: countBefore,
              share: rounded(countBefore / nBefore),
              sentiment: old?.sentiment?.value ?? null,
            },
      isChangeSignificant: Math.abs(zOfShares(count, nNow, countBefore, nBefore)) > threshold,
    };
  });
  return slices.sort((a, b) => b.nConversations - a.nConversations || (a.label < b.label ? -1 : 1));
}

/** One point for each place, also where there was nothing; with `hasGaps` nothing means that there is no data. */
export const toPoints = (
  places: readonly { at: string; before: string | null }[],
  now: ReadonlyMap<string, Measures>,
  before: ReadonlyMap<string, Measures> | null,
  hasGaps: boolean,
): VolumePoint[] =>
  places.map((place) => {
    const measures = now.get(place.at);
    const earlier = place.before === null ? undefined : before?.get(place.before)?.nConversations;
    return {
      at: place.at,
      nConversations: measures?.nConversations ?? 0,
      isCovered: measures !== undefined || !hasGaps,
      previous: before === null || place.before === null ? null : (earlier ?? (hasGaps ? null : 0)),
      sentiment: measures?.sentiment ?? null,
      nAnomalous: measures?.nAnomalous ?? 0,
    };
  });

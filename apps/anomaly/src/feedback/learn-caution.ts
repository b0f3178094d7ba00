import type { FindingFeedbackDocument } from '@convoscope/store';

/** By how much a finding of a kind must be further off than one that nobody has said anything about; 1 where nothing was learnt. */
export type Caution = (kind: string) => number;

export const NO_CAUTION: Caution = () => 1;

/** Beyond a false alarm, so that one just like it is none again. */
const MARGIN = 1.1;
/** What it costs to be twice as cautious, in false alarms: one alone does not silence what is far off. */
const COST_OF_DOUBLING = 0.5;
/** A finding that was right and would be missed costs as much as two false alarms. */
const COST_OF_A_MISS = 2;
/** Never more: whatever was said, what is so far off is told. */
const MOST = 8;

type Judged = Pick<FindingFeedbackDocument, 'kind' | 'verdict' | 'strength'>;

/**
 * Learns from what people said of findings. Each kind for itself has the threshold at which false alarms left over, findings missed and
 * caution itself cost least; the lowest of equal ones. The same feedback in any order gives the same. Cost: the square of the feedback of a kind.
 */
export function learnCaution(feedback: readonly Judged[]): Caution {
  const byKind = Map.groupBy(feedback, ({ kind }) => kind);
  const learnt = new Map([...byKind].map(([kind, ofKind]) => [kind, cautionOf(ofKind)]));
  return (kind) => learnt.get(kind) ?? 1;
}

function cautionOf(judged: readonly Judged[]): number {
  const isTrue = ({ verdict }: Judged): boolean => verdict === 'confirmed';
  const candidates = [1, ...judged.filter((one) => !isTrue(one)).map(({ strength }) => strength * MARGIN)]
    .filter((threshold) => threshold >= 1 && threshold <= MOST)
    .sort((a, b) => a - b);
  const costOf = (threshold: number): number =>
    COST_OF_DOUBLING * Math.log2(threshold) +
    judged.reduce((sum, one) => {
      const isTold = one.strength >= threshold;
      if (isTrue(one)) return sum + (isTold ? 0 : COST_OF_A_MISS);
      return sum + Number(isTold);
    }, 0);
  return candidates.reduce((best, one) => (costOf(one) < costOf(best) ? one : best), 1);
}

import { countMatches, type TranslatedSegment } from './bleu.ts';

const ORDERS = 6;
/** Recall counts twice as much as precision. */
const BETA_SQUARED = 4;

function countCharacterGrams(text: string, order: number): Map<string, number> {
  const signs = Array.from(text.replace(/\s+/gu, ''));
  const counts = new Map<string, number>();
  for (let at = 0; at + order <= signs.length; at++) {
    const gram = signs.slice(at, at + order).join('');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

const sumOf = (counts: ReadonlyMap<string, number>): number => {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
};

/**
 * chrF2 of a whole set (Popović 2015), in [0, 100], as sacrebleu computes it by default: character 1- to 6-grams without spaces, no words. Higher is
 * better. Good for every language, also those without spaces.
 */
export function chrfOf(segments: readonly TranslatedSegment[]): number {
  let [precision, recall, nOrders] = [0, 0, 0];
  for (let order = 1; order <= ORDERS; order++) {
    let [nOurs, nTheirs, nMatches] = [0, 0, 0];
    for (const { translation, reference } of segments) {
      const [ours, theirs] = [countCharacterGrams(translation, order), countCharacterGrams(reference, order)];
      // Without a gram in the reference there is nothing to hit.
      nOurs += theirs.size === 0 ? 0 : sumOf(ours);
      nTheirs += sumOf(theirs);
      nMatches += countMatches(ours, theirs);
    }
    if (nOurs === 0 || nTheirs === 0) continue;
    precision += nMatches / nOurs;
    recall += nMatches / nTheirs;
    nOrders++;
  }
  if (nOrders === 0 || precision + recall === 0) return 0;
  const [p, r] = [precision / nOrders, recall / nOrders];
  return (100 * (1 + BETA_SQUARED) * p * r) / (BETA_SQUARED * p + r);
}

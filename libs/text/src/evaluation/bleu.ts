/** A segment with its translation and what a person made of it. */
export interface TranslatedSegment {
  readonly translation: string;
  readonly reference: string;
}

const MAX_ORDER = 4;

/** The tokens of mteval-v13a, as sacrebleu's default: punctuation apart, except within numbers. */
function tokenise13a(text: string): string[] {
  const plain = text
    .replaceAll('<skipped>', '')
    .replaceAll('-\n', '')
    .replaceAll('\n', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  return ` ${plain} `
    .replace(/([{-~[-` -&(-+:-@/])/g, ' $1 ')
    .replace(/([^0-9])([.,])/g, '$1 $2 ')
    .replace(/([.,])([^0-9])/g, ' $1 $2')
    .replace(/([0-9])(-)/g, '$1 $2 ')
    .split(/\s+/u)
    .filter((token) => token !== '');
}

function countGrams(tokens: readonly string[], order: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + order <= tokens.length; at++) {
    const gram = tokens.slice(at, at + order).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** Grams of the one that are also in the other, each at most as often. */
export function countMatches(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number {
  let matches = 0;
  for (const [gram, count] of left) matches += Math.min(count, right.get(gram) ?? 0);
  return matches;
}

/**
 * BLEU of a whole set (Papineni et al. 2002), in [0, 100], as sacrebleu computes it by default: 13a tokens, orders 1 to 4, exponential smoothing of
 * orders without a match, one reference. Higher is better. 0 for no match at all.
 */
export function bleuOf(segments: readonly TranslatedSegment[]): number {
  const correct = new Float64Array(MAX_ORDER);
  const total = new Float64Array(MAX_ORDER);
  let [nTranslated, nReference] = [0, 0];
  for (const { translation, reference } of segments) {
    const [ours, theirs] = [tokenise13a(translation), tokenise13a(reference)];
    nTranslated += ours.length;
    nReference += theirs.length;
    for (let order = 1; order <= MAX_ORDER; order++) {
      correct[order - 1]! += countMatches(countGrams(ours, order), countGrams(theirs, order));
      total[order - 1]! += Math.max(0, ours.length - order + 1);
    }
  }
  if (correct.every((count) => count === 0) || total.some((count) => count === 0)) return 0;
  let smoothing = 1;
  let logs = 0;
  for (let order = 0; order < MAX_ORDER; order++) {
    if (correct[order] === 0) smoothing *= 2;
    logs += Math.log(
      correct[order] === 0 ? 1 / (smoothing * total[order]!) : correct[order]! / total[order]!,
    );
  }
  const brevity = nTranslated < nReference ? Math.exp(1 - nReference / nTranslated) : 1;
  return 100 * brevity * Math.exp(logs / MAX_ORDER);
}

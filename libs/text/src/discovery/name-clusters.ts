import { isFunctionWord } from '../tokens/function-words.ts';
import { tokeniseBeginning } from '../tokens/tokenise.ts';

const MOST_TERMS = 5;
const SHORTEST_TERM = 2;
/** A term that one row alone holds names the row, not the cluster. */
const FEWEST_ROWS = 2;

/** Words and pairs of neighbouring words of a text, each once. */
function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  let previous: string | undefined;
  for (const { kind, norm } of tokeniseBeginning(text)) {
    const says =
      (kind === 'word' || kind === 'hashtag') && norm.length >= SHORTEST_TERM && !isFunctionWord(norm);
    if (says) terms.add(norm);
    if (says && previous !== undefined) terms.add(`${previous} ${norm}`);
    previous = says ? norm : undefined;
  }
  return terms;
}

interface Counted {
  readonly term: string;
  readonly nInside: number;
  readonly score: number;
}

/** Words that are part of a chosen pair, or pairs with a chosen word, say nothing new. */
function withoutRepetition(ranked: readonly Counted[]): string[] {
  const chosen: string[] = [];
  for (const { term } of ranked) {
    const words = term.split(' ');
    const isKnown = chosen.some((other) => words.some((word) => other.split(' ').includes(word)));
    if (!isKnown) chosen.push(term);
    if (chosen.length === MOST_TERMS) break;
  }
  return chosen;
}

/**
 * What tells each cluster from the others: up to five terms, strongest first, by how many of its rows hold a term and how much likelier
 * a row that holds it is to lie here (the signed root of the log-likelihood ratio, Dunning 1993). Empty where nothing does. Cost: O(tokens).
 */
export function distinguishingTerms(
  texts: readonly string[],
  membership: Int32Array,
  nClusters: number,
): string[][] {
  const all = new Map<string, number>();
  const inside = Array.from({ length: nClusters }, () => new Map<string, number>());
  const sizes = new Int32Array(nClusters);
  texts.forEach((text, row) => {
    const cluster = membership[row]!;
    if (cluster < 0) return;
    sizes[cluster]!++;
    for (const term of termsOf(text)) {
      all.set(term, (all.get(term) ?? 0) + 1);
      inside[cluster]!.set(term, (inside[cluster]!.get(term) ?? 0) + 1);
    }
  });
  return inside.map((counts, cluster) => {
    const ranked = [...counts]
      .filter(([, nInside]) => nInside >= FEWEST_ROWS)
      .map(([term, nInside]): Counted => {
        const score = likelihoodRatio(nInside, sizes[cluster]!, all.get(term)!, texts.length);
        return { term, nInside, score };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1));
    return withoutRepetition(ranked);
  });
}

/** Log-likelihood ratio of a term being commoner inside than outside; negative where it is rarer. */
function likelihoodRatio(nInside: number, size: number, nAll: number, total: number): number {
  const [a, b] = [nInside, nAll - nInside];
  const [expectedA, expectedB] = [(size * nAll) / total, ((total - size) * nAll) / total];
  const part = (seen: number, expected: number): number =>
    seen === 0 ? 0 : seen * Math.log(seen / expected);
  const ratio = part(a, expectedA) + part(b, expectedB);
  return a > expectedA ? ratio : -ratio;
}

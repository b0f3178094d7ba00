import type { Token } from '../tokens/token.ts';
import { tokenise } from '../tokens/tokenise.ts';
import type { Topic } from './taxonomy.ts';

interface Entry {
  /** The keyword's tokens; the last one may be a stem. */
  readonly words: readonly string[];
  readonly isStem: boolean;
  readonly topic: number;
  weight: number;
}

/** A keyword found in a text. */
export interface KeywordHit {
  readonly term: string;
  readonly topic: number;
  readonly weight: number;
}

export interface KeywordIndex {
  /** Every keyword of any topic in the text, each topic's keyword once. Cost: O(tokens · word length). */
  find(tokens: readonly Token[]): KeywordHit[];
}

const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;
const SHORTEST_STEM = 3;

function toEntry(keyword: string, topic: number): Entry | undefined {
  const isStem = keyword.endsWith('*');
  const words = tokenise(isStem ? keyword.slice(0, -1) : keyword).map((token) => token.norm);
  if (words.length === 0) return undefined;
  // Phrases say more than words, and words more than short ones.
  return { words, isStem, topic, weight: words.length > 1 ? 1.5 : 1 };
}

/** A keyword that several topics claim counts for each of them by its share. */
function shareWeights(entries: readonly Entry[]): void {
  const claims = new Map<string, Set<number>>();
  const keyOf = (entry: Entry): string => entry.words.join(' ');
  for (const entry of entries)
    claims.set(keyOf(entry), (claims.get(keyOf(entry)) ?? new Set()).add(entry.topic));
  for (const entry of entries) entry.weight /= claims.get(keyOf(entry))!.size;
}

function matchesFrom(tokens: readonly Token[], at: number, entry: Entry): boolean {
  const last = entry.words.length - 1;
  for (let ahead = 0; ahead <= last; ahead++) {
    const norm = tokens[at + ahead]?.norm;
    if (norm === undefined) return false;
    const fits =
      ahead === last && entry.isStem ? norm.startsWith(entry.words[ahead]!) : norm === entry.words[ahead];
    if (!fits) return false;
  }
  return true;
}

/** Finds the keywords of all topics at once. */
export function createKeywordIndex(topics: readonly Topic[]): KeywordIndex {
  const entries = topics.flatMap((topic, index) =>
    [...(topic.keywords ?? []), ...(topic.phrases ?? [])]
      .map((keyword) => toEntry(keyword, index))
      .filter((entry) => entry !== undefined),
  );
  shareWeights(entries);
  const cjk = entries.filter((entry) => entry.words.length === 1 && CJK.test(entry.words[0]!));
  const byStart = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (cjk.includes(entry)) continue;
    const key =
      entry.words.length === 1 && entry.isStem ? entry.words[0]!.slice(0, SHORTEST_STEM) : entry.words[0]!;
    byStart.set(key, [...(byStart.get(key) ?? []), entry]);
  }
  const candidates = (norm: string): readonly Entry[] => {
    const exact = byStart.get(norm) ?? [];
    const stem = norm.length > SHORTEST_STEM ? byStart.get(norm.slice(0, SHORTEST_STEM)) : undefined;
    return stem === undefined ? exact : [...exact, ...stem];
  };
  const find = (tokens: readonly Token[]): KeywordHit[] => {
    const hits = new Map<Entry, KeywordHit>();
    tokens.forEach((token, at) => {
      if (token.kind !== 'word' && token.kind !== 'hashtag') return;
      const found = CJK.test(token.norm)
        ? cjk.filter((entry) => token.norm.includes(entry.words[0]!))
        : candidates(token.norm).filter((entry) => matchesFrom(tokens, at, entry));
      for (const entry of found) {
        const term = tokens.slice(at, at + entry.words.length).map((each) => each.norm);
        const shown = CJK.test(token.norm) ? entry.words[0]! : term.join(' ');
        if (!hits.has(entry)) hits.set(entry, { term: shown, topic: entry.topic, weight: entry.weight });
      }
    });
    return [...hits.values()];
  };
  return { find };
}

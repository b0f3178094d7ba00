/**
 * Words of one language with their valence, from -4 (very negative) to 4 (very positive).
 * Each list is words parted by spaces; `*` at the end stands for any ending, `_` joins the words of a phrase.
 */
export interface LexiconSource {
  readonly language: string;
  /** Valence to words. */
  readonly words: Readonly<Record<string, string>>;
  /** Words that strengthen ("very") or weaken ("slightly") what follows. */
  readonly intensifiers: string;
  readonly weakeners: string;
  /** Words after which the sentence counts more than what stood before ("but"). */
  readonly contrasts: string;
  /** Frequent words that tell this language from the others. */
  readonly marks: string;
}

/** A lexicon ready for lookup. */
export interface Lexicon {
  readonly language: string;
  readonly exact: ReadonlyMap<string, number>;
  readonly stems: ReadonlyMap<string, number>;
  readonly shortestStem: number;
  readonly longestStem: number;
  /** First word of a phrase to its continuations. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** Word to factor: 0.293 strengthens, -0.293 weakens (the steps of VADER, Hutto & Gilbert 2014). */
  readonly boosters: ReadonlyMap<string, number>;
  readonly contrasts: ReadonlySet<string>;
  readonly marks: readonly string[];
}

export interface Phrase {
  readonly words: readonly string[];
  readonly valence: number;
}

const BOOST = 0.293;

function split(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}

function boostersOf(source: LexiconSource): Map<string, number> {
  const boosters = new Map(split(source.intensifiers).map((word) => [word, BOOST]));
  for (const word of split(source.weakeners)) boosters.set(word, -BOOST);
  return boosters;
}

/** Prepares a lexicon. Throws RangeError when a valence is not a number in [-4, 4]. */
export function compileLexicon(source: LexiconSource): Lexicon {
  const exact = new Map<string, number>();
  const stems = new Map<string, number>();
  const phrases = new Map<string, Phrase[]>();
  for (const [key, list] of Object.entries(source.words)) {
    const valence = Number(key);
    if (!(Math.abs(valence) <= 4)) throw new RangeError(`lexicon ${source.language}: valence ${key}`);
    for (const entry of split(list)) {
      const words = entry.split('_');
      if (words.length > 1) phrases.set(words[0]!, [...(phrases.get(words[0]!) ?? []), { words, valence }]);
      else if (entry.endsWith('*')) stems.set(entry.slice(0, -1), valence);
      else exact.set(entry, valence);
    }
  }
  const lengths = [...stems.keys()].map((stem) => stem.length);
  return {
    ...{ language: source.language, exact, stems, phrases },
    ...{ shortestStem: Math.min(99, ...lengths), longestStem: Math.max(0, ...lengths) },
    boosters: boostersOf(source),
    contrasts: new Set(split(source.contrasts)),
    marks: split(source.marks),
  };
}

/** Valence of a word, by its exact form or its longest known stem; undefined where unknown. */
export function valenceOf(lexicon: Lexicon, word: string): number | undefined {
  const found = lexicon.exact.get(word);
  if (found !== undefined) return found;
  for (let length = Math.min(word.length, lexicon.longestStem); length >= lexicon.shortestStem; length--) {
    const valence = lexicon.stems.get(word.slice(0, length));
    if (valence !== undefined) return valence;
  }
  return undefined;
}

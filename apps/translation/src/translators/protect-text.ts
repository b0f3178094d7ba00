/** Terms with what they are in the target language; a term for itself is not translated. */
export type Glossary = ReadonlyMap<string, string>;

/** A text cut into what is to be translated and what stays as it is, or becomes what the glossary says. */
export interface TextPart {
  readonly text: string;
  /** What stands there in the translation; undefined where it is to be translated. */
  readonly kept: string | undefined;
}

/**
 * What no translator may touch: fenced and inline code, links, addresses, mentions and hashtags, placeholders of templates ({name}, {{name}}, ${name}, %s, %(name)s, <tag>).
 * Every repetition is bounded, so the cost is linear.
 */
const UNTOUCHABLE =
  /```[\s\S]{0,20000}?(?:```|$)|`[^`\n]{1,400}`|https?:\/\/[^\s<>"')\]]{1,2000}|www\.[^\s<>"')\]]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|[@#][\p{L}\p{N}_]{1,64}|\$?\{\{?[^{}\n]{0,80}\}\}?|%\([\w.]{1,64}\)[a-z]|%[\d.]{0,6}[sdifx](?![\p{L}])|<\/?[A-Za-z][^<>\n]{0,200}>/gu;

const escape = (term: string): string => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Terms as whole words, longest first, so that "New York" is not "York". */
function termsExpression(terms: readonly string[]): RegExp | undefined {
  const words = [...terms].filter((term) => term.trim() !== '').sort((a, b) => b.length - a.length);
  if (words.length === 0) return undefined;
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.map(escape).join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
}

function cutBy(text: string, expression: RegExp, toKept: (found: string) => string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(expression)) {
    if (index > from) parts.push({ text: text.slice(from, index), kept: undefined });
    parts.push({ text: found, kept: toKept(found) });
    from = index + found.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), kept: undefined });
  return parts;
}

/** Cuts a text at what must not be translated. The parts' texts, put together, are the text. */
export function cutText(text: string, glossary: Glossary = new Map()): TextPart[] {
  const parts = cutBy(text, UNTOUCHABLE, (found) => found);
  const terms = termsExpression([...glossary.keys()]);
  if (terms === undefined) return parts;
  return parts.flatMap((part) =>
    part.kept === undefined ? cutBy(part.text, terms, (found) => glossary.get(found) ?? found) : [part],
  );
}

/** Whether there is anything to translate: letters, outside of what is kept. */
const isProse = ({ text, kept }: TextPart): boolean => kept === undefined && /\p{L}/u.test(text);

/** A mark that stands for a kept part within a sentence; translators leave such names of numbers alone, or lose them, which is noticed. */
const markOf = (number: number): string => `⟦${number}⟧`;
const MARK = /⟦\s{0,2}(\d{1,5})\s{0,2}⟧/g;

/** A text as a translator is given it, and how its answer becomes the translation. */
export interface ProtectedText {
  readonly masked: string;
  /** Puts the kept parts back; undefined where the translator lost, doubled or made up a mark. */
  restore(translation: string): string | undefined;
  /** The pieces to be translated one by one where marks do not survive, and how their translations become the whole. */
  readonly pieces: readonly string[];
  join(translations: readonly string[]): string;
}

/** Outer spaces are not the translator's matter. */
function splitSpaces(text: string): [string, string, string] {
  const start = /^\s*/.exec(text)?.[0] ?? '';
  const rest = text.slice(start.length);
  const end = rest.slice(rest.trimEnd().length);
  return [start, rest.slice(0, rest.length - end.length), end];
}

/**
 * Takes out of a text what must survive translation. Nothing is lost whatever the translator does: where its answer does not hold every mark once, the
 * pieces between them are translated one by one. A text that has the marks' brackets itself is translated in pieces at once.
 */
export function protectText(text: string, glossary?: Glossary): ProtectedText {
  const parts = cutText(text, glossary);
  const kept = parts.filter((part) => part.kept !== undefined);
  let next = 0;
  const masked = parts.map((part) => (part.kept === undefined ? part.text : markOf(next++))).join('');
  const pieces = parts.filter(isProse).map((part) => splitSpaces(part.text)[1]);
  const hasBrackets = /[⟦⟧]/.test(text);
  return {
    masked,
    restore(translation) {
      const numbers = [...translation.matchAll(MARK)].map(([, number]) => Number(number));
      const isWhole =
        numbers.length === kept.length &&
        new Set(numbers).size === kept.length &&
        numbers.every((number) => number < kept.length);
      if (hasBrackets || !isWhole || /[⟦⟧]/.test(translation.replace(MARK, ''))) return undefined;
      return translation.replace(MARK, (_, number: string) => kept[Number(number)]?.kept ?? '');
    },
    pieces,
    join(translations) {
      let at = 0;
      return parts
        .map((part) => {
          if (part.kept !== undefined) return part.kept;
          if (!isProse(part)) return part.text;
          const [start, , end] = splitSpaces(part.text);
          return start + (translations[at++] ?? '') + end;
        })
        .join('');
    },
  };
}

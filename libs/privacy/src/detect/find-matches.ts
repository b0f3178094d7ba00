import type { PersonalSpan } from './personal-span.ts';

/** What of a match is meant: null where it is nothing; else how much of it, and what it canonically is. */
export type Judge = (
  match: RegExpExecArray,
) => { length?: number; offset?: number; canonical: string } | null;

/**
 * Runs a global expression over a text and keeps what the judge takes. The expression must be linear: every part bounded, anchored by what may stand
 * in front. What the judge takes is not looked at again, also where it takes less than was matched.
 */
export function findMatches(kind: string, expression: RegExp, text: string, judge: Judge): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
    const taken = judge(match);
    if (taken === null) continue;
    const start = match.index + (taken.offset ?? 0);
    const end = start + (taken.length ?? match[0].length - (taken.offset ?? 0));
    expression.lastIndex = Math.max(end, match.index + 1);
    spans.push({ kind, start, end, canonical: taken.canonical });
  }
  return spans;
}

/** How far in front of a number it is looked for what says of it. */
const CONTEXT = 40;

/** Whether one of the words stands shortly before a place, or within it. */
export const hasContext = (text: string, at: number, words: RegExp): boolean =>
  words.test(text.slice(Math.max(0, at - CONTEXT), at));

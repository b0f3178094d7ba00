/** Words are bounded by what is no letter: `\b` knows only those of English. */
export const words = (...alternatives: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'iu');

/** For languages that set no spaces between words, and for signs. */
export const anywhere = (...alternatives: readonly string[]): RegExp =>
  new RegExp(alternatives.join('|'), 'iu');

/** Whether the beginning of a text, so many characters, holds one of the expressions. */
export const says =
  (most: number, ...expressions: readonly RegExp[]) =>
  (text: string): boolean => {
    const beginning = text.slice(0, most).replaceAll('’', "'");
    return expressions.some((expression) => expression.test(beginning));
  };

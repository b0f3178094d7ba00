/** Length (natural logarithm of 1 + characters, and of words) and shares of the characters. */
export const TEXT_FEATURES = [
  'length',
  'words',
  'digits',
  'upper',
  'punctuation',
  'other-script',
  'distinct',
] as const;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * Measures that tell an unusual text without understanding it: how long it is, and which share of its characters are digits, capitals,
 * punctuation, letters of a script other than Latin, and distinct. Shares in [0, 1].
 */
export function measureText(text: string): number[] {
  const characters = Array.from(text);
  const n = Math.max(1, characters.length);
  const letters = count(text, /\p{L}/gu);
  return [
    Math.log1p(characters.length),
    Math.log1p(count(text, /\S+/g)),
    count(text, /\p{N}/gu) / n,
    count(text, /\p{Lu}/gu) / n,
    count(text, /[\p{P}\p{S}]/gu) / n,
    Math.max(0, letters - count(text, /\p{Script=Latin}/gu)) / n,
    new Set(characters).size / n,
  ];
}

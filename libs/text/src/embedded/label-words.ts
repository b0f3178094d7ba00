/**
 * What a label says in words: "cardArrival", "card_arrival" and "card-arrival" are "card arrival". Nothing for labels that are codes or numbers.
 */
export function labelWords(label: string): string | undefined {
  const words = label
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_\-./:]+/g, ' ')
    .trim();
  return /\p{L}{3}/u.test(words) ? words : undefined;
}

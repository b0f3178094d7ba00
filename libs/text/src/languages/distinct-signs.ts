import { STEPS } from './language-tables.ts';

/**
 * What tells languages of one script apart that n-grams of letters do not see: vowel signs and endings of Hindi and
 * Marathi. Weights are in nats for each occurrence.
 */
const SIGNS: readonly (readonly [language: string, weight: number, pattern: RegExp])[] = [
  ['mr', 3, /ळ|ऱ|ॲ/gu],
  ['mr', 1.5, /(?:च्या|ाचा|ाची|ाचे|ांना|ांनी|ाला|ून|मुळे|साठी|तील|णे|ण्या|ात|ीत|ेत|ावर|ली|ही)(?![\p{L}\p{M}])/gu],
  ['hi', 3, /़|ँ|ों(?![\p{L}\p{M}])|ें(?![\p{L}\p{M}])/gu],
  ['hi', 1.5, /(?:ियां|ाएं|ना|ता|ते|ती|या|कर|ये|ए|एं|ओं|ई)(?![\p{L}\p{M}])/gu],
];

/** Adds the signs' weights to the scores. Cost: O(length). */
export function addDistinctSigns(languages: readonly string[], text: string, sums: Int32Array): void {
  for (const [language, weight, pattern] of SIGNS) {
    const found = text.match(pattern)?.length ?? 0;
    sums[languages.indexOf(language)]! += found * weight * STEPS;
  }
}

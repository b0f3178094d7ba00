import { formatNumber } from '../format.ts';
import { directionOf } from './languages.ts';

const [ISOLATE, END] = ['\u2068', '\u2069'];

/**
 * What stands in a blank of a text: numbers as the language writes them. In a language from right to left what is filled in keeps its own
 * direction, so that an id or an English name cannot turn the sentence around it.
 */
export function writeFilledIn(value: unknown, language = 'en'): string {
  const text = typeof value === 'number' ? formatNumber(value) : String(value);
  return directionOf(language) === 'rtl' ? `${ISOLATE}${text}${END}` : text;
}

import { toSecret } from './secret.ts';
import type { Secret, SettingType } from './setting.ts';

/** Inclusive bounds of a number. */
export interface Bounds {
  min?: number;
  max?: number;
}

const boundsPhrase = ({ min, max }: Bounds): string => {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
};

const isWithin = (value: number, { min = -Infinity, max = Infinity }: Bounds): boolean =>
  value >= min && value <= max;

/** A setting type that throws `expected <what>` where `read` returns undefined. */
const typeOf = <T>(name: string, what: string, read: (text: string) => T | undefined): SettingType<T> => ({
  name,
  parse(text) {
    const value = read(text);
    if (value === undefined) throw new Error(`expected ${what}`);
    return value;
  },
});

/** Any text, at least `minLength` characters (default 1). */
export const text = ({ minLength = 1 }: { minLength?: number } = {}): SettingType<string> =>
  typeOf('text', `a text of at least ${minLength} characters`, (given) =>
    given.length >= minLength ? given : undefined,
  );

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A finite decimal number within bounds. */
export const number = (bounds: Bounds = {}): SettingType<number> =>
  typeOf('number', `a number${boundsPhrase(bounds)}`, (given) => {
    const value = Number(given);
    return DECIMAL.test(given) && Number.isFinite(value) && isWithin(value, bounds) ? value : undefined;
  });

/** A whole number within bounds. */
export const integer = (bounds: Bounds = {}): SettingType<number> =>
  typeOf('integer', `a whole number${boundsPhrase(bounds)}`, (given) => {
    const value = Number(given);
    return /^[+-]?\d+$/.test(given) && Number.isSafeInteger(value) && isWithin(value, bounds)
      ? value
      : undefined;
  });

const TRUE_WORDS = ['true', 'yes', 'on', '1'];
const FALSE_WORDS = ['false', 'no', 'off', '0'];

/** true/yes/on/1 or false/no/off/0, in any case. */
export const boolean = (): SettingType<boolean> =>
  typeOf('boolean', 'true or false', (given) => {
    const word = given.toLowerCase();
    if (TRUE_WORDS.includes(word)) return true;
    return FALSE_WORDS.includes(word) ? false : undefined;
  });

/** One of a few fixed words. */
export const oneOf = <const T extends string>(words: readonly T[]): SettingType<T> =>
  typeOf(words.map((word) => `\`${word}\``).join(' or '), `one of ${words.join(', ')}`, (given) =>
    words.find((word) => word === given),
  );

/** A text that must never be shown; see `toSecret`. */
export const secret = ({ minLength = 1 }: { minLength?: number } = {}): SettingType<Secret> =>
  typeOf('secret', `a secret of at least ${minLength} characters`, (given) =>
    given.length >= minLength ? toSecret(given) : undefined,
  );

/** An absolute URL, kept as the text that was given; `protocols` without the colon, default http and https. */
export const url = (protocols: readonly string[] = ['http', 'https']): SettingType<string> =>
  typeOf('url', `a URL that starts with ${protocols.map((name) => `${name}://`).join(' or ')}`, (given) => {
    const parsed = URL.parse(given);
    return parsed !== null && protocols.includes(parsed.protocol.slice(0, -1)) ? given : undefined;
  });

/** A path of a file or folder, kept as given (relative to where the process was started). */
export const path = (): SettingType<string> =>
  typeOf('path', 'a path without NUL characters', (given) =>
    given.length > 0 && !given.includes('\0') ? given : undefined,
  );

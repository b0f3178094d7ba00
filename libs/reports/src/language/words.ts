import { de } from './de.ts';
import { en, type Catalogue, type MessageKey } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { ReportLanguage } from './languages.ts';
import { pt } from './pt.ts';

export type { MessageKey };

export type MessageValues = Readonly<Record<string, string | number>>;

/** How a report speaks: its words, and the form of figures and dates. */
export interface Words {
  readonly language: ReportLanguage;
  /** A message with its values; of `one|many` the form for `n`. */
  t(key: MessageKey, values?: MessageValues): string;
  /** A value of a dimension, such as `account_access`, as people write it, or as the template wants it written. */
  label(value: string): string;
  count(n: number): string;
  percent(share: number, digits?: number): string;
  /** With its sign, and a real minus. */
  signed(value: number, digits?: number): string;
  decimal(value: number, digits?: number): string;
  money(value: number, currency: string): string;
  duration(seconds: number): string;
  day(day: string): string;
  shortDay(day: string): string;
  /** As short as it can be, such as `5–11 January 2026`. */
  dayRange(from: string, to: string): string;
  /** Name of an ISO 639 code. */
  languageName(code: string): string;
}

/** English as the rest of the product writes it: day before month. */
const LOCALES: Readonly<Record<ReportLanguage, string>> = {
  ...{ en: 'en-GB', de: 'de-DE', es: 'es-ES', fr: 'fr-FR', pt: 'pt-PT' },
};

const CATALOGUES: Readonly<Record<ReportLanguage, Catalogue>> = { en, de, es, fr, pt };

const DATE = { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' } as const;
const at = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** `account_access` or `account-access` as people write it. */
export function toWords(label: string): string {
  const words = label.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function fill(text: string, values: MessageValues): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The words of a language. `labels` of a template stand in place of ids of sections and of values. */
export function wordsOf(language: ReportLanguage, labels: Readonly<Record<string, string>> = {}): Words {
  const locale = LOCALES[language];
  const catalogue = CATALOGUES[language];
  const plural = new Intl.PluralRules(locale);
  const figure = (value: number, digits: number): string =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      value,
    );
  const signed = (value: number, digits = 2): string => {
    const shown = figure(Math.abs(value), digits);
    return Number(Math.abs(value).toFixed(digits)) === 0 ? shown : `${value < 0 ? '−' : '+'}${shown}`;
  };
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  const t = (key: MessageKey, values: MessageValues = {}): string => {
    const forms = (catalogue[key] as string).split('|');
    const { n } = values;
    const isOne = forms.length === 1 || (typeof n === 'number' && plural.select(n) === 'one');
    const shown = typeof n === 'number' ? { ...values, n: figure(n, 0) } : values;
    return fill((isOne ? forms[0] : forms[1]) ?? '', shown);
  };
  return {
    ...{ language, t, signed },
    label: (value) => labels[value] ?? knownValue(catalogue, value) ?? toWords(value),
    count: (n) => figure(n, 0),
    percent: (share, digits = 0) => `${figure(share * 100, digits)} %`,
    decimal: (value, digits = 2) => figure(value, digits),
    money: (value, currency) =>
      new Intl.NumberFormat(locale, {
        ...{ style: 'currency', currency, currencyDisplay: 'code' },
        // Of a single conversation it is often less than a cent.
        ...(Math.abs(value) < 1 && { maximumFractionDigits: 4 }),
      }).format(value),
    duration(seconds) {
      if (seconds < 90) return `${figure(seconds, seconds < 10 ? 1 : 0)} s`;
      if (seconds < 5_400) return `${figure(Math.round(seconds / 60), 0)} min`;
      return `${figure(seconds / 3_600, 1)} h`;
    },
    day: (day) => new Intl.DateTimeFormat(locale, DATE).format(at(day)),
    shortDay: (day) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(at(day)),
    dayRange: (from, to) =>
      from === to
        ? new Intl.DateTimeFormat(locale, DATE).format(at(from))
        : new Intl.DateTimeFormat(locale, DATE).formatRange(at(from), at(to)),
    languageName(code) {
      if (labels[code] !== undefined) return labels[code];
      if (code === 'und') return t('undetermined');
      try {
        return capitalised(names.of(code) ?? code);
      } catch {
        return code;
      }
    },
  };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Values that the product itself gives: their names are in the catalogues. */
function knownValue(catalogue: Catalogue, value: string): string | undefined {
  const key = `value.${value}`;
  return Object.hasOwn(catalogue, key) ? catalogue[key as MessageKey] : undefined;
}

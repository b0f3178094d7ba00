/** How figures and labels are said to people. */

/** `account_access` as people write it. */
export const words = (label: string): string => label.replaceAll(/[_-]+/g, ' ').trim();

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });
const UNKNOWN_LANGUAGE = 'und';

export function languageName(code: string): string {
  if (code === UNKNOWN_LANGUAGE) return 'a language that is not known';
  try {
    return languages.of(code) ?? code;
  } catch {
    // Not a language code: what a source calls a language is shown as it stands.
    return code;
  }
}

/** Conversations that no topic of the taxonomy fits. */
const OTHER_TOPIC = 'other';
export const topicName = (label: string): string => (label === OTHER_TOPIC ? 'other topics' : words(label));

export const percent = (share: number): string => {
  const value = share * 100;
  return `${value > 0 && value < 0.95 ? value.toFixed(1) : Math.round(value)} %`;
};

export const count = (value: number): string =>
  value >= 10 ? Math.round(value).toLocaleString('en') : String(Number(value.toFixed(1)));

export const seconds = (value: number): string =>
  value >= 120 ? `${Number((value / 60).toPrecision(2))} min` : `${Number(value.toPrecision(2))} s`;

/** `models, topics and languages`. */
export const list = (parts: readonly string[], last = 'and'): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1) ?? ''}`;

export const capitalised = (text: string): string => text.replace(/^./u, (letter) => letter.toUpperCase());

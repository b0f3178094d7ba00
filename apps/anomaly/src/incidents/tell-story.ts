import type { Slice } from './conversation-fact.ts';
import type { MetricName } from './metrics.ts';
import type { Cause } from './root-cause.ts';

/** What is said of one series. */
export interface Told {
  metric: MetricName;
  slice: Slice;
  observed: number;
  expected: number;
  /** Conversations in the window. */
  n: number;
}

const words = (label: string): string => label.replaceAll(/[_-]+/g, ' ');
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    // Not a language code: what a source calls a language is shown as it stands.
    return code;
  }
}

/** `about refunds`, `with model quill-7b`: which conversations. */
export function nameSlice({ dimension, label }: { dimension: Cause['dimension']; label: string }): string {
  switch (dimension) {
    case 'all':
      return '';
    case 'topic':
      return `about ${words(label)}`;
    case 'language':
      return `in ${languageName(label)}`;
    case 'model':
      return `with model ${label}`;
    case 'source':
      return `from ${label}`;
    case 'user':
      return 'of one person';
  }
}

const percent = (share: number): string => {
  const value = share * 100;
  return `${value > 0 && value < 0.95 ? value.toFixed(1) : Math.round(value)} %`;
};
const count = (value: number): string =>
  value >= 10 ? Math.round(value).toLocaleString('en') : String(Number(value.toFixed(1)));
const seconds = (log: number): string => `${Number(Math.exp(log).toPrecision(2))} s`;

const PHRASES: Readonly<Record<MetricName, (told: Told) => string>> = {
  volume: ({ observed, expected }) =>
    `there were ${count(observed)} conversations, where about ${count(expected)} are usual`,
  share: ({ slice, observed, expected }) =>
    `${percent(observed)} of the conversations were ${nameSlice(slice)}, where ${percent(expected)} is usual`,
  'error-rate': ({ observed, expected }) =>
    `${percent(observed)} of the conversations had a failing answer, where ${percent(expected)} is usual`,
  'refusal-rate': ({ observed, expected }) =>
    `answers refused in ${percent(observed)} of the conversations, where ${percent(expected)} is usual`,
  'poor-quality': ({ observed, expected }) =>
    `${percent(observed)} of the conversations went badly, where ${percent(expected)} is usual`,
  dissatisfaction: ({ observed, expected }) =>
    `${percent(observed)} of the conversations left somebody dissatisfied, where ${percent(expected)} is usual`,
  sentiment: ({ observed, expected }) =>
    `sentiment was ${observed.toFixed(2)}, where ${expected.toFixed(2)} is usual`,
  latency: ({ observed, expected }) =>
    `answers took ${seconds(observed)}, where ${seconds(expected)} is usual`,
  length: ({ observed, expected }) =>
    `conversations had ${count(Math.exp(observed))} messages, where ${count(Math.exp(expected))} is usual`,
};

const TITLES: Readonly<Record<MetricName, (told: Told) => string>> = {
  volume: ({ observed, expected }) =>
    observed > expected ? 'Many more conversations' : 'Far fewer conversations',
  share: ({ observed, expected }) =>
    observed > expected ? 'Far more conversations' : 'Far fewer conversations',
  'error-rate': () => 'Answers failed',
  'refusal-rate': () => 'Answers refused',
  'poor-quality': () => 'Conversations went badly',
  dissatisfaction: () => 'People were dissatisfied',
  sentiment: () => 'The mood fell',
  latency: () => 'Answers were slow',
  length: ({ observed, expected }) =>
    observed > expected ? 'Conversations were long' : 'Conversations were short',
};

export const titleOf = (told: Told): string => `${TITLES[told.metric](told)} ${nameSlice(told.slice)}`.trim();

const DAY_MS = 86_400_000;
const dayName = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const yearName = new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone: 'UTC' });
const clockName = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const nameDay = (ms: number): string => dayName.format(ms).replace(',', '');

/** `On Thursday 15 October 2026 from 13:00 to 19:00 UTC`. */
export function nameTime(startMs: number, endMs: number): string {
  const isWholeDays = startMs % DAY_MS === 0 && endMs % DAY_MS === 0;
  const year = yearName.format(startMs);
  if (isWholeDays && endMs - startMs === DAY_MS) return `On ${nameDay(startMs)} ${year}`;
  if (isWholeDays)
    return `From ${nameDay(startMs)} to ${nameDay(endMs - DAY_MS)} ${yearName.format(endMs - DAY_MS)}`;
  const isOneDay = Math.floor(startMs / DAY_MS) === Math.floor((endMs - 1) / DAY_MS);
  const until = isOneDay ? clockName.format(endMs) : `${clockName.format(endMs)} on ${nameDay(endMs)}`;
  return `On ${nameDay(startMs)} ${year} from ${clockName.format(startMs)} to ${until} UTC`;
}

/** What happened, and why, in two sentences without any id of a person. */
export function tellStory(
  time: { startMs: number; endMs: number },
  [headline, ...others]: readonly [Told, ...Told[]],
  causes: readonly Cause[],
): string {
  const where = headline.metric === 'share' ? '' : nameSlice(headline.slice);
  const also = others
    .filter(({ slice }) => slice.dimension === 'all')
    .filter(
      ({ metric }, i, all) =>
        metric !== headline.metric && all.findIndex((one) => one.metric === metric) === i,
    )
    .slice(0, 2)
    .map((told) => PHRASES[told.metric](told));
  const what = [PHRASES[headline.metric](headline), ...also].join('; ');
  return `${nameTime(time.startMs, time.endMs)}${where && `, ${where},`} ${what}. ${tellCauses(causes)}`;
}

function tellCauses(causes: readonly Cause[]): string {
  const [first] = causes;
  if (!first) return 'No single model, topic, language, source or person stands out.';
  const alike = causes.filter(({ dimension }) => dimension === first.dimension).slice(0, 3);
  const named = alike.map(
    (cause) => `${percent(Math.min(1, cause.share))} of the change are conversations ${nameSlice(cause)}`,
  );
  const other = causes.find(({ dimension }) => dimension !== first.dimension);
  const further = other && `${percent(Math.min(1, other.share))} are ${nameSlice(other)}`;
  return `${[...named, ...(further ? [further] : [])].join(', ')}.`.replace(/^./, (letter) =>
    letter.toUpperCase(),
  );
}

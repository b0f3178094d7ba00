import { capitalised, count, languageName, list, percent, seconds, topicName } from '../words.ts';
import type { Slice } from './conversation-fact.ts';
import type { MetricName } from './metrics.ts';
import type { Cause, Explanation, Rest } from './root-cause.ts';

/** What is said of one series. */
export interface Told {
  metric: MetricName;
  slice: Slice;
  observed: number;
  expected: number;
  /** Conversations in the window. */
  n: number;
  /** Of a slice that is counted: how many conversations it has, and would have. A larger share can be of fewer conversations. */
  own?: Rest['own'];
}

/** `about refunds`, `with model quill-7b`: which conversations. */
export function nameSlice({ dimension, label }: { dimension: Cause['dimension']; label: string }): string {
  switch (dimension) {
    case 'all':
      return '';
    case 'topic':
      return `about ${topicName(label)}`;
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

/** `with other models`: all conversations but those of the slice. */
const OTHERS: Readonly<Record<Slice['dimension'], string>> = {
  all: '',
  topic: 'about other topics',
  language: 'in other languages',
  model: 'with other models',
  source: 'from other sources',
};

const isCounted = (metric: MetricName): boolean => metric === 'volume' || metric === 'share';

/** Where it happened, for what is not counted in conversations. */
const place = (which: string): string =>
  which === '' || which.startsWith('with ') ? which : `in conversations ${which}`;

const PHRASES: Readonly<Record<MetricName, (told: Omit<Told, 'n'>) => string>> = {
  volume: ({ observed, expected }) =>
    `there were ${count(observed)} conversations, where about ${count(expected)} are usual`,
  share: ({ slice, observed, expected }) =>
    `${percent(observed)} of the conversations were ${nameSlice(slice)}, where ${percent(expected)} is usual`,
  'error-rate': ({ observed, expected }) =>
    `${percent(observed)} of the conversations had a failing answer, where ${percent(expected)} is usual`,
  'refusal-rate': ({ observed, expected }) =>
    `${percent(observed)} of the conversations had an answer that refused, where ${percent(expected)} is usual`,
  'poor-quality': ({ observed, expected }) =>
    `${percent(observed)} of the conversations went badly, where ${percent(expected)} is usual`,
  dissatisfaction: ({ observed, expected }) =>
    `${percent(observed)} of the conversations left somebody dissatisfied, where ${percent(expected)} is usual`,
  sentiment: ({ observed, expected }) =>
    `sentiment was ${observed.toFixed(2)}, where ${expected.toFixed(2)} is usual`,
  latency: ({ observed, expected }) =>
    `answers took ${seconds(Math.exp(observed))}, where ${seconds(Math.exp(expected))} is usual`,
  length: ({ observed, expected }) =>
    `conversations had ${count(Math.exp(observed))} messages, where ${count(Math.exp(expected))} is usual`,
};

/** From this factor on there are far more. */
const FAR = 1.5;

const TITLES: Readonly<Record<MetricName, (told: Told) => string>> = {
  volume: ({ observed, expected }) =>
    observed > expected ? 'Many more conversations' : 'Far fewer conversations',
  share: ({ observed, expected, own }) => {
    const isMore = observed > expected;
    const ratio = own ? own.observed / Math.max(own.expected, 0.5) : 1;
    if (isMore ? ratio >= FAR : ratio <= 1 / FAR)
      return isMore ? 'Far more conversations' : 'Far fewer conversations';
    return `A far ${isMore ? 'larger' : 'smaller'} part of the conversations`;
  },
  'error-rate': () => 'Answers failed',
  'refusal-rate': () => 'Answers refused',
  'poor-quality': () => 'Conversations went badly',
  dissatisfaction: () => 'People were dissatisfied',
  sentiment: () => 'The mood fell',
  latency: () => 'Answers were slow',
  length: ({ observed, expected }) =>
    observed > expected ? 'Conversations were long' : 'Conversations were short',
};

export function titleOf(told: Told): string {
  const which = nameSlice(told.slice);
  return `${TITLES[told.metric](told)} ${isCounted(told.metric) ? which : place(which)}`.trim();
}

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

/** What happened, and why, in two sentences without any id of a person. `others`: series that moved in the same hours. */
export function tellStory(
  time: { startMs: number; endMs: number },
  [headline, ...others]: readonly [Told, ...Told[]],
  explanation: Explanation,
): string {
  const where = isCounted(headline.metric) ? '' : place(nameSlice(headline.slice));
  const which = headline.metric === 'volume' ? nameSlice(headline.slice) : where;
  const also = others
    .filter(({ slice }) => slice.dimension === 'all')
    .filter(
      ({ metric }, i, all) =>
        metric !== headline.metric && all.findIndex((one) => one.metric === metric) === i,
    )
    .slice(0, 2)
    .map((told) => `${headline.slice.dimension === 'all' ? '' : 'overall, '}${PHRASES[told.metric](told)}`);
  const what = [PHRASES[headline.metric](headline), ...also].join('; ');
  return `${nameTime(time.startMs, time.endMs)}${which && `, ${which},`} ${what}. ${tellWhy(headline, explanation)}`;
}

function tellWhy(headline: Told, { causes, rest, searched }: Explanation): string {
  const parts = [
    ...(rest === null ? [] : [tellRest(headline, rest)]),
    ...(causes.length > 0 ? [tellCauses(headline, causes)] : []),
  ];
  if (causes.length === 0 && searched.length > 0) {
    const among = headline.slice.dimension === 'all' ? '' : ` among those ${nameSlice(headline.slice)}`;
    const kinds = searched.map((dimension) => (dimension === 'user' ? 'person' : dimension));
    parts.push(`no single ${list(kinds, 'or')} stands out${among}`);
  }
  if (parts.length === 0) return 'Nothing tells its conversations apart.';
  return `${capitalised(parts.join('; '))}.`;
}

/** What happened outside the slice: only then is it known whether the slice is the reason. */
function tellRest({ metric, slice }: Told, { own, others }: Rest): string {
  const beside = OTHERS[slice.dimension];
  if (isCounted(metric) && own !== null)
    return `there were ${count(own.observed)} ${nameSlice(slice)}, where about ${count(own.expected)} are usual, and ${count(others.observed)} ${beside}, where about ${count(others.expected)} are`;
  return `${place(beside)} ${PHRASES[metric]({ metric, slice, ...others })}`;
}

/** The causes of the first dimension, and the first of another. */
function tellCauses(headline: Told, causes: readonly Cause[]): string {
  const [first] = causes;
  const change = headline.observed > headline.expected ? 'rise' : 'fall';
  const alike = causes.filter(({ dimension }) => dimension === first?.dimension).slice(0, 3);
  const other = causes.find(({ dimension }) => dimension !== first?.dimension);
  const tell = ({ share, ...cause }: Cause, between = ''): string =>
    `${part(share)}${between} from conversations ${nameSlice(cause)}`;
  const named = alike.map((cause, i) => tell(cause, i === 0 ? ` of the ${change} comes` : ''));
  return [list(named), ...(other ? [tell(other)] : [])].join('; ');
}

const part = (share: number): string => (share >= 0.995 ? 'all' : percent(share));

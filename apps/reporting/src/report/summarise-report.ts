import { zOfMeans, zOfShares } from './estimates.ts';
import {
  wordsOf,
  type Coverage,
  type Driver,
  type Estimate,
  type Headline,
  type ReportContent,
  type Slice,
  type Words,
} from '@convoscope/reports';

/** A report without what is told of it, and how to tell it. */
type Facts = Omit<ReportContent, 'headlines'> & { words: Words };

const Z95 = 1.96;
/** Below this a change of volume is called none. */
const STEADY = 0.03;
const MIN_MODEL_CONVERSATIONS = 20;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A slice as people name it: a topic by itself, others with what they are. */
function named({ t, label, languageName }: Words, driver: Driver): string {
  const shown =
    driver.dimension === 'language'
      ? languageName(driver.label)
      : driver.dimension === 'model'
        ? driver.label
        : label(driver.label);
  return t(`name.${driver.dimension}`, { label: shown });
}

/** A change told, and how far outside chance it is: the farthest is told first. */
interface Change {
  strength: number;
  headline: Headline;
}

/** What explains more than a change explains all of it: the rest moved the other way. */
const isAll = ({ explained }: Driver): boolean => explained >= 1;

function whyVolume({ drivers: { volume: driver }, words }: Facts, isRise: boolean): string {
  if (driver === null) return '';
  const by = words.signed(driver.now - (driver.before ?? 0), 1);
  const share = words.percent(driver.explained);
  const key = isRise ? ('says.why-rise' as const) : ('says.why-fall' as const);
  const values = { name: capitalised(named(words, driver)), share, by };
  return ` ${words.t(isAll(driver) ? `${key}-all` : key, values)}`;
}

/** Where days are missing, a day is compared with a day, and the gap is said. */
function volume(facts: Facts): Headline {
  const { totals, previousTotals, period, coverage, words } = facts;
  const { t, percent, count } = words;
  const { previous } = coverage;
  const conversations = t('n.conversations', { n: totals.nConversations });
  if (previousTotals === null || previous === null)
    return {
      tone: 'neutral',
      text: t('says.first', { conversations, users: t('n.users', { n: totals.nUsers }) }),
    };
  const [now, then] = [
    totals.nConversations / coverage.nCovered,
    previousTotals.nConversations / previous.nCovered,
  ];
  const relative = now / then - 1;
  const gaps = [gapOf(words, coverage, 'says.gap-now'), gapOf(words, previous, 'says.gap-before')].filter(
    (text) => text !== '',
  );
  const aDay = gaps.length > 0 ? '-a-day' : '';
  const before =
    gaps.length > 0
      ? t('says.gaps', {
          ...{ before: t(`before.${period}`), gaps: gaps.join(', ') },
          ...{ now: toRate(words, now), then: toRate(words, then) },
        })
      : `${t(`before.${period}`)} (${count(previousTotals.nConversations)})`;
  if (Math.abs(relative) < STEADY)
    return { tone: 'neutral', text: t(`says.steady${aDay}`, { conversations, before }) };
  const key = relative > 0 ? (`says.more${aDay}` as const) : (`says.fewer${aDay}` as const);
  const said = t(key, { conversations, before, percent: percent(Math.abs(relative)) });
  return { tone: 'neutral', text: `${said}${whyVolume(facts, relative > 0)}` };
}

const gapOf = (
  { t }: Words,
  { nCovered, nDays }: Coverage,
  key: 'says.gap-now' | 'says.gap-before',
): string => (nCovered === nDays ? '' : t(key, { nCovered, nDays }));

const toRate = ({ count, decimal }: Words, perDay: number): string =>
  perDay < 10 ? decimal(perDay, 1) : count(perDay);

function whySentiment({ drivers: { sentiment: driver }, words }: Facts): string {
  if (driver === null) return '';
  const { t, signed } = words;
  const now = signed(driver.now);
  const values =
    driver.before === null
      ? t('says.values-new', { now })
      : t('says.values', { before: signed(driver.before), now });
  const told = { name: named(words, driver), values, share: words.percent(driver.explained) };
  return t(isAll(driver) ? 'says.why-sentiment-all' : 'says.why-sentiment', told);
}

function sentiment(facts: Facts): Change[] {
  const [now, before] = [facts.totals.sentiment, facts.previousTotals?.sentiment];
  if (now === null || before === null || before === undefined) return [];
  const z = zOfMeans(now, before);
  if (Math.abs(z) < Z95) return [];
  const { t, signed } = facts.words;
  const values = { before: signed(before.value), now: signed(now.value), why: whySentiment(facts) };
  const headline: Headline = {
    tone: z > 0 ? 'good' : 'bad',
    text: t(z > 0 ? 'says.rose' : 'says.fell', values),
  };
  return [{ strength: Math.abs(z), headline }];
}

function topicShift({ topics, totals, previousTotals, words }: Facts): Change[] {
  const { t, label, percent } = words;
  const moved = topics
    .filter(({ isChangeSignificant, previous }) => isChangeSignificant && previous !== null)
    .map((slice) => ({ slice, by: slice.share - (slice.previous?.share ?? 0) }))
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
    .slice(0, 2);
  if (moved.length === 0) return [];
  const parts = moved.map(({ slice, by }) =>
    t(by > 0 ? 'says.grew' : 'says.shrank', {
      name: t('name.topic', { label: label(slice.label) }),
      ...{ before: percent(slice.previous?.share ?? 0), now: percent(slice.share) },
    }),
  );
  const zOf = ({ nConversations, previous }: Slice): number =>
    zOfShares(
      ...([nConversations, totals.nConversations, previous?.nConversations ?? 0] as const),
      previousTotals?.nConversations ?? 0,
    );
  const strength = Math.max(...moved.map(({ slice }) => Math.abs(zOf(slice))));
  return [{ strength, headline: { tone: 'neutral', text: `${parts.join('; ')}.` } }];
}

/** A share of conversations that is better low, where it moved by more than chance explains. */
function shareMoved(
  { words: { t, percent } }: Facts,
  [now, before]: readonly [Estimate | null | undefined, Estimate | null | undefined],
  [more, less]: readonly [Parameters<Words['t']>[0], Parameters<Words['t']>[0]],
): Change[] {
  if (!now || !before || !(now.low > before.high || now.high < before.low)) return [];
  const z = zOfShares(now.value * now.n, now.n, before.value * before.n, before.n);
  const isMore = now.value > before.value;
  const values = { now: percent(now.value, 1), before: percent(before.value, 1) };
  const headline: Headline = { tone: isMore ? 'bad' : 'good', text: t(isMore ? more : less, values) };
  return [{ strength: Math.abs(z), headline }];
}

const errors = (facts: Facts): Change[] =>
  shareMoved(
    facts,
    [facts.totals.errorRate, facts.previousTotals?.errorRate],
    ['says.fails-more', 'says.fails-less'],
  );

const refusals = (facts: Facts): Change[] =>
  shareMoved(
    facts,
    [facts.totals.refusalRate, facts.previousTotals?.refusalRate],
    ['says.refuses-more', 'says.refuses-less'],
  );

/** The two models whose sentiment is furthest apart, where that is more than chance. */
function models({ models: slices, words: { t, signed } }: Facts): Headline[] {
  const rated = slices
    .filter(({ nConversations, sentiment: s }) => nConversations >= MIN_MODEL_CONVERSATIONS && s !== null)
    .sort((a, b) => (b.sentiment?.value ?? 0) - (a.sentiment?.value ?? 0));
  const [best, worst] = [rated[0], rated.at(-1)];
  if (!best?.sentiment || !worst?.sentiment || best === worst) return [];
  const nPairs = (rated.length * (rated.length - 1)) / 2;
  if (zOfMeans(best.sentiment, worst.sentiment) < Z95 + Math.log10(nPairs)) return [];
  const values = {
    ...{ best: best.label, bestValue: signed(best.sentiment.value) },
    ...{ worst: worst.label, worstValue: signed(worst.sentiment.value) },
  };
  return [{ tone: 'neutral', text: t('says.models', values) }];
}

function anomalies({ anomalies: found, totals, words: { t, percent } }: Facts): Headline[] {
  const headlines: Headline[] = [];
  const [first] = found;
  if (first !== undefined) {
    const others = found.length === 1 ? '' : ` ${t('says.more-findings', { n: found.length - 1 })}`;
    headlines.push({ tone: 'bad', text: `${first.explanation}${others}` });
  }
  if (totals.nAnomalous > 0) {
    const share = percent(totals.nAnomalous / totals.nConversations, 1);
    headlines.push({ tone: 'neutral', text: t('says.unusual', { n: totals.nAnomalous, share }) });
  }
  return headlines;
}

function costs({ cost, words: { t, money } }: Facts): Headline[] {
  if (cost === undefined || cost.total === null || cost.currency === null) return [];
  const nPriced = cost.models.reduce((sum, one) => (one.cost === null ? sum : sum + one.nConversations), 0);
  if (nPriced === 0) return [];
  const values = {
    total: money(cost.total, cost.currency),
    each: money(cost.total / nPriced, cost.currency),
  };
  return [{ tone: 'neutral', text: t('says.cost', values) }];
}

/** What changed and why, in sentences; only what is larger than chance is called a change. Pure. */
export function summariseReport(content: Omit<ReportContent, 'headlines'>): Headline[] {
  const words = wordsOf(content.template?.language ?? 'en', content.template?.labels);
  if (content.totals.nConversations === 0) return [{ tone: 'neutral', text: words.t('says.nothing') }];
  const facts: Facts = { ...content, words };
  const changes = [...sentiment(facts), ...errors(facts), ...refusals(facts), ...topicShift(facts)]
    .sort((a, b) => b.strength - a.strength)
    .map(({ headline }) => headline);
  const isQuiet = changes.length === 0 && facts.previousTotals !== null;
  return [
    volume(facts),
    ...costs(facts),
    ...changes,
    ...(isQuiet ? [{ tone: 'neutral' as const, text: words.t('says.quiet') }] : []),
    ...anomalies(facts),
    ...models(facts),
  ];
}

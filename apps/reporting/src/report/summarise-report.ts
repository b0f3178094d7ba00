import { zOfMeans, zOfShares } from './estimates.ts';
import {
  toCount,
  toLanguageName,
  toPercent,
  toSigned,
  toWords,
  type Coverage,
  type Driver,
  type Headline,
  type ReportContent,
  type Slice,
} from '@convoscope/reports';

type Facts = Omit<ReportContent, 'headlines'>;

const BEFORE = { daily: 'the day before', weekly: 'the week before', monthly: 'the month before' } as const;
const Z95 = 1.96;
/** Below this a change of volume is called none. */
const STEADY = 0.03;
const MIN_MODEL_CONVERSATIONS = 20;

const plural = (n: number, one: string, many = `${one}s`): string => `${toCount(n)} ${n === 1 ? one : many}`;
const quotedLabel = (label: string): string => `“${toWords(label)}”`;

/** A slice as people name it: a topic by itself, others with what they are. */
const named = ({ dimension, label }: Driver): string =>
  ({
    topic: quotedLabel(label),
    intent: `conversations that ${toWords(label).toLowerCase()}`,
    language: toLanguageName(label),
    model: `model ${label}`,
  })[dimension];

/** A change told, and how far outside chance it is: the farthest is told first. */
interface Change {
  strength: number;
  headline: Headline;
}

function whyVolume({ drivers: { volume: driver } }: Facts, isRise: boolean): string {
  if (driver === null) return '';
  const by = `${toSigned(driver.now - (driver.before ?? 0), 1)} a day`;
  return ` ${named(driver)} alone accounts for ${driver.explained >= 1 ? 'all' : toPercent(driver.explained)} of the ${isRise ? 'rise' : 'fall'} (${by}).`;
}

/** Where days are missing, a day is compared with a day, and the gap is said. */
function volume(facts: Facts): Headline {
  const { totals, previousTotals, period, coverage } = facts;
  const { previous } = coverage;
  const count = plural(totals.nConversations, 'conversation');
  if (previousTotals === null || previous === null) {
    return {
      tone: 'neutral',
      text: `${count} with ${plural(totals.nUsers, 'user')}; there is nothing before to compare with.`,
    };
  }
  const [perDay, perDayBefore] = [
    totals.nConversations / coverage.nCovered,
    previousTotals.nConversations / previous.nCovered,
  ];
  const relative = perDay / perDayBefore - 1;
  const gaps = [gapOf(coverage, 'this period'), gapOf(previous, 'the one before')].filter(
    (text) => text !== '',
  );
  const isGap = gaps.length > 0;
  const before = isGap
    ? `${BEFORE[period]} (${toRate(perDay)} against ${toRate(perDayBefore)} a day; ${gaps.join(', ')})`
    : `${BEFORE[period]} (${toCount(previousTotals.nConversations)})`;
  const aDay = isGap ? ' a day' : '';
  if (Math.abs(relative) < STEADY)
    return { tone: 'neutral', text: `${count}, about as many${aDay} as ${before}.` };
  const why = whyVolume(facts, relative > 0);
  return {
    tone: 'neutral',
    text: `${count}, ${toPercent(Math.abs(relative))} ${relative > 0 ? 'more' : 'fewer'}${aDay} than ${before}.${why}`,
  };
}

const gapOf = ({ nCovered, nDays }: Coverage, what: string): string =>
  nCovered === nDays ? '' : `${what} has data of ${nCovered} of ${nDays} days`;

const toRate = (perDay: number): string => (perDay < 10 ? perDay.toFixed(1) : toCount(perDay));

function whySentiment({ drivers: { sentiment: driver } }: Facts): string {
  if (driver === null) return '';
  const values =
    driver.before === null
      ? `${toSigned(driver.now)}, not there before`
      : `${toSigned(driver.before)} to ${toSigned(driver.now)}`;
  const share = driver.explained >= 1 ? 'all' : toPercent(driver.explained);
  return `, most of all with ${named(driver)} (${values}), which explains ${share} of it`;
}

function sentiment(facts: Facts): Change[] {
  const [now, before] = [facts.totals.sentiment, facts.previousTotals?.sentiment];
  if (now === null || before === null || before === undefined) return [];
  const z = zOfMeans(now, before);
  if (Math.abs(z) < Z95) return [];
  return [
    {
      strength: Math.abs(z),
      headline: {
        tone: z > 0 ? 'good' : 'bad',
        text: `Sentiment ${z > 0 ? 'rose' : 'fell'} from ${toSigned(before.value)} to ${toSigned(now.value)}${whySentiment(facts)}.`,
      },
    },
  ];
}

function topicShift({ topics, totals, previousTotals }: Facts): Change[] {
  const moved = topics
    .filter(({ isChangeSignificant, previous }) => isChangeSignificant && previous !== null)
    .map((slice) => ({ slice, by: slice.share - (slice.previous?.share ?? 0) }))
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
    .slice(0, 2);
  if (moved.length === 0) return [];
  const parts = moved.map(
    ({ slice, by }) =>
      `${quotedLabel(slice.label)} ${by > 0 ? 'grew' : 'shrank'} from ${toPercent(slice.previous?.share ?? 0)} to ${toPercent(slice.share)} of all conversations`,
  );
  const zOf = ({ nConversations, previous }: Slice): number =>
    zOfShares(
      ...([nConversations, totals.nConversations, previous?.nConversations ?? 0] as const),
      previousTotals?.nConversations ?? 0,
    );
  const strength = Math.max(...moved.map(({ slice }) => Math.abs(zOf(slice))));
  return [{ strength, headline: { tone: 'neutral', text: `${parts.join('; ')}.` } }];
}

function errors({ totals, previousTotals }: Facts): Change[] {
  const [now, before] = [totals.errorRate, previousTotals?.errorRate];
  if (now === null || before === null || before === undefined) return [];
  const isApart = now.low > before.high || now.high < before.low;
  if (!isApart) return [];
  const z = zOfShares(now.value * now.n, now.n, before.value * before.n, before.n);
  return [
    {
      strength: Math.abs(z),
      headline: {
        tone: now.value > before.value ? 'bad' : 'good',
        text: `The assistant failed in ${toPercent(now.value, 1)} of conversations, ${now.value > before.value ? 'up' : 'down'} from ${toPercent(before.value, 1)}.`,
      },
    },
  ];
}

/** The two models whose sentiment is furthest apart, where that is more than chance. */
function models({ models: slices }: Facts): Headline[] {
  const rated = slices
    .filter(({ nConversations, sentiment: s }) => nConversations >= MIN_MODEL_CONVERSATIONS && s !== null)
    .sort((a, b) => (b.sentiment?.value ?? 0) - (a.sentiment?.value ?? 0));
  const [best, worst] = [rated[0], rated.at(-1)];
  if (!best?.sentiment || !worst?.sentiment || best === worst) return [];
  const nPairs = (rated.length * (rated.length - 1)) / 2;
  if (zOfMeans(best.sentiment, worst.sentiment) < Z95 + Math.log10(nPairs)) return [];
  return [
    {
      tone: 'neutral',
      text: `Users are happiest with ${best.label} (${toSigned(best.sentiment.value)}) and least with ${worst.label} (${toSigned(worst.sentiment.value)}); the gap is larger than chance explains.`,
    },
  ];
}

function anomalies({ anomalies: found, totals }: Facts): Headline[] {
  const headlines: Headline[] = [];
  const [first] = found;
  if (first !== undefined) {
    const others = found.length === 1 ? '' : ` ${plural(found.length - 1, 'more finding')} below.`;
    headlines.push({ tone: 'bad', text: `${first.explanation}${others}` });
  }
  if (totals.nAnomalous > 0) {
    headlines.push({
      tone: 'neutral',
      text: `${plural(totals.nAnomalous, 'conversation')} (${toPercent(totals.nAnomalous / totals.nConversations, 1)}) stood out as unusual.`,
    });
  }
  return headlines;
}

/** What changed and why, in sentences; only what is larger than chance is called a change. Pure. */
export function summariseReport(facts: Facts): Headline[] {
  if (facts.totals.nConversations === 0) {
    return [{ tone: 'neutral', text: 'No conversations in this period.' }];
  }
  const changes = [...sentiment(facts), ...errors(facts), ...topicShift(facts)]
    .sort((a, b) => b.strength - a.strength)
    .map(({ headline }) => headline);
  const isQuiet = changes.length === 0 && facts.previousTotals !== null;
  return [
    volume(facts),
    ...changes,
    ...(isQuiet
      ? [
          {
            tone: 'neutral' as const,
            text: 'Sentiment, failures and the mix of topics stayed within what chance explains.',
          },
        ]
      : []),
    ...anomalies(facts),
    ...models(facts),
  ];
}

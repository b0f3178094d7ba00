import { zOfMeans } from './estimates.ts';
import type { Headline, ReportContent, Slice } from './report-content.ts';
import { toCount, toPercent, toSigned, toWords } from './wording.ts';

type Facts = Omit<ReportContent, 'headlines'>;

const BEFORE = { daily: 'the day before', weekly: 'the week before', monthly: 'the month before' } as const;
const Z95 = 1.96;
/** Below this a change of volume is called none. */
const STEADY = 0.03;
const MIN_MODEL_CONVERSATIONS = 20;

const plural = (n: number, one: string, many = `${one}s`): string => `${toCount(n)} ${n === 1 ? one : many}`;
const quotedLabel = (label: string): string => `“${toWords(label)}”`;

/** The slice whose count changed most in the direction of the whole. */
function driverOf(slices: readonly Slice[], direction: number): { slice: Slice; change: number } | null {
  const changes = slices.map((slice) => ({
    slice,
    change: slice.nConversations - (slice.previous?.nConversations ?? 0),
  }));
  const [top] = changes.sort((a, b) => direction * (b.change - a.change));
  return top !== undefined && top.change * direction > 0 ? top : null;
}

function volume(facts: Facts): Headline {
  const { totals, previousTotals, period } = facts;
  const count = plural(totals.nConversations, 'conversation');
  if (previousTotals === null) {
    return {
      tone: 'neutral',
      text: `${count} with ${plural(totals.nUsers, 'user')}; there is nothing before to compare with.`,
    };
  }
  const change = totals.nConversations - previousTotals.nConversations;
  const relative = change / previousTotals.nConversations;
  const before = `${BEFORE[period]} (${toCount(previousTotals.nConversations)})`;
  if (Math.abs(relative) < STEADY) return { tone: 'neutral', text: `${count}, about as many as ${before}.` };
  const driver = driverOf(facts.topics, Math.sign(change));
  const share = driver === null ? 0 : driver.change / change;
  const why =
    driver === null || facts.topics.length < 2
      ? ''
      : ` ${quotedLabel(driver.slice.label)} alone accounts for ${share >= 1 ? 'all' : toPercent(share)} of the ${change > 0 ? 'rise' : 'fall'} (${toSigned(driver.change, 0)}).`;
  return {
    tone: 'neutral',
    text: `${count}, ${toPercent(Math.abs(relative))} ${change > 0 ? 'more' : 'fewer'} than ${before}.${why}`,
  };
}

/** The topic that pulled the mean most in its direction: by its share now and how far it is from what it was. */
function sentimentDriver({ topics, totals }: Facts, direction: number): Slice | null {
  const pull = (slice: Slice): number => {
    const before = slice.previous?.sentiment;
    if (slice.sentiment === null || before === null || before === undefined || slice.sentiment.n < 10)
      return 0;
    return (direction * (slice.sentiment.value - before) * slice.nConversations) / totals.nConversations;
  };
  const [top] = topics.toSorted((a, b) => pull(b) - pull(a));
  return top !== undefined && pull(top) > 0 ? top : null;
}

function sentiment(facts: Facts): Headline[] {
  const [now, before] = [facts.totals.sentiment, facts.previousTotals?.sentiment];
  if (now === null || before === null || before === undefined) return [];
  const z = zOfMeans(now, before);
  if (Math.abs(z) < Z95) return [];
  const driver = sentimentDriver(facts, Math.sign(z));
  const why =
    driver === null
      ? ''
      : `, most of all in ${quotedLabel(driver.label)} (${toSigned(driver.previous?.sentiment ?? 0)} to ${toSigned(driver.sentiment?.value ?? 0)})`;
  return [
    {
      tone: z > 0 ? 'good' : 'bad',
      text: `Sentiment ${z > 0 ? 'rose' : 'fell'} from ${toSigned(before.value)} to ${toSigned(now.value)}${why}.`,
    },
  ];
}

function topicShift({ topics }: Facts): Headline[] {
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
  return [{ tone: 'neutral', text: `${parts.join('; ')}.` }];
}

function errors({ totals, previousTotals }: Facts): Headline[] {
  const [now, before] = [totals.errorRate, previousTotals?.errorRate];
  if (now === null || before === null || before === undefined) return [];
  const isApart = now.low > before.high || now.high < before.low;
  if (!isApart) return [];
  return [
    {
      tone: now.value > before.value ? 'bad' : 'good',
      text: `The assistant failed in ${toPercent(now.value, 1)} of conversations, ${now.value > before.value ? 'up' : 'down'} from ${toPercent(before.value, 1)}.`,
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
  const changes = [...sentiment(facts), ...errors(facts), ...topicShift(facts)];
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

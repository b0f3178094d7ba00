import { PermanentError } from '@convoscope/contracts';
import { readRange } from '@convoscope/measures';
import {
  adjustHolm,
  alwaysValid,
  detectableDifference,
  testMannWhitney,
  testMeans,
  testProportions,
  testSampleRatio,
  type Difference,
  type Moments,
  type Proportion,
} from '@convoscope/statistics';
import type { MeasureDimension, MeasureFigures, Store } from '@convoscope/store';
import type { Comparison, ComparisonQuery } from './compare-schemas.ts';

type Metric = Comparison['metrics'][number];
/** A metric before what was looked at together is corrected for. */
type Measured = Omit<Metric, 'adjustedPValue' | 'isDifferent'>;

interface Share {
  metric: string;
  of: (figures: MeasureFigures) => Proportion;
}
interface Mean {
  metric: string;
  of: (figures: MeasureFigures) => Moments;
  /** Size of a difference that somebody would care about: what the interval that always holds is tuned for. */
  spread: number;
}

const SHARES: readonly Share[] = [
  { metric: 'failedShare', of: (f) => ({ n: f.nCategorised, count: f.nWithErrors }) },
  { metric: 'refusedShare', of: (f) => ({ n: f.nCategorised, count: f.nRefused }) },
  { metric: 'anomalousShare', of: (f) => ({ n: f.nScored, count: f.nAnomalous }) },
];
const MEANS: readonly Mean[] = [
  { metric: 'meanSentiment', of: (f) => f.sentiment, spread: 0.1 },
  { metric: 'meanQuality', of: (f) => f.quality, spread: 0.05 },
  { metric: 'meanTurns', of: (f) => f.turns, spread: 1 },
];
/** Shares that somebody would care about move by some points. */
const SHARE_SPREAD = 0.05;
/** Below this the normal approximations behind the tests say little. */
const MIN_CONVERSATIONS = 20;
const LEVEL = 0.05;
const MISMATCH = 0.001;

/** Compares two values of a dimension out of measures. Cost: the windows of the range, however many conversations there were. */
export async function compareGroups(
  { measures }: Pick<Store, 'measures'>,
  tenant: string,
  { dimension, a, b, from, to, shareOfB }: ComparisonQuery,
): Promise<Comparison> {
  const figures = await readRange(measures, {
    ...{ tenant, dimension: dimension as MeasureDimension, isLight: false },
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
  const [ofA, ofB] = [a, b].map((label) => {
    const found = figures.get(label);
    if (found === undefined || found.nConversations === 0)
      throw new PermanentError(
        `no conversation of these days has the ${dimension} ${JSON.stringify(label)}`,
        {
          code: 'ANALYTICS_NOTHING_TO_COMPARE',
        },
      );
    return found;
  }) as [MeasureFigures, MeasureFigures];
  const measured = [
    ...SHARES.map((share) => compareShares(share, ofA, ofB)),
    ...MEANS.map((mean) => compareMeans(mean, ofA, ofB)),
    compareLatencies(ofA, ofB),
  ].filter(({ a: one, b: other }) => one.n > 0 && other.n > 0);
  return {
    ...{ nA: ofA.nConversations, nB: ofB.nConversations, metrics: corrected(measured) },
    sampleRatio: shareOfB === undefined ? null : ratioOf(ofA, ofB, shareOfB),
    notes: notesOf(shareOfB, ofA, ofB),
  };
}

function corrected(measured: readonly Measured[]): Metric[] {
  const tested = measured.flatMap(({ pValue }) => (pValue === null ? [] : [pValue]));
  const adjusted = adjustHolm(tested);
  let at = 0;
  return measured.map((one) => {
    const adjustedPValue = one.pValue === null ? null : (adjusted[at++] ?? null);
    return { ...one, adjustedPValue, isDifferent: adjustedPValue !== null && adjustedPValue < LEVEL };
  });
}

const UNSAID = { difference: null, low: null, high: null, pValue: null, alwaysValid: null, detectable: null };

const told = (difference: Difference, spread: number) => ({
  ...{ difference: difference.difference, low: difference.low, high: difference.high },
  ...{ pValue: difference.pValue, detectable: detectableDifference(difference.error) },
  alwaysValid: alwaysValid(difference, spread),
});

function compareShares({ metric, of }: Share, figuresA: MeasureFigures, figuresB: MeasureFigures): Measured {
  const [a, b] = [of(figuresA), of(figuresB)];
  const side = ({ n, count }: Proportion) => ({ n, value: n === 0 ? null : count / n });
  const isEnough = a.n >= MIN_CONVERSATIONS && b.n >= MIN_CONVERSATIONS;
  return {
    ...{ metric, test: 'two-proportion z' as const, a: side(a), b: side(b) },
    ...(isEnough ? told(testProportions(a, b), SHARE_SPREAD) : UNSAID),
  };
}

const sideOf = ({ n, sum }: Moments) => ({ n, value: n === 0 ? null : sum / n });

function compareMeans(
  { metric, of, spread }: Mean,
  figuresA: MeasureFigures,
  figuresB: MeasureFigures,
): Measured {
  const [a, b] = [of(figuresA), of(figuresB)];
  const isEnough = a.n >= MIN_CONVERSATIONS && b.n >= MIN_CONVERSATIONS;
  return {
    ...{ metric, test: 'Welch t' as const, a: sideOf(a), b: sideOf(b) },
    ...(isEnough ? told(testMeans(a, b), spread) : UNSAID),
  };
}

/** Buckets in the order of their values, which is all that ranks need: the place of a bucket in place of its value, nothing at all first. */
const ranked = ({ histogram }: MeasureFigures['latencySeconds']): [number, number][] =>
  histogram.map(([key, count]) => [key ?? Number.NEGATIVE_INFINITY, count]);

/** Times have long tails: what is tested is whether one tends to be slower, by ranks of the histogram; the difference told is that of the means. */
function compareLatencies(
  { latencySeconds: a }: MeasureFigures,
  { latencySeconds: b }: MeasureFigures,
): Measured {
  const side = { metric: 'latencySeconds', test: 'Mann-Whitney U' as const, a: sideOf(a), b: sideOf(b) };
  if (a.n < MIN_CONVERSATIONS || b.n < MIN_CONVERSATIONS) return { ...side, ...UNSAID };
  const { pValue } = testMannWhitney(ranked(a), ranked(b));
  return { ...side, ...told(testMeans(a, b), 1), pValue, alwaysValid: null };
}

function ratioOf(
  { nConversations: nA }: MeasureFigures,
  { nConversations: nB }: MeasureFigures,
  expectedShareOfB: number,
): Comparison['sampleRatio'] {
  const { pValue } = testSampleRatio([nA, nB], [1 - expectedShareOfB, expectedShareOfB]);
  return { expectedShareOfB, shareOfB: nB / (nA + nB), pValue, isMismatch: pValue < MISMATCH };
}

function notesOf(shareOfB: number | undefined, a: MeasureFigures, b: MeasureFigures): string[] {
  const few = Math.min(a.nConversations, b.nConversations) < MIN_CONVERSATIONS;
  return [
    ...(shareOfB === undefined
      ? [
          'Conversations were not assigned by chance as far as is known: who chose a group may differ in other ways.',
        ]
      : []),
    'Conversations are taken as independent: where few users have many of them, intervals are too narrow.',
    ...(few ? [`Groups with fewer than ${MIN_CONVERSATIONS} conversations are not tested.`] : []),
  ];
}

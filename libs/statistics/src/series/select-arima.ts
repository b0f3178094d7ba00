import { DataError } from '../errors.ts';
import { fewestValues, fitArima, type Arima, type ArimaOrder } from './arima.ts';
import { countDifferences, differenceAt, seasonalStrength } from './stationarity.ts';

/** How `selectArima` searches. */
export interface ArimaSearch {
  /** Values in a season; 1 (default) for none. */
  readonly period?: number;
  /** Largest p and q (default 3). */
  readonly maxOrder?: number;
  /** Largest seasonal p and q (default 1). */
  readonly maxSeasonalOrder?: number;
}

/** A season that explains more than this share of the detrended variance is differenced away (as Hyndman's `nsdiffs`). */
const STRONG_SEASON = 0.64;

/** Models with a root nearer to the unit circle fit the unknown values before the first instead of the series (as `auto.arima`). */
const MAX_PARTIAL = 0.97;

type Candidate = Required<Pick<ArimaOrder, 'p' | 'q' | 'seasonalP' | 'seasonalQ' | 'hasMean'>>;

/**
 * The ARIMA model with the least AICc found by steps from four usual ones: differences by the strength of the season and by KPSS,
 * then orders one up or down, together or apart, and the mean in or out, as long as one of them is better. Throws `DataError` below five values.
 * Cost: some 15 to 40 fits. Source: Hyndman, Khandakar, Journal of Statistical Software 27 (2008).
 */
export function selectArima(values: ArrayLike<number>, search: ArimaSearch = {}): Arima {
  const { maxOrder = 3, maxSeasonalOrder = 1 } = search;
  if (values.length < 5)
    throw new DataError(`choosing an ARIMA order needs five values, got ${values.length}`);
  const period = (search.period ?? 1) >= 2 && values.length >= 3 * search.period! ? search.period! : 1;
  const seasonalD = period > 1 && seasonalStrength(values, period) > STRONG_SEASON ? 1 : 0;
  const d = countDifferences(seasonalD === 1 ? differenceAt(values, period) : values);
  const limits = { order: maxOrder, seasonal: period > 1 ? maxSeasonalOrder : 0, mean: d + seasonalD <= 1 };
  // All candidates are judged on the same values, or their likelihoods could not be compared.
  const nConditioned = limits.order + limits.seasonal * period;
  const tried = new Map<string, Arima | undefined>();
  const tryOne = (candidate: Candidate): Arima | undefined => {
    const key = JSON.stringify(candidate);
    if (!tried.has(key)) {
      const order = { ...candidate, d, seasonalD, period };
      const isPossible = isWithin(candidate, limits) && fewestValues(order) <= values.length;
      const model = isPossible ? fitArima(values, order, { nConditioned, isQuick: true }) : undefined;
      tried.set(key, model !== undefined && model.largestPartial <= MAX_PARTIAL ? model : undefined);
    }
    return tried.get(key);
  };
  return climb(tryOne, firstCandidates(limits));
}

interface Limits {
  readonly order: number;
  readonly seasonal: number;
  readonly mean: boolean;
}

const isWithin = ({ p, q, seasonalP, seasonalQ, hasMean }: Candidate, limits: Limits): boolean =>
  Math.min(p, q, seasonalP, seasonalQ) >= 0 &&
  Math.max(p, q) <= limits.order &&
  Math.max(seasonalP, seasonalQ) <= limits.seasonal &&
  (limits.mean || !hasMean);

function firstCandidates({ order, seasonal, mean }: Limits): Candidate[] {
  const [two, one] = [Math.min(2, order), Math.min(1, order)];
  const s = Math.min(1, seasonal);
  return [
    { p: 0, q: 0, seasonalP: 0, seasonalQ: 0, hasMean: mean },
    { p: two, q: two, seasonalP: s, seasonalQ: s, hasMean: mean },
    { p: one, q: 0, seasonalP: s, seasonalQ: 0, hasMean: mean },
    { p: 0, q: one, seasonalP: 0, seasonalQ: s, hasMean: mean },
  ];
}

function neighboursOf(c: Candidate): Candidate[] {
  const steps = [-1, 1];
  return [
    ...steps.flatMap((step) => [
      { ...c, p: c.p + step },
      { ...c, q: c.q + step },
      { ...c, p: c.p + step, q: c.q + step },
      { ...c, seasonalP: c.seasonalP + step },
      { ...c, seasonalQ: c.seasonalQ + step },
    ]),
    { ...c, hasMean: !c.hasMean },
  ];
}

function climb(tryOne: (candidate: Candidate) => Arima | undefined, starts: Candidate[]): Arima {
  let best: Arima | undefined;
  let open = starts;
  while (open.length > 0) {
    const candidates = open;
    open = [];
    for (const candidate of candidates) {
      const model = tryOne(candidate);
      if (model !== undefined && (best === undefined || model.aicc < best.aicc)) {
        best = model;
        open = neighboursOf(candidate);
      }
    }
  }
  return best!;
}

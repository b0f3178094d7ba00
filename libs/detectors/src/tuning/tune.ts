import { createRandom, DataError, ParameterError, sampleWithoutReplacement } from '@convoscope/statistics';
import { selectRows, validateMatrix, type Matrix } from '../convention/matrix.ts';
import { runToEnd } from '../explanation/steps.ts';
import { createBatchDetector } from '../registry.ts';
import { defaultCandidates, type Candidate } from './candidates.ts';
import { measureConsensus, orderBy, toPlaces, tryDetector, type Criteria, type Trial } from './criteria.ts';

/** What tuning may spend; it stops before the candidate that would go beyond, and ranks what it knows. */
export interface TuningBudget {
  /** Fits of any candidate on any number of rows. */
  readonly maxFits?: number;
  /** Milliseconds by `clock`; needs one. */
  readonly maxMs?: number;
  /** Milliseconds since any fixed instant: the library has no clock of its own. */
  readonly clock?: () => number;
}

export interface TuningOptions {
  /** What to try; detectors of every family with a few parameters each by default. */
  readonly candidates?: readonly Candidate[];
  readonly budget?: TuningBudget;
  /** How much the places by each criterion count. */
  readonly weights?: Partial<Record<keyof Criteria, number>>;
  /** Rows of the last round at most. */
  readonly maxRows?: number;
  readonly seed?: number;
}

/** One candidate and how it did. */
export interface LeaderboardEntry extends Candidate {
  /** NaN where it could not be told. */
  readonly criteria: Criteria;
  /** Weighted mean of its places by the criteria among those tried on as many rows, 0 best to 1 worst. */
  readonly place: number;
  /** Rows of the largest round it was tried in: only survivors of a round are tried on more. */
  readonly nRows: number;
  readonly nFits: number;
  /** By the caller's clock; NaN without. */
  readonly seconds: number;
  /** Why it could not be tried, where it could not. */
  readonly error?: string;
}

export interface TuningResult {
  /** Best first: by rows reached, then by place; those that failed last. */
  readonly leaderboard: LeaderboardEntry[];
  readonly winner: Candidate;
  readonly nFits: number;
  /** True when the budget ended it early. */
  readonly isCutShort: boolean;
}

/** Shares of the rows in each round, and the share of candidates that survive one. */
const ROUNDS = [1 / 9, 1 / 3, 1];
const SURVIVING = 1 / 2;
const MIN_ROWS = 200;
/** Fewer could not tell a consensus. */
const MIN_SURVIVORS = 5;
/** Consensus counts as much as the others together: it alone beat chance in Ma et al. (2023). */
const WEIGHTS = { consensus: 2, stability: 1, massVolume: 1 };

interface Runner extends Candidate {
  trial?: Trial;
  nRows: number;
  nFits: number;
  ms: number;
  error?: string;
  criteria: Criteria;
  place: number;
}

const UNKNOWN: Criteria = { consensus: Number.NaN, stability: Number.NaN, massVolume: Number.NaN };

/** Judges runners that were tried on the same rows against one another. */
function judge(runners: readonly Runner[], weights: Record<keyof Criteria, number>): void {
  const tried = runners.map(({ detector, trial }) => ({ detector, ...trial! }));
  const consensus = measureConsensus(tried);
  const places = {
    consensus: toPlaces(consensus, true),
    stability: toPlaces(
      tried.map(({ stability }) => stability),
      true,
    ),
    massVolume: toPlaces(
      tried.map(({ massVolume }) => massVolume),
      false,
    ),
  };
  const total = weights.consensus + weights.stability + weights.massVolume;
  runners.forEach((runner, r) => {
    const { stability, massVolume } = tried[r];
    runner.criteria = { consensus: consensus[r], stability, massVolume };
    runner.place =
      (weights.consensus * places.consensus[r] +
        weights.stability * places.stability[r] +
        weights.massVolume * places.massVolume[r]) /
      total;
  });
}

/** Sizes of the rounds: a small table has one. */
function roundSizes(nRows: number): number[] {
  const sizes = ROUNDS.map((share) => Math.min(nRows, Math.max(MIN_ROWS, Math.round(share * nRows))));
  return sizes.filter((size, round) => round === 0 || size > sizes[round - 1]);
}

function toResult(runners: readonly Runner[], nFits: number, isCutShort: boolean): TuningResult {
  const order = orderBy(
    runners.map(({ nRows, place, error }) => (error === undefined ? place - 2 * nRows : Infinity)),
  );
  const leaderboard = order.map((r): LeaderboardEntry => {
    const { detector, params, criteria, place, nRows, nFits: own, ms, error } = runners[r];
    const entry = { detector, params, criteria, place, nRows, nFits: own, seconds: ms / 1000 };
    return error === undefined ? entry : { ...entry, error };
  });
  const [{ detector, params, error }] = leaderboard;
  if (error !== undefined) throw new DataError(`no candidate could be tried: ${error}`);
  return { leaderboard, winner: { detector, params }, nFits, isCutShort };
}

function checkTuning(candidates: readonly Candidate[], { maxMs, clock }: TuningBudget): void {
  if (candidates.length === 0) throw new ParameterError('candidates', 'at least one', 0);
  // Wrong names and parameters are the caller's mistakes: they show at once, not as failures on the leaderboard.
  for (const { detector, params } of candidates) createBatchDetector(detector, params);
  if (maxMs !== undefined && clock === undefined)
    throw new ParameterError('clock', 'given along with maxMs', clock);
}

/**
 * `tuneDetectors` in steps, one candidate in one round each; a step's value is the result as known by now (undefined until
 * the first round has been judged). Stop iterating to stop the work.
 */
export function* tuneSteps(
  table: Matrix,
  options: TuningOptions = {},
): Generator<TuningResult | undefined, TuningResult, void> {
  validateMatrix(table);
  const { candidates = defaultCandidates(table), budget = {}, maxRows = 10_000, seed = 0 } = options;
  const weights = { ...WEIGHTS, ...options.weights };
  checkTuning(candidates, budget);
  const clock = budget.clock ?? (() => Number.NaN);
  const startedAt = clock();
  const runners = candidates.map((candidate): Runner => ({
    ...candidate,
    nRows: 0,
    nFits: 0,
    ms: 0,
    criteria: UNKNOWN,
    place: 1,
  }));
  const order = sampleWithoutReplacement(table.nRows, maxRows, createRandom(seed));
  let open = runners;
  let [nFits, isCutShort] = [0, false];
  let known: TuningResult | undefined;
  const isSpent = (): boolean =>
    nFits >= (budget.maxFits ?? Infinity) || clock() - startedAt >= (budget.maxMs ?? Infinity);

  for (const size of roundSizes(order.length)) {
    const rows = selectRows(table, order.subarray(0, size));
    const tried: Runner[] = [];
    for (const runner of open) {
      if ((isCutShort = tried.length + nFits > 0 && isSpent())) break;
      const from = clock();
      tryRunner(runner, rows, seed);
      runner.ms += clock() - from;
      nFits += runner.trial?.nFits ?? 0;
      if (runner.error === undefined) tried.push(runner);
      yield known;
    }
    // A round that the budget cut short would compare few with few: it counts only when nothing else is known.
    if (isCutShort && known !== undefined) break;
    for (const runner of tried) runner.nRows = size;
    if (tried.length > 0) judge(tried, weights);
    known = toResult(runners, nFits, isCutShort);
    if (isCutShort) break;
    const nKept = Math.max(Math.min(MIN_SURVIVORS, tried.length), Math.ceil(SURVIVING * tried.length));
    open = orderBy(tried.map(({ place }) => place))
      .slice(0, nKept)
      .map((r) => tried[r]);
  }
  return toResult(runners, nFits, isCutShort);
}

function tryRunner(runner: Runner, rows: Matrix, seed: number): void {
  const create = () => createBatchDetector(runner.detector, { seed, ...runner.params });
  try {
    runner.trial = tryDetector(create, rows, seed);
    runner.nFits += runner.trial.nFits;
  } catch (error) {
    // A candidate that cannot take this table is a result; anything else is a mistake and goes on.
    if (!(error instanceof DataError)) throw error;
    runner.error = error.message;
  }
}

/**
 * Chooses a detector and its parameters without labels, by successive halving: all candidates on a ninth of the rows, the better half on a third of
 * them, the best of these on all. Places by consensus with other kinds of detectors, stability between halves of the rows, and mass-volume. No unsupervised
 * criterion is known to find the best detector reliably; `auto`, which asks several, is the safer choice where one model is not required.
 * Scale the features first. Throws `ParameterError` for unknown candidates, `DataError` on NaN or where no candidate takes the table.
 * Cost: three to five fits a candidate and round. Source: Jamieson and Talwalkar, AISTATS 2016; criteria as named there.
 */
export const tuneDetectors = (table: Matrix, options: TuningOptions = {}): TuningResult =>
  runToEnd(tuneSteps(table, options));

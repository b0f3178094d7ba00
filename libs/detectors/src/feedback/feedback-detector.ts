import { DataError, mean, ParameterError, quantile, standardDeviation } from '@convoscope/statistics';
import type { Forest } from '../batch/iforest/isolation-tree.ts';
import { createMatrix, validateMatrix, type Matrix } from '../convention/matrix.ts';
import { decode, encode, type Json } from '../convention/serialize.ts';
import { combineByConsensus } from '../ensemble/committee.ts';
import { findLeaves, growLeaves, N_TREES } from './leaves.ts';
import { correctionOf, learnCorrections, type Corrections, type LabelledRow } from './margin.ts';
import { askPanel, formPanel, type Panel, type PanelMember } from './panel.ts';
import { chooseQueries, type QueryStrategy } from './query.ts';

/** What somebody said about a row. */
export interface Feedback {
  readonly row: Float64Array;
  readonly isAnomaly: boolean;
}

export interface FeedbackOptions {
  /** Fitted detectors to start from, with the scores that `fit` returned; the committee of `auto` without. */
  readonly members?: readonly PanelMember[];
  /** Share of rows believed anomalous, in (0, 0.5]: where the boundary lies. */
  readonly contamination?: number;
  /** How far beyond the boundary labelled rows are moved, in standard deviations of the score. */
  readonly margin?: number;
  /** Larger trusts single labels less: for answers that are often wrong. */
  readonly caution?: number;
  readonly seed?: number;
}

/** A detector that labels make better. */
export interface FeedbackDetector {
  /** Higher = more anomalous; without labels the order of `auto` (or of the members given). Throws as a batch detector does. */
  score(table: Matrix): Float64Array;
  /** 1 above the boundary. */
  predict(table: Matrix): Uint8Array;
  readonly threshold: number;
  /** Takes in labels, in any number and order; learns anew from all so far. */
  learn(feedback: readonly Feedback[]): void;
  /** Rows of `table` to ask about next, by index. `exclude`: those already asked. */
  suggest(
    table: Matrix,
    options?: { count?: number; strategy?: QueryStrategy; exclude?: ReadonlySet<number> },
  ): number[];
  readonly nLabels: number;
  toJSON(): Json;
}

const DEFAULTS = { contamination: 0.05, margin: 2, caution: 1, seed: 0 };

/** Centre and spread that a column of scores is standardised by. */
interface Standard {
  readonly centre: number;
  readonly spread: number;
}

interface State {
  readonly options: typeof DEFAULTS;
  readonly panel: Panel;
  readonly forest: Forest;
  readonly base: Standard;
  readonly opinions: Standard[];
  readonly boundary: number;
  readonly labels: { readonly row: Float64Array; readonly isAnomaly: boolean }[];
}

const standardOf = (values: Float64Array): Standard => ({
  centre: mean(values),
  spread: standardDeviation(values) || 1,
});
const standardize = (values: Float64Array, { centre, spread }: Standard): Float64Array =>
  values.map((value) => (value - centre) / spread);
const combine = ({ weights }: Panel, surprises: Float64Array[]): Float64Array =>
  combineByConsensus({ members: [], weights }, surprises);

function checkOptions(options: typeof DEFAULTS): void {
  const { contamination, margin, caution } = options;
  if (!(contamination > 0 && contamination <= 0.5))
    throw new ParameterError('contamination', 'a number in (0, 0.5]', contamination);
  if (!(margin > 0)) throw new ParameterError('margin', 'a number above 0', margin);
  if (!(caution > 0)) throw new ParameterError('caution', 'a number above 0', caution);
}

/** Everything about rows that scores are made of. */
interface Seen {
  readonly base: Float64Array;
  readonly opinions: Float64Array[];
  readonly leaves: Int32Array;
}

function look({ panel, forest, base, opinions }: State, table: Matrix): Seen {
  const surprises = askPanel(panel, table);
  return {
    base: standardize(combine(panel, surprises), base),
    opinions: surprises.map((own, m) => standardize(own, opinions[m])),
    leaves: findLeaves(forest, table),
  };
}

const opinionsAt = (seen: Seen, row: number): Float64Array =>
  Float64Array.from(seen.opinions, (own) => own[row]);

function learnFrom(state: State): Corrections {
  const { labels, forest, boundary, options } = state;
  const nNodes = forest.feature.length;
  const nMembers = state.panel.members.length;
  if (labels.length === 0) return { byMember: new Float64Array(nMembers), byLeaf: new Float64Array(nNodes) };
  const width = labels[0].row.length;
  const data = new Float64Array(labels.length * width);
  labels.forEach(({ row }, i) => data.set(row, i * width));
  const seen = look(state, createMatrix(data, labels.length, width));
  const rows = labels.map(({ isAnomaly }, i): LabelledRow => ({
    base: seen.base[i],
    opinions: opinionsAt(seen, i),
    leaves: seen.leaves.subarray(i * N_TREES, (i + 1) * N_TREES),
    isAnomaly,
  }));
  return learnCorrections(rows, nMembers, nNodes, { boundary, ...options });
}

function build(state: State): FeedbackDetector {
  let corrections = learnFrom(state);
  const scoreSeen = (seen: Seen): Float64Array =>
    seen.base.map(
      (base, i) => base + correctionOf(corrections, opinionsAt(seen, i), seen.leaves, i * N_TREES, N_TREES),
    );
  const score = (table: Matrix): Float64Array => scoreSeen(look(state, table));
  return {
    score,
    predict: (table) => Uint8Array.from(score(table), (value) => (value > state.boundary ? 1 : 0)),
    threshold: state.boundary,
    learn(feedback) {
      // Checked before anything is kept: a row that cannot be scored must not stay among the labels.
      for (const { row } of feedback) score(createMatrix(row, 1, row.length));
      state.labels.push(...feedback.map(({ row, isAnomaly }) => ({ row: row.slice(), isAnomaly })));
      corrections = learnFrom(state);
    },
    suggest(table, { count = 1, strategy = 'greedy', exclude } = {}) {
      const seen = look(state, table);
      return chooseQueries(scoreSeen(seen), seen.leaves, {
        count,
        strategy,
        boundary: state.boundary,
        isOpen: (row) => exclude?.has(row) !== true,
      });
    },
    get nLabels() {
      return state.labels.length;
    },
    toJSON: () => encode({ kind: 'feedback', version: 1, state }),
  };
}

/**
 * A detector that learns from what people say about rows: active anomaly discovery. It begins as `auto` (or the members given) and a forest whose
 * leaves say which rows are alike; each label then moves the weight of the members and of the leaves the row lies in, so that rows like a confirmed
 * anomaly rise and rows like a false alarm fall. Ask about the rows that `suggest` names: labels of rows picked otherwise teach less.
 * Scale the features first. Throws `DataError` on an empty table or NaN. Cost: the members' fit and 100 small trees; a label 60 x 100 steps.
 * Source: Das, Wong, Dietterich, Fern and Emmott, ICDM 2016; Das, Islam, Jayakodi and Doppa, arXiv:1901.08930.
 */
export function createFeedbackDetector(table: Matrix, given: FeedbackOptions = {}): FeedbackDetector {
  validateMatrix(table);
  const { members, ...rest } = given;
  const options = { ...DEFAULTS, ...rest };
  checkOptions(options);
  const { panel, surprises } = formPanel(table, members, options.seed);
  const combined = combine(panel, surprises);
  const base = standardOf(combined);
  return build({
    options,
    panel,
    forest: growLeaves(table, options.seed),
    base,
    opinions: surprises.map(standardOf),
    boundary: quantile(standardize(combined, base), 1 - options.contamination),
    labels: [],
  });
}

/** A feedback detector as `toJSON` saved it, its labels included: identical scores. Throws `DataError` on anything else. */
export function restoreFeedbackDetector(json: Json): FeedbackDetector {
  const saved = decode(json) as { kind?: string; state: State } | null;
  if (saved?.kind !== 'feedback') throw new DataError('this is not a saved feedback detector');
  return build(saved.state);
}

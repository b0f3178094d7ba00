import { createHash } from 'node:crypto';
import type { Contribution } from '@convoscope/contracts';
import {
  applyScaler,
  createBatchDetector,
  fitScaler,
  matrixFromRows,
  rowOf,
  type BatchDetector,
  type Matrix,
} from '@convoscope/detectors';
import { quantile } from '@convoscope/statistics';
import { conversationKind } from '../feedback/finding-kind.ts';
import { NO_CAUTION, type Caution } from '../feedback/learn-caution.ts';
import { explainInWords } from './explain-in-words.ts';
import { createReferenceScale, FEATURES, VIEWS, type Member } from './reference-scale.ts';
import { createSurprise, type Surprise } from './surprise.ts';

/** Name and version of the method: a change of what it says of the same conversations raises it. */
export const CONVERSATION_DETECTOR = 'committee/2';

export interface Judgement {
  /** In [0,1), higher is more unusual: 1 - 2^(-surprise/threshold), so that 0.5 is the threshold where no verdict has raised it. */
  anomalyScore: number;
  threshold: number;
  isAnomalous: boolean;
  /** Each feature's share of the score, largest first; they sum to it. */
  contributions: Contribution[];
  explanation: string;
  /** Usual conversations that are most like it; none for a usual one. */
  similarConversationIds: string[];
}

/** What conversations are compared with. */
export interface ConversationReference {
  /** Hash of its conversations and their revisions: the same conversations make the same version. */
  readonly version: string;
  judge(member: Member): Judgement;
}

/** Neighbours that a view looks at, as a share of the reference: a group of anomalies up to half as large is seen as one. */
const NEIGHBOURS_SHARE = 0.05;
const LEAST_NEIGHBOURS = 5;
/** Between mean and maximum, towards the maximum: one view that is sure is enough. */
const POWER = 3;
const MOST_SIMILAR = 3;
/** Of the reference, the part that may stand for what is usual. */
const USUAL_SHARE = 0.75;

export interface ReferenceOptions {
  version: string;
  contamination: number;
  /** What was learnt from verdicts on findings; default: nothing. */
  caution?: Caution;
}

interface Judge {
  detector: BatchDetector;
  surprise: Surprise;
  /** Columns it sees. */
  columns: readonly number[];
  /** Of each row of the reference, judged without itself. */
  own: Float64Array;
}

/** The version of some conversations as a reference, whatever their order. `said`: what was learnt of verdicts, as text; empty for nothing. */
export function versionOf(
  members: readonly { conversationId: string; revision: string }[],
  said = '',
): string {
  const names = members.map(({ conversationId, revision }) => `${conversationId} ${revision}`).sort();
  return createHash('sha256')
    .update(`${CONVERSATION_DETECTOR}\n${names.join('\n')}${said && `\n${said}`}`)
    .digest('hex')
    .slice(0, 16);
}

/**
 * A committee over a set of conversations: nearest neighbours in each view of the features, nearest neighbours and an isolation forest over
 * all. A function of the set: order does not matter. The threshold leaves `contamination` of the reference above it. Cost: features x n^2 once
 * (n to 2,000), n a judgement.
 */
export function createConversationReference(
  given: readonly Member[],
  { version, contamination, caution = NO_CAUTION }: ReferenceOptions,
): ConversationReference {
  const members = given.toSorted((a, b) => (a.conversationId < b.conversationId ? -1 : 1));
  const scale = createReferenceScale(members);
  const raw = matrixFromRows(members.map((member) => scale.toRow(member)));
  const scaler = fitScaler(raw, 'robust');
  const table = applyScaler(scaler, raw);
  const judges = seatJudges(table);
  const totals = members.map((_, i) => totalOf(judges.map(({ own, surprise }) => surprise.of(own[i] ?? 0))));
  const limit = Math.max(quantile(totals, 1 - contamination), Number.EPSILON);
  const usualLimit = quantile(totals, USUAL_SHARE);
  const usual = members.flatMap((_, i) => ((totals[i] ?? 0) <= usualLimit ? [i] : []));
  const places = new Map(members.map(({ conversationId }, i) => [conversationId, i]));
  return {
    version,
    judge(member) {
      const plain = scale.toRow(member);
      const row = applyScaler(scaler, matrixFromRows([plain]));
      // A conversation that has changed since is another one than the reference has.
      const known = places.get(member.conversationId);
      const place = known !== undefined && isSame(members[known], member) ? known : undefined;
      const surprises = judges.map(({ own, surprise, detector, columns }) =>
        surprise.of((place === undefined ? detector.score(selectColumns(row, columns))[0] : own[place]) ?? 0),
      );
      const anomalyScore = round(1 - 2 ** (-totalOf(surprises) / limit));
      const contributions = contribute({ judges, surprises, row, plain, anomalyScore });
      const threshold = round(1 - 2 ** -caution(conversationKind(contributions)));
      const isAnomalous = anomalyScore > threshold;
      return {
        ...{ anomalyScore, threshold, isAnomalous, contributions },
        explanation: explainInWords({ member, contributions, plain, scale }),
        similarConversationIds: isAnomalous
          ? nearest(row, table, usual, known).map((i) => members[i]?.conversationId ?? '')
          : [],
      };
    },
  };
}

const isSame = (a: Member | undefined, b: Member): boolean =>
  a?.topic === b.topic &&
  a.language === b.language &&
  a.features.every((value, j) => Object.is(value, b.features[j]));

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

const totalOf = (surprises: readonly number[]): number =>
  surprises.reduce((sum, surprise) => sum + surprise ** POWER, 0) ** (1 / POWER);

function seatJudges(table: Matrix): Judge[] {
  const k = Math.max(LEAST_NEIGHBOURS, Math.round(NEIGHBOURS_SHARE * table.nRows));
  const all = FEATURES.map((_, j) => j);
  const seat = (detector: BatchDetector, columns: readonly number[]): Judge => {
    const own = detector.fit(selectColumns(table, columns));
    return { detector, columns, own, surprise: createSurprise(own) };
  };
  return [
    ...VIEWS.map((view) =>
      seat(
        createBatchDetector('knn', { k }),
        view.map((feature) => FEATURES.indexOf(feature)),
      ),
    ),
    seat(createBatchDetector('knn', { k: LEAST_NEIGHBOURS }), all),
    seat(createBatchDetector('iforest', { seed: 0 }), all),
  ];
}

/** The chosen columns, copied. */
function selectColumns({ data, nRows, nFeatures }: Matrix, columns: readonly number[]): Matrix {
  const chosen = new Float64Array(nRows * columns.length);
  for (let i = 0; i < nRows; i++)
    columns.forEach((j, c) => (chosen[i * columns.length + c] = data[i * nFeatures + j] ?? 0));
  return { data: chosen, nRows, nFeatures: columns.length };
}

interface Contributing {
  judges: readonly Judge[];
  surprises: readonly number[];
  row: Matrix;
  plain: readonly number[];
  anomalyScore: number;
}

/** A judge's part of the score goes to the features it sees, by how far off (squared) each is. */
function contribute({ judges, surprises, row, plain, anomalyScore }: Contributing): Contribution[] {
  const total = surprises.reduce((sum, surprise) => sum + surprise ** POWER, 0) || 1;
  const parts = new Float64Array(FEATURES.length);
  judges.forEach(({ columns }, i) => {
    const squares = columns.map((j) => (row.data[j] ?? 0) ** 2 + 1e-9);
    const sum = squares.reduce((a, b) => a + b, 0);
    columns.forEach((j, c) => {
      parts[j] = (parts[j] ?? 0) + ((surprises[i] ?? 0) ** POWER / total) * ((squares[c] ?? 0) / sum);
    });
  });
  return FEATURES.map((feature, j) => ({
    ...{ feature, value: plain[j] ?? null, contribution: anomalyScore * (parts[j] ?? 0) },
  })).sort((a, b) => b.contribution - a.contribution);
}

function nearest(row: Matrix, table: Matrix, among: readonly number[], but: number | undefined): number[] {
  const distance = (i: number): number =>
    rowOf(table, i).reduce((sum, value, j) => sum + (value - (row.data[j] ?? 0)) ** 2, 0);
  return among
    .filter((i) => i !== but)
    .map((i) => ({ i, distance: distance(i) }))
    .sort((a, b) => a.distance - b.distance || a.i - b.i)
    .slice(0, MOST_SIMILAR)
    .map(({ i }) => i);
}

import { DataError } from '@convoscope/statistics';
import type { BatchDetector } from '../convention/batch-detector.ts';
import type { Matrix } from '../convention/matrix.ts';
import type { Json } from '../convention/serialize.ts';
import { weighByConsensus } from '../ensemble/combine.ts';
import { allRoles, fitCommittee } from '../ensemble/committee.ts';
import { fitScale, surpriseOf, type ScoreScale } from '../ensemble/surprise.ts';
import { restoreBatchDetector } from '../registry.ts';

/** A fitted detector and the scores of the rows it was fitted on, as `fit` returned them. */
export interface PanelMember {
  readonly detector: BatchDetector;
  readonly scores: Float64Array;
}

/** Detectors whose opinions are to be weighed, as plain data. */
export interface Panel {
  /** Each saved as text: nested plain JSON would be decoded along with the panel. */
  readonly members: { readonly detector: string; readonly scale: ScoreScale }[];
  /** How far each is trusted before any label; they sum to 1. */
  readonly weights: Float64Array;
}

/** Restored detectors, so that scoring does not restore them every time. */
const restored = new WeakMap<Panel, BatchDetector[]>();

/** The panel, and its members' surprises at the rows of `table`: the committee of `auto` where no members are given. */
export function formPanel(
  table: Matrix,
  given: readonly PanelMember[] | undefined,
  seed: number,
): { panel: Panel; surprises: Float64Array[] } {
  if (given === undefined) {
    const { committee, surprises } = fitCommittee(table, allRoles, seed);
    return { panel: { members: committee.members, weights: committee.weights }, surprises };
  }
  if (given.length === 0 || given.some(({ scores }) => scores.length !== table.nRows))
    throw new DataError(
      'feedback needs at least one detector, each with the scores of all rows of the table',
    );
  const scales = given.map(({ scores }) => fitScale(scores));
  const surprises = given.map(({ scores }, m) => scores.map((score) => surpriseOf(scales[m], score)));
  const panel = {
    members: given.map(({ detector }, m) => ({ detector: JSON.stringify(detector), scale: scales[m] })),
    weights: weighByConsensus(surprises),
  };
  restored.set(
    panel,
    given.map(({ detector }) => detector),
  );
  return { panel, surprises };
}

/** The surprise of each row to each member. */
export function askPanel(panel: Panel, table: Matrix): Float64Array[] {
  let detectors = restored.get(panel);
  if (detectors === undefined) {
    detectors = panel.members.map(({ detector }) => restoreBatchDetector(JSON.parse(detector) as Json));
    restored.set(panel, detectors);
  }
  return detectors.map((detector, m) =>
    detector.score(table).map((score) => surpriseOf(panel.members[m].scale, score)),
  );
}

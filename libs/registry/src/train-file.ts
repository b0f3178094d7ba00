import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Training } from '@convoscope/contracts';
import { trainSteps, type TrainedModel, type TrainingProgress } from '@convoscope/detectors';
import type { DetectorVersion } from '@convoscope/store';
import { readLabelledTable } from './read-labelled-table.ts';

/** What a training came to, as it is kept; the model itself lies in a file. */
export type TrainedFile = Pick<
  DetectorVersion,
  'detector' | 'params' | 'threshold' | 'nRows' | 'columns' | 'heldBack' | 'tuning' | 'notes' | 'seconds'
> & { sha256: string; sizeBytes: number };

const MOST_COLUMNS = 1_000;
const MOST_TRIALS = 30;
const MOST_NOTES = 50;
const compress = promisify(gzip);

/** Numbers that JSON and people can read: what could not be told is null. */
const told = (value: number): number | null => (Number.isFinite(value) ? value : null);

function toTuning({ tuning }: TrainedModel): DetectorVersion['tuning'] {
  if (tuning === null) return null;
  const { leaderboard, nFits, isCutShort, why } = tuning;
  const trials = leaderboard.slice(0, MOST_TRIALS).map(({ criteria, place, seconds, ...entry }) => ({
    ...entry,
    ...{ place: told(place), seconds: told(seconds) },
    criteria: Object.fromEntries(
      Object.entries<number>({ ...criteria }).map(([name, value]) => [name, told(value)]),
    ),
  }));
  return { why, nFits, isCutShort, nTrials: leaderboard.length, trials };
}

function toColumns({ columns, importances }: TrainedModel): DetectorVersion['columns'] {
  const shareOf = new Map(importances.map(({ column, share }) => [column, share]));
  return columns
    .map(({ name, role, reason }) => ({ name, role, reason, importance: shareOf.get(name) ?? 0 }))
    .toSorted((a, b) => b.importance - a.importance)
    .slice(0, MOST_COLUMNS);
}

const budgetOf = ({ maxTrials, maxSeconds }: Training) => ({
  ...(maxTrials !== undefined && { maxFits: maxTrials }),
  ...(maxSeconds !== undefined && { maxMs: maxSeconds * 1_000 }),
  clock: () => performance.now(),
});

/**
 * Trains from a table file and writes the packed model to `modelPath`. The same file and options give the same bytes, but where time was the budget.
 * Throws `DataError` and `ParameterError` for a person, with the file's name in what they say of it.
 */
export async function trainFile(
  { path, modelPath, training }: { path: string; modelPath: string; training: Training },
  onProgress: (progress: TrainingProgress) => void = () => undefined,
): Promise<TrainedFile> {
  const startedAt = performance.now();
  onProgress({ phase: 'features', share: 0 });
  const { labelColumn, exclude, detector, params, seed, scale, missing } = training;
  const input = await readLabelledTable(path, {
    exclude,
    ...(labelColumn !== undefined && { labelColumn }),
  });
  const steps = trainSteps(input.table, {
    ...{ detector, params, seed, features: { scale, missing }, budget: budgetOf(training) },
    ...(input.labels !== undefined && { labels: input.labels }),
  });
  let step = steps.next();
  for (; !step.done; step = steps.next()) onProgress(step.value);
  const trained = step.value;
  const packed = await compress(JSON.stringify(trained.model.toJSON()));
  await writeFile(modelPath, packed);
  const { heldBack, model, nRows } = trained;
  return {
    ...{ detector: model.detector, params: { ...model.params }, threshold: model.threshold, nRows },
    ...{ columns: toColumns(trained), tuning: toTuning(trained) },
    heldBack: heldBack && { ...heldBack },
    notes: input.notes.slice(0, MOST_NOTES),
    ...{ seconds: (performance.now() - startedAt) / 1_000, sizeBytes: packed.length },
    sha256: createHash('sha256').update(packed).digest('hex'),
  };
}

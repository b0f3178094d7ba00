import { readFile } from 'node:fs/promises';
import type { Training } from '@convoscope/contracts';
import { forecastSeries, type ForecastOptions, type SeriesForecast } from '@convoscope/detectors';
import { readModel } from '../model-file.ts';
import { scoreFile, type ScoredFile } from '../score-file.ts';
import { trainFile, type TrainedFile } from '../train-file.ts';

/** Work on a table, or on one column of it, that would stand in the way of others: it has a thread of its own. All paths are of local files. */
export type TableTask =
  | { kind: 'train'; path: string; modelPath: string; training: Training }
  | { kind: 'score'; path: string; modelPath: string; modelSha256: string; resultPath: string }
  | { kind: 'forecast'; values: Float64Array; options: ForecastOptions };

export interface TaskProgress {
  phase: string;
  share: number;
}

interface Results {
  train: TrainedFile;
  score: ScoredFile;
  forecast: SeriesForecast;
}
export type TaskResult<T extends TableTask> = Results[T['kind']];

/** Does the work, on whichever thread. */
export async function doTask(
  task: TableTask,
  onProgress: (progress: TaskProgress) => void,
): Promise<Results[TableTask['kind']]> {
  if (task.kind === 'forecast') return forecastSeries(task.values, task.options);
  if (task.kind === 'train') return trainFile(task, onProgress);
  onProgress({ phase: 'reading', share: 0 });
  const model = await readModel(await readFile(task.modelPath), task.modelSha256);
  return scoreFile(model, task, (share) => onProgress({ phase: 'scoring', share }));
}

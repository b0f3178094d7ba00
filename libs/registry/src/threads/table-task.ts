import { readFile } from 'node:fs/promises';
import type { Training } from '@convoscope/contracts';
import { readModel } from '../model-file.ts';
import { scoreFile, type ScoredFile } from '../score-file.ts';
import { trainFile, type TrainedFile } from '../train-file.ts';

/** Work on a table that would stand in the way of others: it has a thread of its own. All paths are of local files. */
export type TableTask =
  | { kind: 'train'; path: string; modelPath: string; training: Training }
  | { kind: 'score'; path: string; modelPath: string; modelSha256: string; resultPath: string };

export interface TaskProgress {
  phase: string;
  share: number;
}

export type TaskResult<T extends TableTask> = T extends { kind: 'train' } ? TrainedFile : ScoredFile;

/** Does the work, on whichever thread. */
export async function doTask(
  task: TableTask,
  onProgress: (progress: TaskProgress) => void,
): Promise<TrainedFile | ScoredFile> {
  if (task.kind === 'train') return trainFile(task, onProgress);
  onProgress({ phase: 'reading', share: 0 });
  const model = await readModel(await readFile(task.modelPath), task.modelSha256);
  return scoreFile(model, task, (share) => onProgress({ phase: 'scoring', share }));
}

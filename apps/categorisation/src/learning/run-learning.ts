import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Judgement, LearningTask, Trained } from './learn.ts';

export type RunLearning = (
  task: LearningTask & { readonly isJudged: boolean },
  signal: AbortSignal,
) => Promise<{ trained: Trained; judgement: Judgement | null }>;

/** Learns on a thread of its own: seconds of CPU that conversations need not wait for. Throws what the thread throws, or on abort. */
export const runLearning: RunLearning = async (workerData, signal) => {
  const isSource = import.meta.url.endsWith('.ts');
  const worker = new Worker(new URL(`./learn.worker.${isSource ? 'ts' : 'js'}`, import.meta.url), {
    workerData,
    execArgv: isSource ? ['--conditions=source', '--disable-warning=ExperimentalWarning'] : [],
  });
  try {
    const [answer] = (await once(worker, 'message', { signal })) as [Awaited<ReturnType<RunLearning>>];
    return answer;
  } finally {
    await worker.terminate();
  }
};

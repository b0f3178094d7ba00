import type { Judgement, LearningTask, Trained } from './learn.ts';
import { runOnThread } from './run-on-thread.ts';

export type RunLearning = (
  task: LearningTask & { readonly isJudged: boolean },
  signal: AbortSignal,
) => Promise<{ trained: Trained; judgement: Judgement | null }>;

/** Learns on a thread of its own: seconds of CPU that conversations need not wait for. */
export const runLearning: RunLearning = (task, signal) =>
  runOnThread(new URL('./learn.worker', import.meta.url), task, signal);

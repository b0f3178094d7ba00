import type { Discovery } from '@convoscope/text';
import { runOnThread } from '../learning/run-on-thread.ts';
import type { FindTask } from './find-topics.ts';

/** Finds topics on a thread of its own: some seconds of CPU. */
export const runDiscovery = (task: FindTask, signal: AbortSignal): Promise<Discovery> =>
  runOnThread(new URL('./discover.worker', import.meta.url), task, signal);

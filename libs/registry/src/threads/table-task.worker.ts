import { parentPort, workerData } from 'node:worker_threads';
import { doTask, type TableTask } from './table-task.ts';

/** What the thread says: how far it is, and in the end what came of it or what is wrong. */
export type ThreadMessage =
  | { kind: 'progress'; phase: string; share: number }
  | { kind: 'done'; result: unknown }
  | { kind: 'refused'; name: string; message: string };

const say = (message: ThreadMessage): void => parentPort?.postMessage(message);

/** What is wrong with a table or its options is for whoever sent it; anything else is a fault of ours, and ends the thread. */
const REFUSALS = new Set(['DataError', 'ParameterError', 'PermanentError']);

try {
  const result = await doTask(workerData as TableTask, (progress) => say({ kind: 'progress', ...progress }));
  say({ kind: 'done', result });
} catch (error) {
  if (!(error instanceof Error) || !REFUSALS.has(error.name)) throw error;
  say({ kind: 'refused', name: error.name, message: error.message });
}

import { Worker } from 'node:worker_threads';
import { DataError } from '@convoscope/detectors';
import type { TableTask, TaskProgress, TaskResult } from './table-task.ts';
import type { ThreadMessage } from './table-task.worker.ts';

export type { TableTask, TaskProgress } from './table-task.ts';

/** The worker lies beside this file: as source when this runs from source (with its conditions for imports), else compiled. */
function startThread(task: TableTask): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  return new Worker(new URL(`./table-task.worker.${isSource ? 'ts' : 'js'}`, import.meta.url), {
    workerData: task,
    execArgv: isSource ? ['--conditions=source', '--disable-warning=ExperimentalWarning'] : [],
  });
}

/**
 * Does work on a table in a thread of its own, so that neither it nor what goes wrong in it holds others up. Throws `DataError` with what is wrong with
 * the table or its options; where the signal fires, its reason, and the thread ends at once.
 */
export async function runInThread<T extends TableTask>(
  task: T,
  { onProgress, signal }: { onProgress?: (progress: TaskProgress) => void; signal?: AbortSignal } = {},
): Promise<TaskResult<T>> {
  signal?.throwIfAborted();
  const thread = startThread(task);
  const { promise, resolve, reject } = Promise.withResolvers<TaskResult<T>>();
  const stop = (): void => reject(signal?.reason as Error);
  signal?.addEventListener('abort', stop, { once: true });
  thread.on('message', (message: ThreadMessage) => {
    if (message.kind === 'progress') onProgress?.({ phase: message.phase, share: message.share });
    else if (message.kind === 'refused') reject(new DataError(message.message));
    else resolve(message.result as TaskResult<T>);
  });
  thread.on('error', reject);
  thread.on('exit', (code) => reject(new Error(`the thread ended with ${code} before its work was done`)));
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', stop);
    await thread.terminate();
  }
}

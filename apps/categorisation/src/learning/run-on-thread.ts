import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Runs a worker file, without its ending, once on a thread of its own, and gives its answer. Throws what the thread throws, or on abort. */
export async function runOnThread<T>(file: URL, workerData: unknown, signal: AbortSignal): Promise<T> {
  const isSource = import.meta.url.endsWith('.ts');
  const worker = new Worker(new URL(`${file.href}.${isSource ? 'ts' : 'js'}`), {
    workerData,
    execArgv: isSource ? ['--conditions=source', '--disable-warning=ExperimentalWarning'] : [],
  });
  try {
    const [answer] = (await once(worker, 'message', { signal })) as [T];
    return answer;
  } finally {
    await worker.terminate();
  }
}

import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { RuntimeInfo } from '../runtime-file.ts';

interface Line {
  progress?: unknown;
  answer?: unknown;
  error?: string;
}

/** Has the `npm start` that is running do something, and resolves to its answer. Rejects with its error. */
export async function askRunning<T>(
  { control, pid }: Pick<RuntimeInfo, 'control' | 'pid'>,
  command: string,
  onProgress: (progress: unknown) => void = () => undefined,
): Promise<T> {
  if (control === undefined)
    throw new Error(`process ${pid} was started by an older version: stop it and start it again`);
  const response = await fetch(`${control.url}/${command}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${control.token}`, connection: 'close' },
  });
  if (!response.ok || response.body === null)
    throw new Error(`process ${pid} does not answer to ${command} (status ${response.status})`);
  let last: Line = {};
  // Read to its end, so that no connection stays behind.
  for await (const text of createInterface({ input: Readable.fromWeb(response.body as never) })) {
    last = JSON.parse(text) as Line;
    if ('progress' in last) onProgress(last.progress);
  }
  if (last.error !== undefined) throw new Error(last.error);
  if (!('answer' in last)) throw new Error(`process ${pid} ended before it had answered`);
  return last.answer as T;
}

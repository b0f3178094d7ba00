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
    headers: { authorization: `Bearer ${control.token}` },
  });
  if (!response.ok || response.body === null)
    throw new Error(`process ${pid} does not answer to ${command} (status ${response.status})`);
  for await (const text of createInterface({ input: Readable.fromWeb(response.body as never) })) {
    const line = JSON.parse(text) as Line;
    if (line.error !== undefined) throw new Error(line.error);
    if ('answer' in line) return line.answer as T;
    onProgress(line.progress);
  }
  throw new Error(`process ${pid} ended before it had answered`);
}

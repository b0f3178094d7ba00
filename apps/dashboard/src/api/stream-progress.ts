import type { Schemas } from '@convoscope/client';
import { answerOf, api } from './api.ts';

type Progress = Schemas['Progress'];

/**
 * Server-sent events over fetch, because EventSource cannot send the API key. Calls back with each progress until the signal aborts or the
 * connection ends.
 */
export async function streamProgress(
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const body = (await answerOf(
    api.GET('/api/v1/progress/stream', { parseAs: 'stream', signal }) as Promise<{ data?: unknown }>,
  )) as ReadableStream<BufferSource>;
  let buffer = '';
  const chunks = body.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>;
  for await (const chunk of chunks) {
    const blocks = (buffer + chunk).split('\n\n');
    buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) onProgress(JSON.parse(data.slice(6)) as Progress);
    }
  }
}

import { defineRoute, type Route } from '../http/route.ts';
import { progressSchema, readProgress, type ProgressSource } from '../read-progress.ts';

export function createProgressRoutes(options: ProgressSource): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/progress',
      operationId: 'getProgress',
      tag: 'Processing',
      summary: 'How far each stage is',
      response: { status: 200, schema: progressSchema, description: 'The progress now' },
      handle: ({ tenant }) => readProgress(options, tenant),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/progress/stream',
      operationId: 'streamProgress',
      tag: 'Processing',
      summary: 'The progress as server-sent events, one a second while it changes',
      response: { status: 200, contentType: 'text/event-stream', description: 'Events named `progress`' },
      async handle({ tenant, request, reply }) {
        reply.hijack();
        const closed = new AbortController();
        request.raw.on('close', () => closed.abort());
        reply.raw.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          connection: 'keep-alive',
        });
        await stream(reply.raw, options, tenant, closed.signal);
        return undefined;
      },
    }),
  ];
}

async function stream(
  out: NodeJS.WritableStream,
  options: ProgressSource,
  tenant: string,
  signal: AbortSignal,
): Promise<void> {
  let last = '';
  while (!signal.aborted) {
    const { at, ...progress } = await readProgress(options, tenant);
    const text = JSON.stringify(progress);
    // A comment keeps proxies from closing a connection on which nothing changes.
    out.write(
      text === last
        ? ': nothing new\n\n'
        : `event: progress\ndata: ${JSON.stringify({ at, ...progress })}\n\n`,
    );
    last = text;
    await options.clock.sleep(1000, signal).catch(() => undefined);
  }
  out.end();
}

import type { Store } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';
import { HttpProblem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { ProgressFeed } from '../progress/progress-feed.ts';
import {
  progressSchema,
  readConsumers,
  readProgress,
  readStored,
  type ProgressSource,
} from '../progress/read-progress.ts';
import { streamProgress } from '../progress/stream-progress.ts';

const tooManyStreams = (): HttpProblem =>
  new HttpProblem(503, 'too-many-streams', 'Too many pages follow the progress at this moment.', {
    detail: 'Try again later, or ask /api/v1/progress now and then.',
  });

/** The one reader of the progress for all who follow it, by whichever stream. */
export const createProgressFeed = ({
  store,
  bus,
  clock,
  telemetry,
}: ProgressSource & { store: Pick<Store, 'watch'>; telemetry: Telemetry }): ProgressFeed =>
  new ProgressFeed({
    readStored: (tenant) => readStored(store, tenant),
    readConsumers: () => readConsumers(bus, clock),
    watch: (onChange) => store.watch(['measures', 'processing_state'], onChange),
    clock,
    onFailure: (error) => telemetry.logger.warn({ err: error }, 'the progress could not be read'),
  });

export function createProgressRoutes(source: ProgressSource, feed: ProgressFeed): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/progress',
      operationId: 'getProgress',
      needs: 'read:progress',
      tag: 'Processing',
      summary: 'How far each stage is',
      response: { status: 200, schema: progressSchema, description: 'The progress now' },
      example: {},
      handle: ({ tenant }) => readProgress(source, tenant),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/progress/stream',
      operationId: 'streamProgress',
      needs: 'read:progress',
      tag: 'Processing',
      summary: 'The progress as server-sent events, at most one a second, while it changes',
      response: { status: 200, contentType: 'text/event-stream', description: 'Events named `progress`' },
      example: {},
      async handle({ tenant, reply }) {
        const { raw } = reply;
        let end: (() => void) | null = null;
        const headers = {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          connection: 'keep-alive',
        };
        await new Promise<void>((resolve, reject) => {
          raw.once('close', resolve);
          end = streamProgress(feed, tenant, {
            write(text) {
              if (!raw.headersSent) {
                reply.hijack();
                raw.writeHead(200, headers);
              }
              return raw.write(text);
            },
            end: () => raw.end(),
            destroy: () => raw.destroy(),
            once: (event, listener) => raw.once(event, listener),
          });
          if (end === null) reject(tooManyStreams());
        }).finally(() => end?.());
        return undefined;
      },
    }),
  ];
}

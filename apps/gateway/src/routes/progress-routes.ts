import type { Bus } from '@convoscope/bus';
import { topics, type Topic } from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import type { Clock } from '@convoscope/telemetry';
import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';

export interface ProgressRouteOptions {
  store: Store;
  bus: Pick<Bus, 'progress'>;
  clock: Clock;
}

const progressSchema = z.object({
  at: z.iso.datetime(),
  stages: z
    .array(z.object({ stage: z.string(), nConversations: z.int() }))
    .describe('Conversations each stage has finished, in the order of the flow'),
  consumers: z
    .array(z.object({ group: z.string(), topic: z.string(), lag: z.int(), stalledSeconds: z.number() }))
    .describe('Events each consumer still has to process, and for how long it has not moved'),
  sources: z.array(z.object({ source: z.string(), state: z.looseObject({}) })),
});

type Progress = z.infer<typeof progressSchema>;

/** Who listens to what, in the order of the flow. */
const CONSUMERS: readonly { group: string; topic: Topic }[] = [
  { group: 'translation', topic: topics.conversationsIngested as Topic },
  { group: 'categorisation', topic: topics.conversationsTranslated as Topic },
  { group: 'anomaly', topic: topics.conversationsCategorised as Topic },
  { group: 'reporting', topic: topics.conversationsScored as Topic },
  { group: 'lake', topic: topics.conversationsScored as Topic },
];

export function createProgressRoutes(options: ProgressRouteOptions): Route[] {
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
  options: ProgressRouteOptions,
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

async function readProgress({ store, bus, clock }: ProgressRouteOptions, tenant: string): Promise<Progress> {
  const [messages, translations, categories, scores, analytics, sources, consumers] = await Promise.all([
    store.messages.count(tenant),
    store.translations.count(tenant),
    store.categories.count(tenant),
    store.scores.count(tenant),
    store.analytics.count(tenant, {}),
    store.processingState.findAll(tenant),
    readConsumers(bus, clock),
  ]);
  return {
    at: new Date(clock.now()).toISOString(),
    stages: [
      { stage: 'ingested', nConversations: messages },
      { stage: 'translated', nConversations: translations },
      { stage: 'categorised', nConversations: categories },
      { stage: 'scored', nConversations: scores },
      { stage: 'reported', nConversations: analytics },
    ],
    consumers,
    sources: sources.map(({ source, state }) => ({ source, state })),
  };
}

async function readConsumers(bus: Pick<Bus, 'progress'>, clock: Clock): Promise<Progress['consumers']> {
  return Promise.all(
    CONSUMERS.map(async ({ group, topic }) => {
      const partitions = await bus.progress([group], [topic]);
      const behind = partitions.filter(({ lag }) => lag > 0);
      const lastProgressAtMs = Math.min(...behind.map((partition) => partition.lastProgressAtMs));
      return {
        group,
        topic: topic.name,
        lag: behind.reduce((total, { lag }) => total + lag, 0),
        stalledSeconds: behind.length === 0 ? 0 : Math.max(0, (clock.now() - lastProgressAtMs) / 1000),
      };
    }),
  );
}

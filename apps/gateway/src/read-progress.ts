import type { Bus } from '@convoscope/bus';
import { consumers as allConsumers } from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import type { Clock } from '@convoscope/telemetry';
import { z } from 'zod';

export interface ProgressSource {
  store: Store;
  bus: Pick<Bus, 'progress'>;
  clock: Clock;
}

export const progressSchema = z.object({
  at: z.iso.datetime(),
  stages: z
    .array(z.object({ stage: z.string(), nConversations: z.int() }))
    .describe('Conversations each stage has finished, in the order of the flow'),
  consumers: z
    .array(z.object({ group: z.string(), topic: z.string(), lag: z.int(), stalledSeconds: z.number() }))
    .describe('Events each consumer still has to process, and for how long it has not moved'),
  sources: z.array(z.object({ source: z.string(), state: z.looseObject({}) })),
});

export type Progress = z.infer<typeof progressSchema>;

/** How far each stage and consumer is. Cost: a count a stage. */
export async function readProgress({ store, bus, clock }: ProgressSource, tenant: string): Promise<Progress> {
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
    allConsumers.map(async ({ group, topic }) => {
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

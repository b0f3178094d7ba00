import type { Bus } from '@convoscope/bus';
import { consumers as allConsumers } from '@convoscope/contracts';
import { mergeMeasures } from '@convoscope/measures';
import type { Store } from '@convoscope/store';
import type { Clock } from '@convoscope/telemetry';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';

export interface ProgressSource {
  store: Pick<Store, 'measures' | 'processingState'>;
  bus: Pick<Bus, 'progressOf'>;
  clock: Clock;
}

export const progressSchema = nameSchema(
  'Progress',
  z.object({
    at: z.iso.datetime(),
    stages: z
      .array(z.object({ stage: z.string(), nConversations: z.int() }))
      .describe(
        'Conversations that have each stage behind them, as reporting has heard and measured, in the order of the flow',
      ),
    consumers: z
      .array(z.object({ group: z.string(), topic: z.string(), lag: z.int(), stalledSeconds: z.number() }))
      .describe('Events each consumer still has to process, and for how long it has not moved'),
    sources: z.array(z.object({ source: z.string(), state: z.looseObject({}) })),
  }),
);

export type Progress = z.infer<typeof progressSchema>;

/** How far each stage and consumer is. Cost: a document a month that has conversations. */
export async function readProgress({ store, bus, clock }: ProgressSource, tenant: string): Promise<Progress> {
  const [stored, consumers] = await Promise.all([readStored(store, tenant), readConsumers(bus, clock)]);
  return { at: new Date(clock.now()).toISOString(), ...stored, consumers };
}

export async function readStored(
  store: Pick<Store, 'measures' | 'processingState'>,
  tenant: string,
): Promise<Pick<Progress, 'stages' | 'sources'>> {
  const [months, sources] = await Promise.all([
    store.measures.read({ tenant, granularity: 'month', isLight: true }),
    store.processingState.findAll(tenant),
  ]);
  const all = mergeMeasures(months);
  return {
    stages: [
      { stage: 'ingested', nConversations: all.nConversations },
      { stage: 'translated', nConversations: all.nWithLanguage },
      { stage: 'categorised', nConversations: all.nCategorised },
      { stage: 'scored', nConversations: all.nScored },
      { stage: 'reported', nConversations: all.nConversations },
    ],
    sources: sources.map(({ source, state }) => ({ source, state })),
  };
}

/** How far every consumer is, asked for in one go. */
export async function readConsumers(
  bus: Pick<Bus, 'progressOf'>,
  clock: Pick<Clock, 'now'>,
): Promise<Progress['consumers']> {
  const found = await bus.progressOf(allConsumers);
  return allConsumers.map(({ group, topic }) => {
    const behind = found.filter((one) => one.group === group && one.topic === topic.name && one.lag > 0);
    const lastProgressAtMs = Math.min(...behind.map((partition) => partition.lastProgressAtMs));
    return {
      group,
      topic: topic.name,
      lag: behind.reduce((total, { lag }) => total + lag, 0),
      stalledSeconds: behind.length === 0 ? 0 : Math.max(0, (clock.now() - lastProgressAtMs) / 1000),
    };
  });
}

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

const time = z.number().describe('Milliseconds since 1970');

const sourceRunSchema = nameSchema(
  'SourceRun',
  z
    .looseObject({
      runId: z.string().describe('Id of the run'),
      status: z.string().describe('`running`, `completed`, `failed` or `stopped`'),
      phase: z.string().describe('What it is doing'),
      error: z.string().nullish().describe('Why it failed'),
      startedAtMs: time,
      endedAtMs: time.nullish().describe('When it ended, in ms since 1970'),
      rowsSeen: z.int().describe('Rows that were looked at'),
      rowsTotal: z.int().nullish().describe('Rows that there are, where the source says so'),
      published: z.int().describe('Conversations that were new or changed'),
      unchanged: z.int().describe('Conversations that were as before'),
      deleted: z.int().describe('Conversations that were gone'),
      rejected: z.int().describe('Rows that could not be read'),
      sizeBytes: z.number().describe('Bytes that were read'),
      rowsPerSecond: z.number().describe('Speed now'),
      etaSeconds: z.number().nullish().describe('Time that is left, where it can be told'),
      cpuSeconds: z.number().describe('Processor time it took'),
      maxRssBytes: z.number().describe('Most memory it took'),
    })
    .partial()
    .describe('One pass over a source'),
);

const sourceStateSchema = z
  .looseObject({
    run: sourceRunSchema.nullable().describe('The newest run'),
    history: z.array(sourceRunSchema).describe('Runs before that did something'),
    nPending: z.int().describe('Rows that are kept until what they need is there'),
    findings: z.array(
      z
        .looseObject({
          reason: z.string(),
          message: z.string(),
          file: z.string().nullish().describe('Of a file: its name'),
          line: z.int().nullish().describe('Line of the file, from 1 on'),
          column: z.string().nullish().describe('Column that it is about'),
          sample: z.string().nullish().describe('What stands there, shortened'),
          count: z.int(),
        })
        .describe('Wrong in rows that arrived all the same'),
    ),
    cursor: z
      .looseObject({
        lastFullScanAtMs: time.nullish().describe('When all rows were read last, in ms since 1970'),
        lastReconciledAtMs: time.nullish().describe('When all stages were compared last, in ms since 1970'),
      })
      .nullable(),
  })
  .partial();

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
    sources: z.array(z.object({ source: z.string(), state: sourceStateSchema })),
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

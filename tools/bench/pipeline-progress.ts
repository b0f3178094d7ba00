import type { Bus } from '@convoscope/bus';
import { consumers, TransientError, topics, type Topic } from '@convoscope/contracts';
import { setTimeout as delay } from 'node:timers/promises';

const chain = [
  topics.conversationsIngested,
  topics.conversationsTranslated,
  topics.conversationsCategorised,
  topics.conversationsScored,
] as unknown as readonly Topic[];

/** What each service reads of the flow; the lake reads all of it. */
const stages = [
  ...Map.groupBy(
    consumers.filter(({ topic }) => chain.includes(topic)),
    ({ group }) => group,
  ),
].map(([group, read]) => ({ group, topics: read.map(({ topic }) => topic) }));
const lakeStage = stages.findIndex(({ group }) => group === 'lake');

export interface StageLoad {
  readonly stage: string;
  /** Most events that waited for it at once. */
  readonly maxLag: number;
  /** Events that waited, summed over time: the stage with the most is the slowest. */
  readonly lagSeconds: number;
}

export interface PipelineRun {
  /** From the first published conversation until every stage was through with the last one. */
  readonly seconds: number;
  readonly stages: readonly StageLoad[];
}

const SAMPLE_MS = 200;

interface Sample {
  readonly lags: ReadonlyMap<string, number>;
  /** Fewest events that any topic of the chain has got so far, and the number of the first topic. */
  readonly nThrough: number;
  readonly nIngested: number;
}

async function look(bus: Pick<Bus, 'progress'>): Promise<Sample> {
  const found = await Promise.all(stages.map((stage) => bus.progress([stage.group], stage.topics)));
  const lags = found.map((partitions, at) => {
    const lag = partitions.reduce((total, partition) => total + partition.lag, 0);
    return [stages[at]?.group ?? '', lag] as const;
  });
  const ofLake = found[lakeStage] ?? [];
  const counts = chain.map(({ name }) =>
    ofLake.reduce((total, { topic, end }) => total + (topic === name ? Number(end) : 0), 0),
  );
  return { lags: new Map(lags), nThrough: Math.min(...counts), nIngested: counts[0] ?? 0 };
}

/** A broker may not answer for topics that were made a moment ago: then the next look says more. */
const tryToLook = (bus: Pick<Bus, 'progress'>): Promise<Sample | null> =>
  look(bus).catch((error: unknown) => {
    if (error instanceof TransientError) return null;
    throw error;
  });

/** Watches until `nConversations` have passed every stage. Rejects after `timeoutMs`, naming what still waits where. */
export async function watchPipeline(
  bus: Pick<Bus, 'progress'>,
  { nConversations, timeoutMs }: { nConversations: number; timeoutMs: number },
): Promise<PipelineRun> {
  const deadline = Date.now() + timeoutMs;
  const loads = new Map(stages.map(({ group }) => [group, { maxLag: 0, lagSeconds: 0 }]));
  let startedAt = performance.now();
  for (let previousAt = startedAt; ;) {
    const sample = await tryToLook(bus);
    if (sample === null && Date.now() < deadline) {
      await delay(SAMPLE_MS);
      continue;
    }
    const { lags, nThrough, nIngested } = sample ?? (await look(bus));
    const now = performance.now();
    if (nIngested === 0) startedAt = now;
    for (const [stage, lag] of lags) {
      const load = loads.get(stage);
      if (load === undefined) continue;
      load.maxLag = Math.max(load.maxLag, lag);
      load.lagSeconds += (lag * (now - previousAt)) / 1_000;
    }
    const waiting = [...lags].filter(([, lag]) => lag > 0);
    if (nThrough >= nConversations && waiting.length === 0) {
      return {
        seconds: (now - startedAt) / 1_000,
        stages: [...loads].map(([stage, load]) => ({ stage, ...load })),
      };
    }
    if (Date.now() > deadline) {
      throw new Error(
        `${nThrough} of ${nConversations} conversations are through; waiting: ${waiting.join(' ')}`,
      );
    }
    previousAt = now;
    await delay(SAMPLE_MS);
  }
}

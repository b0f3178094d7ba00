import type { Bus } from '@convoscope/bus';
import { topics, type Topic } from '@convoscope/contracts';
import type { Clock } from '@convoscope/telemetry';

/** Who must have caught up with what before all is processed. */
const CONSUMERS: readonly { group: string; topics: readonly Topic[] }[] = [
  { group: 'translation', topics: [topics.conversationsIngested, topics.conversationsDeleted] as Topic[] },
  {
    group: 'categorisation',
    topics: [topics.conversationsTranslated, topics.conversationsDeleted] as Topic[],
  },
  { group: 'anomaly', topics: [topics.conversationsCategorised, topics.conversationsDeleted] as Topic[] },
  {
    group: 'reporting',
    topics: [
      topics.conversationsIngested,
      topics.conversationsTranslated,
      topics.conversationsCategorised,
      topics.conversationsScored,
      topics.conversationsDeleted,
    ] as Topic[],
  },
  {
    group: 'lake',
    topics: [
      topics.conversationsIngested,
      topics.conversationsTranslated,
      topics.conversationsCategorised,
      topics.conversationsScored,
      topics.conversationsDeleted,
    ] as Topic[],
  },
];

export interface AwaitQuietOptions {
  bus: Pick<Bus, 'progress'>;
  clock: Clock;
  signal: AbortSignal;
  /** Told of the events still to be processed, over all consumers. */
  onLag: (lag: number) => void;
}

const LOOK_MS = 250;
/** A batch may be between two topics when all lags are 0: only a second look says that it is quiet. */
const QUIET_LOOKS = 3;

/** Resolves when every consumer has processed everything; rejects with the signal's reason. */
export async function awaitQuiet({ bus, clock, signal, onLag }: AwaitQuietOptions): Promise<void> {
  for (let quietLooks = 0; quietLooks < QUIET_LOOKS;) {
    const partitions = await Promise.all(
      CONSUMERS.map((consumer) => bus.progress([consumer.group], consumer.topics)),
    );
    const lag = partitions.flat().reduce((total, partition) => total + partition.lag, 0);
    onLag(lag);
    quietLooks = lag === 0 ? quietLooks + 1 : 0;
    await clock.sleep(LOOK_MS, signal);
  }
}

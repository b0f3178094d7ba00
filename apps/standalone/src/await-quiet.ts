import type { Bus } from '@convoscope/bus';
import { allTopics, consumers, type Topic } from '@convoscope/contracts';
import type { Clock } from '@convoscope/telemetry';

/** What must be caught up with before all conversations are processed. */
const topicsOfConversations = allTopics.filter(({ key }) => key === 'conversation id');

export interface AwaitQuietOptions {
  bus: Pick<Bus, 'progressOf'>;
  clock: Clock;
  /** Those whose consumers must have caught up; default all that carry conversations. */
  topics?: readonly Topic[];
  signal: AbortSignal;
  /** Told of the events still to be processed, over all consumers. */
  onLag: (lag: number) => void;
}

const LOOK_MS = 250;
/** A batch may be between two topics when all lags are 0: only a second look says that it is quiet. */
const QUIET_LOOKS = 3;

/** Resolves when every consumer has processed everything; rejects with the signal's reason. */
export async function awaitQuiet(options: AwaitQuietOptions): Promise<void> {
  const { bus, clock, topics = topicsOfConversations, signal, onLag } = options;
  const wanted = consumers.filter(({ topic }) => topics.includes(topic));
  for (let quietLooks = 0; quietLooks < QUIET_LOOKS;) {
    const lag = (await bus.progressOf(wanted)).reduce((total, partition) => total + partition.lag, 0);
    onLag(lag);
    quietLooks = lag === 0 ? quietLooks + 1 : 0;
    await clock.sleep(LOOK_MS, signal);
  }
}

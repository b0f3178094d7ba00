import { deadLetterTopicOf, type Topic } from '@convoscope/contracts';
import type { BusDriver } from '../driver/bus-driver.ts';
import type { TopicNames } from '../topic-names.ts';

/** Events that fail at the end of their topic's retention, wait in the dead letters for as long as those are kept, and are replayed then. */
export async function longestReplayable(
  driver: Pick<BusDriver, 'retentionMs'>,
  names: TopicNames,
  topics: readonly Topic[],
): Promise<number | null> {
  const each = await Promise.all(
    topics.map(async ({ name }) => {
      const [own, deadLetters] = await Promise.all([
        driver.retentionMs(names.toPhysical(name)),
        driver.retentionMs(names.toPhysical(deadLetterTopicOf(name))),
      ]);
      // A replay stands in the topic anew, and may fail once more: that is the next letter, and starts over.
      return own === null || deadLetters === null ? null : 2 * own + deadLetters;
    }),
  );
  return each.reduce<number | null>(
    (most, one) => (most === null || one === null ? null : Math.max(most, one)),
    0,
  );
}

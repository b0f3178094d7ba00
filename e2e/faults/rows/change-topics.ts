import { setTimeout as delay } from 'node:timers/promises';
import type { FaultLab } from '../fault-lab.ts';
import type { FaultRow } from '../fault-row.ts';
import type { TappedTopic } from '../lab/wire-tap.ts';

const AWAY_MS = 6_000;

async function recreate(lab: FaultLab, topic: TappedTopic): Promise<void> {
  const name = lab.tap.physical(topic);
  await lab.tap.admin((admin) => admin.deleteTopics({ topics: [name] }));
  await delay(AWAY_MS);
  await lab.tap.admin((admin) =>
    admin.createTopics({
      topics: [{ topic: name, numPartitions: 3, replicationFactor: 1 }],
      waitForLeaders: true,
    }),
  );
  lab.tap.rewind(topic);
}

/** One more than it has: an earlier seed may have added one. */
async function addPartition(lab: FaultLab, tapped: TappedTopic): Promise<void> {
  const topic = lab.tap.physical(tapped);
  await lab.tap.admin(async (admin) => {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    const nPartitions = topics[0]?.partitions.length ?? 0;
    await admin.createPartitions({ topicPartitions: [{ topic, count: nPartitions + 1 }] });
  });
}

/**
 * A writer learns of added partitions after minutes, or at once when it is started anew, and then sends a key elsewhere. The next rows are to begin
 * with all writers alike: with nothing on its way, so that nothing changes its partition between two of its events.
 */
async function letWritersKnow(lab: FaultLab): Promise<void> {
  lab.load.pause();
  await lab.untilQuiet();
  await lab.tap.advance();
  await lab.services.restart('translation');
}

export const changeTopics: FaultRow = {
  id: 'F26',
  title: 'a topic deleted and made anew, and partitions added, under load',
  isStarred: false,
  limits: { recoverySeconds: 120 },
  async run({ lab, pause, note, expect }) {
    // What a topic held and nobody had read is gone with it: no client can bring that back.
    lab.load.pause();
    await lab.untilQuiet();
    await lab.tap.advance();
    const nRestarts = lab.services.allRestarts().length;
    lab.load.start(10);
    await lab.services.stop('categorisation');
    await recreate(lab, 'categorised');
    await lab.services.start('categorisation');
    await pause(2_000, 4_000);
    await addPartition(lab, 'translated');
    const seconds = await lab.untilArrived(lab.load.insert(12));
    note(
      `topic away ${AWAY_MS / 1_000} s; with one more partition going again after ${seconds.toFixed(0)} s`,
    );
    const restarts = lab.services.allRestarts().slice(nRestarts);
    expect(restarts.length <= 4, `restarted ${restarts.length} times`);
    await letWritersKnow(lab);
  },
};

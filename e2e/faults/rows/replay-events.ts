import type { FaultRow, Trial } from '../fault-row.ts';
import type { TappedTopic } from '../lab/wire-tap.ts';

const TIMES = 5;
const MOST_RECORDS = 120;

function shuffle<T>(items: T[], random: () => number): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}

/** Puts the newest records of a topic there again, each five times, in any order; those that other rows spoilt are left alone. */
async function replay({ lab, random }: Trial, topic: TappedTopic): Promise<number> {
  const { ledger } = lab.load;
  const known = new Set([...ledger.live(), ...ledger.deleted()].map(({ conversationId }) => conversationId));
  const records = (await lab.tap.readRaw(topic))
    .filter(({ key }) => known.has(key?.toString() ?? ''))
    .slice(-MOST_RECORDS);
  const copies = records.flatMap((record) => Array.from({ length: TIMES }, () => record));
  const messages = shuffle(copies, random).map(({ key, value, headers }) => ({
    ...{ key, value },
    ...(headers === undefined ? {} : { headers }),
  }));
  await lab.tap.producer((producer) => producer.send({ topic: lab.tap.physical(topic), messages }));
  return messages.length;
}

export const replayEvents: FaultRow = {
  id: 'F14',
  title: 'each event again, five times, in any order within its conversation',
  isStarred: true,
  limits: { recoverySeconds: 60 },
  async run(trial) {
    const { lab, note } = trial;
    const changed = lab.load.update(40);
    await lab.untilArrived(changed);
    lab.load.touch(changed);
    let n = 0;
    for (const topic of ['deleted', 'ingested', 'translated', 'categorised', 'scored'] as const)
      n += await replay(trial, topic);
    note(`${n} records injected`);
  },
};

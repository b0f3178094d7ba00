import type { KafkaMessage } from 'kafkajs';
import { topics } from '@convoscope/contracts';
import type { FaultRow, Trial } from '../fault-row.ts';
import { LISTENERS, parkedAsExpected } from './record-malformed.ts';

const N_RECORDS = 5;

type Data = Record<string, unknown> & { conversationId: string };

const textsOf = ({ headers }: KafkaMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));

/** The newest events of live conversations, as they lie on the topic. */
async function newestEvents({ lab }: Trial): Promise<{ message: KafkaMessage; data: Data }[]> {
  const newest = new Map<string, { message: KafkaMessage; data: Data }>();
  for (const message of await lab.tap.readRaw('ingested')) {
    if (message.value === null || message.headers?.['ce_source']?.toString() !== 'ingestion') continue;
    const data = JSON.parse(message.value.toString('utf8')) as Data;
    newest.set(data.conversationId, { message, data });
  }
  const live = new Set(lab.load.ledger.live().map(({ conversationId }) => conversationId));
  return [...newest.values()].filter(({ data }) => live.has(data.conversationId)).slice(-N_RECORDS);
}

/** What a producer one version ahead says: fields that nobody here knows. */
const newer = (data: Data): Data => ({ ...data, mood: 'sunny', nested: { of: ['the', 'future'] } });

/** What a producer of before said: without the fields that came later. */
function older(data: Data): Data {
  const { sourceRowId: _since, ...before } = data;
  return before as Data;
}

export const recordSchema: FaultRow = {
  id: 'F13',
  title: 'events of a newer, an older and an incompatible schema',
  isStarred: true,
  limits: { recoverySeconds: 30 },
  async run(trial) {
    const { lab, random, note, expect, allow } = trial;
    await lab.untilArrived(lab.load.insert(N_RECORDS));
    const run = Math.floor(random() * 1e9);
    const events = await newestEvents(trial);
    const compatible = events.flatMap(({ message, data }) =>
      [newer(data), older(data)].map((changed) => ({
        ...{ key: message.key, value: JSON.stringify(changed), headers: textsOf(message) },
      })),
    );
    const incompatible = events.map(({ message, data }, index) => ({
      key: `schema-${run}-${index}`,
      value: JSON.stringify({ ...data, conversationId: `schema-${run}-${index}`, sequence: 'many' }),
      headers: { ...textsOf(message), ce_id: `schema-${run}-${index}` },
    }));
    const before = (await lab.infrastructure.bus.listDeadLetters(topics.conversationsIngested)).length;
    const topic = lab.tap.physical('ingested');
    await lab.tap.producer((producer) =>
      producer.send({ topic, messages: [...compatible, ...incompatible] }),
    );
    await lab.untilArrived(lab.load.insert(3));
    allow({ deadLetters: incompatible.length * LISTENERS.length });
    const expected = incompatible.map(({ key, value }) => ({
      key,
      value: Buffer.from(value),
      reason: 'schema',
    }));
    for (const wrong of await parkedAsExpected(trial, expected)) expect(false, wrong);
    const letters = await lab.infrastructure.bus.listDeadLetters(topics.conversationsIngested, {
      limit: 10_000,
    });
    const keys = new Set(events.map(({ data }) => data.conversationId));
    const refused = letters.slice(before).filter(({ key }) => key !== null && keys.has(key));
    expect(refused.length === 0, `${refused.length} events of a newer or older schema were parked`);
    note(
      `${compatible.length} of another version taken, ${incompatible.length} incompatible parked by each listener`,
    );
  },
};

/**
 * Our bus beside raw kafkajs in batches and the stock Nest transport: same broker, same topic, same records, one run.
 * `node tools/bench/bus.ts [--events 30000] [--rounds 3]` after a build, with a broker from `npm run servers`.
 */
import { eventId, topics, type ConversationIngested, type Event } from '@convoscope/contracts';
import { requireServer } from '../../libs/testing/src/find-server.ts';
import { randomBytes } from 'node:crypto';
import {
  consumeAndParseWithKafkajs,
  consumeBytesWithKafkajs,
  consumeWithBus,
  consumeWithNest,
  prepare,
  produceWithBus,
  produceWithKafkajs,
  produceWithNest,
  type Contestant,
  type Stage,
} from './bus-contestants.ts';

export interface BusBenchResult {
  nEvents: number;
  bytesPerEvent: number;
  /** Events a second, median over the rounds, by contestant. */
  produce: Record<string, number>;
  consume: Record<string, number>;
}

const WORDS =
  'the invoice of last month shows an amount that differs from what was agreed please explain'.split(' ');
const sentence = (n: number): string =>
  Array.from({ length: 24 }, (_, index) => WORDS[(n * 7 + index * (1 + (n % 5))) % WORDS.length]).join(' ');

/** A conversation of four messages, about 1 KB. */
function conversation(n: number): Event<ConversationIngested> {
  const conversationId = `conversation-${n}`;
  const at = new Date(Date.UTC(2026, 0, 1) + n * 1_000).toISOString();
  const revision = n.toString(16).padStart(32, '0');
  const topic = topics.conversationsIngested.name;
  return {
    id: eventId({ topic, tenant: 'default', key: conversationId, revision, producerVersion: 'bench' }),
    topic,
    source: 'ingestion',
    tenant: 'default',
    key: conversationId,
    time: at,
    data: {
      conversationId,
      source: 'bench',
      revision,
      sequence: n,
      pass: 0,
      startedAt: at,
      endedAt: at,
      userId: `user-${n % 97}`,
      model: 'model-1',
      nMessages: 4,
      title: sentence(n).slice(0, 40),
      metadata: { channel: 'web', rating: n % 5 },
      messages: [0, 1, 2, 3].map((index) => ({
        index,
        role: index % 2 ? ('assistant' as const) : ('user' as const),
        content: sentence(n * 4 + index),
        sentAt: at,
      })),
    },
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function compare(
  contestants: Record<string, Contestant>,
  rounds: number,
  stageOf: () => Promise<Stage>,
): Promise<Record<string, number>> {
  const rates: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contestants))
      (rates[name] ??= []).push(await run(await stageOf()));
  }
  return Object.fromEntries(Object.entries(rates).map(([name, found]) => [name, median(found)]));
}

/** Runs all contestants in turn, `rounds` times. Producing: a fresh topic each. Consuming: all read the same topic. */
export async function runBusBench(options: {
  brokers: string[];
  nEvents: number;
  rounds: number;
}): Promise<BusBenchResult> {
  const { brokers, nEvents, rounds } = options;
  const events = Array.from({ length: nEvents }, (_, n) => conversation(n));
  const newStage = async (): Promise<Stage> => {
    const stage = { brokers, topicPrefix: `bench${randomBytes(4).toString('hex')}.`, events };
    await prepare(stage);
    return stage;
  };
  const produce = await compare(
    { bus: produceWithBus, kafkajs: produceWithKafkajs, nest: produceWithNest },
    rounds,
    newStage,
  );
  const shared = await newStage();
  await produceWithBus(shared);
  const consume = await compare(
    {
      bus: consumeWithBus,
      kafkajs: consumeAndParseWithKafkajs,
      'kafkajs, bytes only': consumeBytesWithKafkajs,
      nest: consumeWithNest,
    },
    rounds,
    () => Promise.resolve(shared),
  );
  const bytesPerEvent = Math.round(Buffer.byteLength(JSON.stringify(events[0]?.data)));
  return { nEvents, bytesPerEvent, produce, consume };
}

/** The result as a table for people: rate, and the bus's share of each. */
export function formatBusBench({ nEvents, bytesPerEvent, produce, consume }: BusBenchResult): string {
  const table = (what: string, rates: Record<string, number>): string[] =>
    Object.entries(rates).map(([name, rate]) => {
      const ratio = (rates['bus'] ?? 0) / rate;
      return `  ${what}  ${name.padEnd(20)} ${Math.round(rate).toLocaleString('en').padStart(9)} events/s   bus is ${ratio.toFixed(2)}x`;
    });
  const title = `bus: ${nEvents.toLocaleString('en')} conversations of ${bytesPerEvent} bytes, 4 partitions, one broker`;
  return [title, ...table('produce', produce), ...table('consume', consume)].join('\n');
}

if (import.meta.main) {
  const argument = (name: string, fallback: number): number => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? fallback : Number(process.argv[at + 1]);
  };
  const { brokers } = requireServer('kafka');
  const result = await runBusBench({
    brokers: [...brokers],
    nEvents: argument('events', 30_000),
    rounds: argument('rounds', 3),
  });
  console.log(formatBusBench(result));
}

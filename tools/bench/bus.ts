/**
 * Our bus beside raw kafkajs in batches and the stock Nest transport: same broker, same topic, same records, one run.
 * `node tools/bench/bus.ts [--events N] [--rounds 3]` after a build, with a broker from `npm run servers`.
 */
import {
  eventId,
  topics,
  type ConversationIngested,
  type Event,
  type FeedbackGiven,
  type Topic,
} from '@convoscope/contracts';
import { requireServer } from '../../libs/testing/src/find-server.ts';
import { pickOne, seededRandom } from '../../libs/testing/src/seeded-random.ts';
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

export type EventSize = 'small' | 'conversation';

export interface BusBenchResult {
  size: EventSize;
  nEvents: number;
  bytesPerEvent: number;
  /** Events a second, median over the rounds, by contestant. */
  produce: Record<string, number>;
  consume: Record<string, number>;
}

/** So that reading takes many fetches. */
const COPIES_TO_CONSUME = 5;

const random = seededRandom(7);
const SYLLABLES = 'ba co di fu ge hi jo ka lu me ni po qua re si to vu wa xi yo ze'.split(' ');
const word = (): string =>
  Array.from({ length: 1 + Math.floor(random() * 3) }, () => pickOne(random, SYLLABLES)).join('');
/** Text that compresses about as well as prose does. */
const sentence = (nWords: number): string => Array.from({ length: nWords }, word).join(' ');

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
      title: sentence(5),
      metadata: { channel: 'web', rating: n % 5 },
      messages: [0, 1, 2, 3].map((index) => ({
        index,
        role: index % 2 ? ('assistant' as const) : ('user' as const),
        content: sentence(35),
        sentAt: at,
      })),
    },
  };
}

/** A small event, about 190 bytes: the bus's own cost weighs most. */
function smallEvent(n: number): Event<FeedbackGiven> {
  const { id, key, time, ...rest } = conversation(n);
  const topic = topics.feedbackGiven.name;
  const data = {
    feedbackId: id,
    subject: 'category' as const,
    subjectId: key,
    field: 'topic',
    value: word(),
    givenBy: 'user-1',
    givenAt: time,
  };
  return { ...rest, id, key, time, topic, data };
}

const kinds: Record<EventSize, { topic: Topic; create: (n: number) => Event }> = {
  small: { topic: topics.feedbackGiven, create: smallEvent },
  conversation: { topic: topics.conversationsIngested, create: conversation },
};

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
  size: EventSize;
  nEvents: number;
  rounds: number;
}): Promise<BusBenchResult> {
  const { brokers, size, nEvents, rounds } = options;
  const { topic, create } = kinds[size];
  const events = Array.from({ length: nEvents }, (_, n) => create(n));
  const newStage = async (): Promise<Stage> => {
    const topicPrefix = `bench${randomBytes(4).toString('hex')}.`;
    const stage = { brokers, topicPrefix, topic, events, nCopies: COPIES_TO_CONSUME };
    await prepare(stage);
    return stage;
  };
  const produce = await compare(
    { bus: produceWithBus, kafkajs: produceWithKafkajs, nest: produceWithNest },
    rounds,
    newStage,
  );
  const shared = await newStage();
  for (let copy = 0; copy < shared.nCopies; copy++) await produceWithBus(shared);
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
  return { size, nEvents, bytesPerEvent, produce, consume };
}

/** The result as a table for people: rate, and the bus's share of each. */
export function formatBusBench({ size, nEvents, bytesPerEvent, produce, consume }: BusBenchResult): string {
  const table = (what: string, rates: Record<string, number>): string[] =>
    Object.entries(rates).map(([name, rate]) => {
      const ratio = (rates['bus'] ?? 0) / rate;
      return `  ${what}  ${name.padEnd(20)} ${Math.round(rate).toLocaleString('en').padStart(9)} events/s   bus is ${ratio.toFixed(2)}x`;
    });
  const title = `bus: ${nEvents.toLocaleString('en')} events (${size}) of ${bytesPerEvent} bytes, 4 partitions, one broker`;
  return [title, ...table('produce', produce), ...table('consume', consume)].join('\n');
}

if (import.meta.main) {
  const argument = (name: string, fallback: number): number => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? fallback : Number(process.argv[at + 1]);
  };
  const { brokers } = requireServer('kafka');
  for (const [size, nEvents] of [
    ['small', 100_000],
    ['conversation', 40_000],
  ] as const) {
    const result = await runBusBench({
      brokers: [...brokers],
      size,
      nEvents: argument('events', nEvents),
      rounds: argument('rounds', 3),
    });
    console.log(formatBusBench(result));
  }
}

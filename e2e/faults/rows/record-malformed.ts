import kafkajs from 'kafkajs';
import { topics } from '@convoscope/contracts';
import { eventually } from '../../../libs/testing/src/eventually.ts';
import type { FaultRow, Trial } from '../fault-row.ts';

const { CompressionCodecs, CompressionTypes } = kafkajs;

/** Services that listen to what ingestion publishes: each parks a record that it cannot read. */
export const LISTENERS = ['translation', 'lake', 'reporting'];
const MEGABYTE = 1_048_576;
/** A record that cannot be read may hold up those behind it this long, s. Two polls of the source lie in it. */
const MOST_DELAY_S = 5;

interface Malformed {
  name: string;
  value: Buffer | null;
  headers: Record<string, string>;
  /** Undefined: it is not parked. */
  reason?: string;
}

const HEADERS = {
  ce_specversion: '1.0',
  ce_type: topics.conversationsIngested.name,
  ce_source: 'fault-lab',
  ce_tenant: 'default',
};

const MALFORMED: readonly Malformed[] = [
  { name: 'not-json', value: Buffer.from('{"cut'), headers: HEADERS, reason: 'not-json' },
  { name: 'not-utf8', value: Buffer.from([0xff, 0xfe, 0x00]), headers: HEADERS, reason: 'not-json' },
  { name: 'empty', value: Buffer.alloc(0), headers: HEADERS, reason: 'empty' },
  { name: 'no-headers', value: Buffer.from('{}'), headers: {}, reason: 'missing-headers' },
  { name: 'tombstone', value: null, headers: HEADERS },
];

/** Waits until each listener has parked each of these keys, with its bytes. Returns what is wrong. */
export async function parkedAsExpected(
  { lab }: Trial,
  expected: readonly { key: string; value: Buffer; reason: string }[],
): Promise<string[]> {
  const look = async (): Promise<string[]> => {
    const letters = await lab.infrastructure.bus.listDeadLetters(topics.conversationsIngested, {
      limit: 10_000,
    });
    return expected.flatMap(({ key, value, reason }) =>
      LISTENERS.flatMap((group) => {
        const letter = letters.find((one) => one.key === key && one.group === group);
        if (letter === undefined) return [`${group} has not parked ${key}`];
        if (letter.reason !== reason) return [`${group} parked ${key} as ${letter.reason}, not ${reason}`];
        return letter.value?.equals(value) === true ? [] : [`${group} changed the bytes of ${key}`];
      }),
    );
  };
  const retry = async (): Promise<string[]> => {
    const wrong = await look();
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return wrong;
  };
  return eventually(retry, { timeoutMs: 30_000, intervalMs: 500 }).catch(look);
}

/** What the broker must refuse itself. Returns whether it did. */
async function isRefused({ lab }: Trial, value: Buffer, compression: number): Promise<boolean> {
  const topic = lab.tap.physical('ingested');
  const messages = [{ key: 'refused', value, headers: HEADERS }];
  return lab.tap
    .producer((producer) => producer.send({ topic, messages, compression }))
    .then(
      () => false,
      () => true,
    );
}

async function sendBadGzip(trial: Trial): Promise<boolean> {
  const codec = CompressionCodecs[CompressionTypes.GZIP];
  CompressionCodecs[CompressionTypes.GZIP] = () => ({
    compress: () => Promise.resolve(Buffer.from('this is not gzip')),
    decompress: (buffer: Buffer) => Promise.resolve(buffer),
  });
  try {
    return await isRefused(trial, Buffer.from('{}'), CompressionTypes.GZIP);
  } finally {
    CompressionCodecs[CompressionTypes.GZIP] = codec;
  }
}

export const recordMalformed: FaultRow = {
  id: 'F12',
  title: 'Kafka records: not JSON, empty, tombstone, no headers, 1 MiB+1, bad gzip',
  isStarred: true,
  limits: { recoverySeconds: 30 },
  async run(trial) {
    const { lab, random, note, expect, allow } = trial;
    const run = Math.floor(random() * 1e9);
    const before = await lab.untilArrived(lab.load.insert(3));
    const sent = MALFORMED.map((one) => ({ ...one, key: `${one.name}-${run}` }));
    const messages = sent.map(({ key, value, headers }) => ({
      ...{ key, value },
      headers: 'ce_type' in headers ? { ...headers, ce_id: key } : headers,
    }));
    const topic = lab.tap.physical('ingested');
    // All partitions: none may stand still.
    const everywhere = [0, 1, 2].flatMap((partition) =>
      messages.map((message) => ({ ...message, partition })),
    );
    await lab.tap.producer((producer) => producer.send({ topic, messages: everywhere }));
    const after = await lab.untilArrived(lab.load.insert(3));
    note(`a conversation took ${before.toFixed(1)} s before, ${after.toFixed(1)} s behind them`);
    expect(after <= before + MOST_DELAY_S, 'records that cannot be read held up those behind them');
    const parked = sent.flatMap(({ key, value, reason }) =>
      reason === undefined || value === null ? [] : [{ key, value, reason }],
    );
    allow({ deadLetters: parked.length * LISTENERS.length * 3 });
    for (const wrong of await parkedAsExpected(trial, parked)) expect(false, wrong);
    const tooLarge = await isRefused(trial, Buffer.alloc(8 * MEGABYTE + 1, 'x'), CompressionTypes.None);
    note(
      `the broker refused a record that is too large: ${tooLarge}; a gzip that is none: ${await sendBadGzip(trial)}`,
    );
    expect(tooLarge, 'the broker took a record above its limit');
  },
};

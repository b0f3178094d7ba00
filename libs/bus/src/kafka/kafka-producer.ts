import kafkajs, { type Kafka, type Message, type Producer, type TopicMessages } from 'kafkajs';
import type { RawRecord, TopicRecords } from '../driver/bus-driver.ts';
import { sizeOf } from '../memory/partition-log.ts';
import { METADATA_MAX_AGE_MS } from './kafka-client.ts';
import { translateErrors } from './kafka-errors.ts';

const { CompressionTypes, Partitioners } = kafkajs;

/** Below the broker's default limit of 1 MiB a batch, were it all of one partition and would not compress. */
const MAX_REQUEST_BYTES = 900_000;

interface Piece {
  topic: string;
  records: readonly RawRecord[];
  bytes: number;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * An idempotent producer that sends one request at a time and puts all that waits meanwhile into the next.
 *
 * One at a time is not for order alone. kafkajs gives a failed request's sequence numbers back before it tries again; another request
 * that takes them would be acknowledged as a duplicate of the first and be lost. For the same reason a producer whose send failed for good
 * is replaced: its next request would reuse numbers that the broker may have seen.
 */
export class KafkaProducer {
  readonly #kafka: Kafka;
  readonly #queue: Piece[] = [];
  #producer: Promise<Producer> | undefined;
  #pumping: Promise<void> | undefined;

  constructor(kafka: Kafka) {
    this.#kafka = kafka;
  }

  /** Resolves when every record is acknowledged. Records of one call keep their order; after an error the rest is not sent. */
  async produce({ topic, records }: TopicRecords): Promise<void> {
    for (const piece of splitBySize(records)) await this.#enqueue(topic, piece);
  }

  #enqueue(
    topic: string,
    { records, bytes }: { records: readonly RawRecord[]; bytes: number },
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ topic, records, bytes, resolve, reject });
      this.#pumping ??= this.#pump();
    });
  }

  async #pump(): Promise<void> {
    while (this.#queue.length > 0) {
      const pieces = this.#takeRequest();
      try {
        await translateErrors('produce', () => this.#send(pieces));
        for (const piece of pieces) piece.resolve();
      } catch (error) {
        await this.#discardProducer();
        for (const piece of pieces) piece.reject(error);
      }
    }
    // In the same turn as the check that the queue is empty: what is queued later must find no pump running.
    this.#pumping = undefined;
  }

  /** The waiting pieces that fit into one request, at least one. */
  #takeRequest(): Piece[] {
    let bytes = 0;
    const end = this.#queue.findIndex(
      (piece, index) => (bytes += piece.bytes) > MAX_REQUEST_BYTES && index > 0,
    );
    return this.#queue.splice(0, end === -1 ? this.#queue.length : end);
  }

  async #send(pieces: readonly Piece[]): Promise<void> {
    const producer = await (this.#producer ??= this.#connect());
    const perTopic = new Map<string, Message[]>();
    for (const { topic, records } of pieces) {
      const messages = perTopic.get(topic) ?? [];
      perTopic.set(topic, messages);
      for (const { key, value, headers } of records) messages.push({ key, value, headers });
    }
    const topicMessages: TopicMessages[] = [...perTopic].map(([topic, messages]) => ({ topic, messages }));
    await producer.sendBatch({ topicMessages, acks: -1, compression: CompressionTypes.GZIP });
  }

  async #connect(): Promise<Producer> {
    const producer = this.#kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      metadataMaxAge: METADATA_MAX_AGE_MS,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    return producer;
  }

  async #discardProducer(): Promise<void> {
    const discarded = this.#producer;
    this.#producer = undefined;
    // It failed already: how its end goes is of no interest.
    await discarded?.then((producer) => producer.disconnect()).catch(() => undefined);
  }

  /** Waits for everything in flight (`producer.disconnect()` alone does not), then disconnects. */
  async close(): Promise<void> {
    await this.#pumping;
    await this.#discardProducer();
  }
}

function* splitBySize(records: readonly RawRecord[]): Generator<{ records: RawRecord[]; bytes: number }> {
  let piece: RawRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = sizeOf(record);
    if (piece.length > 0 && bytes + size > MAX_REQUEST_BYTES) {
      yield { records: piece, bytes };
      piece = [];
      bytes = 0;
    }
    piece.push(record);
    bytes += size;
  }
  if (piece.length > 0) yield { records: piece, bytes };
}

import kafkajs, { type Admin, type KafkaMessage, type Producer } from 'kafkajs';
import { hashContent, type LedgerContent } from './load-ledger.ts';
import { readRanges, type OffsetRange } from './read-ranges.ts';

const { Kafka, logLevel } = kafkajs;

/** What a topic says of a conversation now: the newest (sequence, pass). */
export interface Standing {
  readonly sequence: number;
  readonly pass: number;
  readonly revision: string;
  /** Only on the topic that carries the messages. */
  readonly contentHash: string | null;
}

export interface TopicCounts {
  records: number;
  /** Records whose `ce_id` had been there before. */
  duplicates: number;
  /** Events that first appeared after a newer one of the same conversation. */
  disorders: number;
}

interface TopicView {
  readonly counts: TopicCounts;
  readonly ids: Set<string>;
  readonly standing: Map<string, Standing>;
  /** Highest (sequence, pass) of each conversation among first appearances. */
  readonly newest: Map<string, Pick<Standing, 'sequence' | 'pass'>>;
}

/** Conversation topics by logical name, with what is deleted as its own. */
export const TAPPED = {
  ingested: 'conversations.ingested.v1',
  translated: 'conversations.translated.v1',
  categorised: 'conversations.categorised.v1',
  scored: 'conversations.scored.v1',
  deleted: 'conversations.deleted.v1',
} as const;

export type TappedTopic = keyof typeof TAPPED;

export const tappedTopics = Object.keys(TAPPED) as TappedTopic[];

/**
 * Listens on the topics with a client of its own, past the product's code, and remembers every `ce_id` it has ever seen. Reads when asked
 * (`advance`), from where it stood.
 */
export class WireTap {
  readonly prefix: string;
  readonly #kafka: InstanceType<typeof Kafka>;
  readonly #positions = new Map<string, bigint>();
  readonly #views = new Map<string, TopicView>();
  readonly #deadLetters: string[] = [];
  readonly #disorders: string[] = [];

  constructor(brokers: readonly string[], prefix: string) {
    this.prefix = prefix;
    this.#kafka = new Kafka({ clientId: 'fault-lab', brokers: [...brokers], logLevel: logLevel.NOTHING });
  }

  /** Calls with a client for the cluster's settings, which is closed afterwards. */
  async admin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.#kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  /** Calls with a producer of raw records. */
  async producer<T>(work: (producer: Producer) => Promise<T>): Promise<T> {
    const producer = this.#kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    try {
      return await work(producer);
    } finally {
      await producer.disconnect();
    }
  }

  physical(topic: TappedTopic): string {
    return this.prefix + TAPPED[topic];
  }

  /** Every record that a topic has now, as it lies there. */
  async readRaw(topic: TappedTopic): Promise<KafkaMessage[]> {
    const found: KafkaMessage[] = [];
    await readRanges(
      this.#kafka,
      await this.#rangesOf([this.physical(topic)], () => 0n),
      (_, message) => void found.push(message),
    );
    return found;
  }

  /** Ids of the members of a service's consumer group; a member that joins again gets another one. */
  async membersOf(service: string): Promise<string[]> {
    return this.admin(async (admin) => {
      const { groups } = await admin.describeGroups([this.prefix + service]);
      return groups.flatMap(({ members }) => members.map(({ memberId }) => memberId)).sort();
    });
  }

  /** Reads what has come since the last time. */
  async advance(): Promise<void> {
    const topics = Object.values(TAPPED).flatMap((name) => [this.prefix + name, `${this.prefix + name}.dlq`]);
    const ranges = await this.#rangesOf(topics, (at) => this.#positions.get(at) ?? 0n);
    await readRanges(this.#kafka, ranges, ({ topic, partition }, message) => {
      this.#note(topic, message);
      this.#positions.set(`${topic}|${partition}`, BigInt(message.offset) + 1n);
    });
  }

  /** Forgets where it stood on a topic that was made anew: the offsets begin again. */
  rewind(topic: TappedTopic): void {
    for (const at of [...this.#positions.keys()])
      if (at.startsWith(`${this.physical(topic)}|`)) this.#positions.delete(at);
  }

  counts(topic: TappedTopic): Readonly<TopicCounts> {
    return { ...this.#view(topic).counts };
  }

  /** Sums over all topics. */
  totals(): TopicCounts {
    const sum: TopicCounts = { records: 0, duplicates: 0, disorders: 0 };
    for (const topic of tappedTopics) {
      const { records, duplicates, disorders } = this.#view(topic).counts;
      sum.records += records;
      sum.duplicates += duplicates;
      sum.disorders += disorders;
    }
    return sum;
  }

  standing(topic: TappedTopic): ReadonlyMap<string, Standing> {
    return this.#view(topic).standing;
  }

  /** Dead letters so far, as `topic: reason, key`. */
  deadLetters(): readonly string[] {
    return this.#deadLetters;
  }

  /** Events that first appeared after a newer one so far, as `topic/conversation: version after version`. */
  disorders(): readonly string[] {
    return this.#disorders;
  }

  #view(topic: TappedTopic): TopicView {
    const name = this.physical(topic);
    const known = this.#views.get(name);
    if (known !== undefined) return known;
    const view: TopicView = {
      counts: { records: 0, duplicates: 0, disorders: 0 },
      ids: new Set(),
      standing: new Map(),
      newest: new Map(),
    };
    this.#views.set(name, view);
    return view;
  }

  /** What lies in each partition from a position on; partitions without anything new are left out. */
  async #rangesOf(topics: readonly string[], positionOf: (at: string) => bigint): Promise<OffsetRange[]> {
    const ranges: OffsetRange[] = [];
    await this.admin(async (admin) => {
      for (const topic of topics) {
        for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
          const from = positionOf(`${topic}|${partition}`);
          const start = from < BigInt(low) ? BigInt(low) : from;
          if (start < BigInt(high)) ranges.push({ topic, partition, start, end: BigInt(high) });
        }
      }
    });
    return ranges;
  }

  #note(physical: string, message: KafkaMessage): void {
    if (physical.endsWith('.dlq')) {
      // A record that settles a dead letter is none itself.
      const isLetter = message.headers?.['dlq_resolution'] === undefined;
      if (isLetter) this.#deadLetters.push(describeDeadLetter(physical, message));
      return;
    }
    const topic = tappedTopics.find((name) => this.physical(name) === physical);
    const id = message.headers?.['ce_id']?.toString();
    if (topic === undefined || id === undefined || message.value === null) return;
    const view = this.#view(topic);
    view.counts.records += 1;
    const isRepeat = view.ids.has(id);
    view.ids.add(id);
    if (isRepeat) view.counts.duplicates += 1;
    // Records that a row has put there on purpose need not be events.
    const data = parse(message.value);
    if (data === null) return;
    const newer = noteEvent(view, topic, data, isRepeat);
    if (newer !== null)
      this.#disorders.push(`${topic}/${data.conversationId}: ${describe(data)} after ${describe(newer)}`);
  }
}

type EventData = LedgerContent & { sequence: number; pass?: number; revision?: string };

function parse(value: Buffer): EventData | null {
  try {
    const data = JSON.parse(value.toString('utf8')) as Partial<EventData> | null;
    return typeof data?.conversationId === 'string' && typeof data.sequence === 'number'
      ? (data as EventData)
      : null;
  } catch {
    return null;
  }
}

const isNewer = (a: Pick<Standing, 'sequence' | 'pass'>, b: Pick<Standing, 'sequence' | 'pass'>): boolean =>
  a.sequence > b.sequence || (a.sequence === b.sequence && a.pass > b.pass);

type Version = Pick<Standing, 'sequence' | 'pass'>;

const describe = ({ sequence, pass = 0 }: Partial<Version>): string => `${sequence}.${pass}`;

/** The newer version that had been there before, where the event appears for the first time after it; else null. */
function noteEvent(view: TopicView, topic: TappedTopic, data: EventData, isRepeat: boolean): Version | null {
  const { conversationId, sequence, pass = 0, revision = '' } = data;
  const version = { sequence, pass };
  const before = view.newest.get(conversationId);
  const newer = !isRepeat && before !== undefined && isNewer(before, version) ? before : null;
  if (newer !== null) view.counts.disorders += 1;
  if (before === undefined || isNewer(version, before)) view.newest.set(conversationId, version);
  const standing = view.standing.get(conversationId);
  if (standing !== undefined && isNewer(standing, version)) return newer;
  const contentHash = topic === 'ingested' ? hashContent(data) : null;
  view.standing.set(conversationId, { ...version, revision, contentHash });
  return newer;
}

const describeDeadLetter = (physical: string, { headers, key }: KafkaMessage): string => {
  const reason = Object.entries(headers ?? {}).find(([name]) => /reason/i.test(name))?.[1];
  return `${physical}: ${reason?.toString() ?? '?'}, ${key?.toString() ?? 'no key'}`;
};

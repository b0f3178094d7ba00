import { createLetterIndex } from '../../src/dead-letters/pending-letters.ts';
import {
  deadLetterTopicOf,
  PermanentError,
  topics,
  TransientError,
  type FeedbackGiven,
} from '@convoscope/contracts';
import type { Telemetry } from '@convoscope/telemetry';
import { ManualClock } from '@convoscope/testing';
import { createBusMetrics, type BusMetrics } from '../../src/bus-metrics.ts';
import type { EventBatch } from '../../src/bus.ts';
import { startSubscription, type RunningSubscription } from '../../src/consume/start-subscription.ts';
import { readPlace } from '../../src/dead-letters/dead-letter-headers.ts';
import { deadLetterId, dropDeadLetters, listDeadLetters } from '../../src/dead-letters/dead-letter-queue.ts';
import { HELD, parseDeadLetter } from '../../src/dead-letters/dead-letter-record.ts';
import { isReplay } from '../../src/dead-letters/replay-mark.ts';
import { readResolution } from '../../src/dead-letters/resolution-record.ts';
import type { BusDriver } from '../../src/driver/bus-driver.ts';
import { createMemoryStorage, MemoryCluster, type ClusterStorage } from '../../src/memory/memory-cluster.ts';
import { createMemoryDriver, type MemoryDriver } from '../../src/memory/memory-driver.ts';
import { partitionOf } from '../../src/memory/partition-of.ts';
import { deadLetter, drop, ok, type Outcome } from '../../src/outcome.ts';
import { createTopicNames } from '../../src/topic-names.ts';
import { parseValue, placeOf, toRawRecord, type Fate, type PublishedRecord } from './published-record.ts';

const NAMES = createTopicNames('');
const TOPIC = topics.feedbackGiven;
const DEAD_LETTERS = deadLetterTopicOf(TOPIC.name);
const GROUP = 'group';
const PARTITIONS = 2;
const MAX_BATCH_SIZE = 3;

/** A place where a handler stands until the test lets it go on, or kills it. */
interface Gate {
  member: Member;
  open: (how: 'go' | 'die') => void;
}

interface Member {
  driver: MemoryDriver;
  subscription: RunningSubscription;
  hasLeft: boolean;
}

/** Puts a fault into the bus on purpose: what a correct test must notice. */
export interface Sabotage {
  driver?: (driver: BusDriver) => BusDriver;
  storage?: (storage: ClusterStorage) => ClusterStorage;
}

/** What happened, in order, for the laws to be checked against. */
export interface Observed {
  /** Effects of handlers on the sink. */
  applied: { key: string; version: number; partition: number; offset: bigint; nParkedBefore: number }[];
  /** Records of handler calls that returned. */
  returned: { partition: number; offset: bigint }[];
  /** What lies in the dead-letter topic, and what was given up there; `isHeld`: it waits behind another. */
  deadLetters: { partition: number; offset: bigint; isHeld: boolean; isDropped: boolean }[];
  /** Offsets that the log was asked to keep as committed, with what was done by then. */
  commits: { partition: number; offset: bigint; before: bigint; nReturned: number; nDeadLetters: number }[];
}

/**
 * The consuming side of the bus on a log in memory, with nothing left to chance: handlers go on when they are told to, time is driven,
 * acknowledgements and dead letters get lost on command. Everything between the log and the handler is the code that runs in production.
 */
export class BusWorld {
  readonly observed: Observed = { applied: [], returned: [], deadLetters: [], commits: [] };
  /** Newest version of each key, written under the guard that repositories have. */
  readonly sink = new Map<string, number>();
  readonly clock = new ManualClock();
  isSinkDown = false;
  hasBug = false;
  /** What becomes of the next commits and dead letters. */
  nextCommits: ('lost' | 'refused')[] = [];
  nextDeadLetters: ('lost' | 'unacknowledged')[] = [];
  readonly #cluster: MemoryCluster;
  readonly #telemetry: Telemetry;
  readonly #metrics: BusMetrics;
  readonly #sabotage: Sabotage;
  readonly #members: Member[] = [];
  readonly #gates = new Set<Gate>();
  readonly #published = new Set<string>();
  #hasLostCommits = false;

  constructor(telemetry: Telemetry, sabotage: Sabotage = {}) {
    this.#telemetry = telemetry;
    this.#metrics = createBusMetrics(telemetry);
    this.#sabotage = sabotage;
    const storage = this.#observeCommits(createMemoryStorage());
    this.#cluster = new MemoryCluster({
      now: this.clock.now,
      defaultPartitions: PARTITIONS,
      storage: sabotage.storage?.(storage) ?? storage,
    });
    this.#cluster.ensure(TOPIC.name, PARTITIONS);
    this.#cluster.ensure(DEAD_LETTERS, 1);
  }

  async publish(record: { key: string; version: number; fate: Fate }): Promise<PublishedRecord> {
    const raw = toRawRecord(record);
    const partition = partitionOf(Buffer.from(record.key), PARTITIONS);
    const offset = this.#cluster.offsets(TOPIC.name)[partition]?.high ?? 0n;
    await this.#cluster.append(TOPIC.name, [raw]);
    this.#published.add(placeOf({ partition, offset }));
    return { ...record, partition, offset };
  }

  get #live(): Member[] {
    return this.#members.filter(({ hasLeft, subscription }) => !hasLeft && subscription.failure() === null);
  }

  /** A new member asks to join the group. */
  async join(): Promise<void> {
    const driver = createMemoryDriver(this.#cluster, this.clock);
    const member = { driver, hasLeft: false } as Member;
    const watched = this.#observeDeadLetters(driver);
    member.subscription = await startSubscription(
      {
        driver: this.#sabotage.driver?.(watched) ?? watched,
        names: NAMES,
        metrics: this.#metrics,
        options: { telemetry: this.#telemetry, service: 'model', clock: this.clock, random: () => 1 },
        onStopped: () => undefined,
      },
      {
        group: GROUP,
        topics: [TOPIC],
        maxBatchSize: MAX_BATCH_SIZE,
        handler: (batch) => this.#handle(member, batch),
      },
    );
    this.#members.push(member);
  }

  /** A member leaves as at SIGTERM: what it has in hand it finishes, when its handlers may go on. */
  leave(which: number): void {
    const member = this.#live[which % Math.max(1, this.#live.length)];
    if (member === undefined) return;
    member.hasLeft = true;
    void member.subscription.stop();
  }

  /** A member is gone without a word; as a zombie its handlers go on, unaware. */
  crash(which: number, isZombie: boolean): void {
    const member = this.#live[which % Math.max(1, this.#live.length)];
    if (member === undefined) return;
    member.hasLeft = true;
    member.driver.crash();
    for (const gate of isZombie ? [] : [...this.#gates].filter((one) => one.member === member))
      gate.open('die');
  }

  /** Lets one waiting handler go on to its next gate. */
  step(which: number): void {
    [...this.#gates][which % Math.max(1, this.#gates.size)]?.open('go');
  }

  /** Lets everything run that can run now. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets everything run that can, and time pass. */
  tick(durationMs: number): Promise<void> {
    return this.clock.advance(durationMs);
  }

  /** Ends every disturbance and lets the group work off what there is. Returns whether it came to rest. */
  async heal(): Promise<boolean> {
    this.isSinkDown = this.hasBug = false;
    this.nextCommits = [];
    this.nextDeadLetters = [];
    // A broker that lost a commit has crashed: its consumers join again, and only then learn where they stand.
    if (this.#hasLostCommits) while (this.#live.length > 0) this.crash(0, false);
    await this.#workOff();
    const isQuiet = this.#isQuiet() && (await this.#giveUpDeadLetters());
    for (const member of this.#members) member.driver.crash();
    for (const gate of [...this.#gates]) gate.open('die');
    return isQuiet;
  }

  async #workOff(): Promise<void> {
    for (let turn = 0; turn < MAX_TURNS && !this.#isQuiet(); turn++) {
      if (this.#live.length === 0) await this.join();
      for (const gate of [...this.#gates]) gate.open('go');
      await (this.clock.nSleeping > 0 ? this.tick(30_000) : this.settle());
    }
  }

  /** A person gives up what cannot be processed, until nothing waits any more. Returns whether it came to that. */
  async #giveUpDeadLetters(): Promise<boolean> {
    const driver = createMemoryDriver(this.#cluster, this.clock);
    const source = { driver, index: createLetterIndex(driver), names: NAMES, topic: TOPIC };
    for (let turn = 0; turn < MAX_TURNS; turn++) {
      const letters = await listDeadLetters(source, Infinity);
      if (letters.length === 0) return this.#isQuiet();
      const failed = letters.filter(({ behind, reason }) => behind === null && reason !== 'behind');
      await dropDeadLetters(source, failed.map(deadLetterId), { at: '', by: 'model', because: 'poison' });
      for (const { originalPartition: partition, originalOffset: offset } of failed)
        this.observed.deadLetters.push({ partition, offset, isHeld: false, isDropped: true });
      if (this.#live.length === 0) await this.join();
      await this.settle();
      for (const { subscription } of this.#live) await subscription.releaseParked();
      await this.#workOff();
    }
    return false;
  }

  #isQuiet(): boolean {
    return (
      this.#gates.size === 0 &&
      this.#cluster
        .offsets(TOPIC.name)
        .every(({ partition, low, high }) => (this.committed(partition) ?? low) === high)
    );
  }

  committed(partition: number): bigint | null {
    return this.#cluster.committed(GROUP, TOPIC.name, partition);
  }

  async #handle(member: Member, { partition, events }: EventBatch<FeedbackGiven>): Promise<Outcome[]> {
    await this.#pass(member);
    const nParkedBefore = this.observed.deadLetters.length;
    const places = await Promise.all(
      events.map(({ position }) => this.#originalPlace(partition, position.offset)),
    );
    if (this.hasBug) throw new TypeError('planted bug');
    const fates = events.map(({ data }) => parseValue(data.value));
    for (const [index, { key }] of events.entries()) {
      const { version, fate } = fates[index] as { version: number; fate: Fate };
      // Where the sink goes down, half of the batch is written already.
      if (this.isSinkDown && index >= events.length >> 1)
        throw new TransientError('down', { code: 'MODEL_DOWN' });
      if (fate === 'poison') throw new PermanentError('poison', { code: 'MODEL_POISON' });
      const place = places[index] as { partition: number; offset: bigint };
      if (fate === 'good') this.#apply({ key, version, ...place, nParkedBefore });
    }
    await this.#pass(member);
    this.observed.returned.push(...places);
    return fates.map(({ fate }) =>
      fate === 'refused' ? deadLetter('refused') : fate === 'dropped' ? drop('dropped') : ok(undefined),
    );
  }

  /** Where the record was before it was replayed. */
  async #originalPlace(partition: number, offset: bigint): Promise<{ partition: number; offset: bigint }> {
    if (this.#published.has(placeOf({ partition, offset }))) return { partition, offset };
    const [record] = (await this.#cluster.find(TOPIC.name)?.[partition]?.read(offset, 1, 1)) ?? [];
    return record && isReplay(record.headers) ? readPlace(record.headers) : { partition, offset };
  }

  #apply(effect: Observed['applied'][number]): void {
    this.observed.applied.push(effect);
    const stored = this.sink.get(effect.key);
    if (stored === undefined || stored <= effect.version) this.sink.set(effect.key, effect.version);
  }

  async #pass(member: Member): Promise<void> {
    const how = await new Promise<'go' | 'die'>((resolve) => {
      const gate: Gate = {
        member,
        open: (decision) => {
          this.#gates.delete(gate);
          resolve(decision);
        },
      };
      this.#gates.add(gate);
    });
    if (how === 'die') throw new TransientError('killed', { code: 'MODEL_KILLED' });
  }

  #observeCommits(storage: ClusterStorage): ClusterStorage {
    const { commits } = storage;
    return {
      ...storage,
      commits: {
        get: (group, topic, partition) => commits.get(group, topic, partition),
        set: (group, topic, partition, offset) => {
          const { returned, deadLetters } = this.observed;
          this.observed.commits.push({
            ...{ partition, offset, before: commits.get(group, topic, partition) ?? 0n },
            ...{ nReturned: returned.length, nDeadLetters: deadLetters.length },
          });
          const fault = this.nextCommits.shift();
          if (fault === 'refused')
            return Promise.reject(new TransientError('no commit', { code: 'MODEL_NO_COMMIT' }));
          if (fault === undefined) return commits.set(group, topic, partition, offset);
          this.#hasLostCommits = true;
          return Promise.resolve();
        },
      },
    };
  }

  #observeDeadLetters(driver: MemoryDriver): BusDriver {
    return {
      ...driver,
      produce: async (batches) => {
        const fault = this.nextDeadLetters.shift();
        if (fault !== 'lost') {
          // Noted as it is appended: a member that joins reads it before its producer hears of the success.
          const appending = driver.produce(batches);
          const appended = batches
            .filter(({ topic }) => topic === DEAD_LETTERS)
            .flatMap(({ records }) => records);
          for (const record of appended.filter(({ headers }) => readResolution(headers) === null)) {
            const letter = parseDeadLetter(DEAD_LETTERS, 0, { ...record, offset: 0n, timestampMs: 0 });
            this.observed.deadLetters.push({
              partition: letter.originalPartition,
              offset: letter.originalOffset,
              isHeld: letter.reason === HELD,
              isDropped: false,
            });
          }
          await appending;
        }
        if (fault !== undefined) throw new TransientError('no answer', { code: 'MODEL_NO_ANSWER' });
      },
    };
  }
}

/** More than any sequence of commands needs to come to rest. */
const MAX_TURNS = 300;

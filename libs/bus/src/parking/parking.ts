import { TransientError } from '@convoscope/contracts';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import { isReplay, readReplayMark, toReplayRecord, type ReplayMark } from '../dead-letters/replay-mark.ts';
import { readPlace } from '../dead-letters/dead-letter-headers.ts';
import { toResolutionRecord } from '../dead-letters/resolution-record.ts';
import type { BusDriver, RawRecord } from '../driver/bus-driver.ts';
import { describeThrown } from '../consume/classify-error.ts';
import type { Decoded } from '../envelope/decode-record.ts';
import { DeadLetterFollower, keyTextOf } from './follow-dead-letters.ts';
import { ParkedKeys, parkedId, type ParkedEvent } from './parked-keys.ts';

export interface ParkingOptions {
  driver: BusDriver;
  group: string;
  /** Physical names. */
  topic: string;
  deadLetterTopic: string;
  maxParked: number;
  clock: Clock;
  logger: Telemetry['logger'];
  /** Partitions of the topic that this member is to move. */
  mine: () => readonly number[];
  /** Told how many keys are parked, whenever that changes. */
  onChange: (nKeys: number) => void;
}

/** In one pass: this is done for every record that is consumed. */
function lookFor(decoded: readonly Decoded[]): { hasReplay: boolean; hasUndecodable: boolean } {
  let [hasReplay, hasUndecodable] = [false, false];
  for (const one of decoded) {
    if (one.kind === 'undecodable') hasUndecodable = true;
    if (isReplay(one.record.headers)) hasReplay = true;
  }
  return { hasReplay, hasUndecodable };
}

/** Records appended to the topic in one request when what was held is let go. */
const RELEASE_BATCH = 200;

/**
 * Makes later events of a key wait while an earlier one lies in the dead-letter topic, for one group and topic. Its durable form is the
 * dead-letter topic: a member reads up to its end before it works on a partition that is new to it, and so knows whatever the member before
 * had parked. While nothing is parked it costs a look at one header a record.
 */
export class Parking {
  readonly #options: ParkingOptions;
  readonly #keys = new ParkedKeys();
  readonly #follower: DeadLetterFollower;
  /** Where the next batch of a partition begins if it stays with this member. */
  readonly #expected = new Map<number, bigint>();
  /** The partitions this member had when it last looked what is parked. */
  #lookedFor = '';
  #releasing: Promise<void> | undefined;

  constructor(options: ParkingOptions) {
    this.#options = options;
    const { driver, deadLetterTopic, group } = options;
    this.#follower = new DeadLetterFollower(driver, deadLetterTopic, group, this.#keys);
  }

  /** Must be awaited before a batch is worked on, where it returns a promise: another member may have had the partition. */
  enter(partition: number, firstOffset: bigint): Promise<void> | undefined {
    return this.#expected.get(partition) === firstOffset ? undefined : this.#catchUp();
  }

  /** The batch of the partition has been worked on up to this offset. */
  leave(partition: number, nextOffset: bigint): void {
    this.#expected.set(partition, nextOffset);
  }

  async #catchUp(): Promise<void> {
    await this.#follower.catchUp();
    this.#options.onChange(this.#keys.nKeys);
  }

  /**
   * Takes out what must not be processed now: events of parked keys, and replays that are not for this group or not their turn. Null: there
   * are replays among them, hand them in one by one. Returns what it was given where there is nothing to take out.
   */
  sort(partition: number, decoded: readonly Decoded[]): readonly Decoded[] | null {
    const { hasReplay, hasUndecodable } = lookFor(decoded);
    if (hasReplay && decoded.length > 1) return null;
    if (hasReplay) return decoded.map((one) => this.#judgeReplay(one));
    if (this.#keys.size === 0 && !hasUndecodable) return decoded;
    /** What will be parked together with this call, by key. */
    const about = new Map<string, string>();
    return decoded.map((one) => {
      const judged = this.#judge(partition, one, about);
      const { key, offset } = one.record;
      if (judged.kind === 'undecodable' && key !== null)
        about.set(keyTextOf(key), parkedId(partition, offset));
      return judged;
    });
  }

  #judge(partition: number, one: Decoded, about: ReadonlyMap<string, string>): Decoded {
    const { record } = one;
    if (record.key === null || one.kind === 'tombstone') return one;
    const key = keyTextOf(record.key);
    const verdict = this.#keys.judge(key, partition, record.offset);
    const behind = about.get(key);
    if (verdict === 'free') return behind === undefined ? one : { kind: 'held', record, behind };
    if (verdict === 'known') return { kind: 'passed', record, reason: 'already-parked' };
    return { kind: 'held', record, behind: verdict.behind };
  }

  #judgeReplay(one: Decoded): Decoded {
    const { record } = one;
    const replay = readReplayMark(record.headers);
    if (replay.group !== this.#options.group)
      return { kind: 'passed', record, reason: 'replay-of-another-group' };
    const verdict = this.#keys.judgeReplay(replay.partition, replay.offset);
    if (verdict === 'first')
      return one.kind === 'event' || one.kind === 'undecodable' ? { ...one, replay } : one;
    if (verdict === 'early') this.#keys.missed(replay.partition, replay.offset);
    return { kind: 'passed', record, reason: verdict === 'early' ? 'replay-too-early' : 'already-replayed' };
  }

  /** Throws TransientError `BUS_TOO_MANY_PARKED` when `n` more events are too many. */
  checkRoom(n: number): void {
    const { maxParked, topic, group } = this.#options;
    if (this.#keys.size + n <= maxParked) return;
    throw new TransientError(
      `${group} has ${this.#keys.size} events of ${topic} in its dead-letter topic: replay or drop some before more are put there`,
      { code: 'BUS_TOO_MANY_PARKED', context: { group, topic, maxParked } },
    );
  }

  /** The event is in the dead-letter topic. */
  parked(key: Buffer | null, partition: number, offset: bigint, isHeld: boolean): void {
    if (key === null) return;
    this.#keys.park(keyTextOf(key), { partition, offset, isHeld });
    this.#follower.parkedHere(partition, offset);
    this.#options.onChange(this.#keys.nKeys);
  }

  toResolution(key: Buffer | null, { partition, offset }: ReplayMark): RawRecord {
    const at = new Date(this.#options.clock.now()).toISOString();
    return toResolutionRecord(key, 'replayed', { group: this.#options.group, partition, offset }, { at });
  }

  /** A replayed event went through, and the dead-letter topic says so. */
  resolved({ partition, offset }: ReplayMark): void {
    this.#keys.resolve(partition, offset);
    this.#follower.resolvedHere(partition, offset);
    this.#options.onChange(this.#keys.nKeys);
    void this.release();
  }

  /**
   * Learns what has been dropped, and appends to the topic again what waits behind nothing any more and lies on a partition of this member.
   * Costs nothing while nothing is parked, but for a look when partitions have come to this member, on which nothing may ever be appended
   * again. Never throws: what fails is tried again by the next call.
   */
  release(): Promise<void> {
    if (this.#keys.size === 0 && this.#options.mine().join() === this.#lookedFor) return Promise.resolve();
    this.#releasing ??= this.#release()
      .catch((error: unknown) => {
        const { logger, group, topic } = this.#options;
        logger.warn({ err: describeThrown(error), group, topic }, 'parked events could not be released yet');
      })
      .finally(() => (this.#releasing = undefined));
    return this.#releasing;
  }

  /** Resolves when nothing is being released any more. */
  async idle(): Promise<void> {
    await this.#releasing;
  }

  async #release(): Promise<void> {
    const mine = this.#options.mine();
    await this.#catchUp();
    this.#lookedFor = mine.join();
    for (;;) {
      const released = this.#keys.released().filter(({ partition }) => mine.includes(partition));
      if (released.length === 0 || (await this.#appendAgain(inLetterOrder(released))) === 0) return;
    }
  }

  /** Reads the dead letters once, from the first that is wanted on, and appends the events as they come by. Returns how many it found. */
  async #appendAgain(events: readonly ParkedEvent[]): Promise<number> {
    const { driver, deadLetterTopic, group } = this.#options;
    const [first, last] = [events[0]?.letterOffset ?? null, events.at(-1)?.letterOffset ?? null];
    if (first === null || last === null) return 0;
    const wanted = new Map(events.map((event) => [event.letterOffset, event]));
    let nFound = 0;
    let going: Going[] = [];
    const flush = async (): Promise<void> => {
      nFound += going.length;
      await this.#send(going);
      going = [];
    };
    await driver.read(
      deadLetterTopic,
      async ({ records }) => {
        for (const letter of records) {
          const event = wanted.get(letter.offset);
          if (event === undefined || readPlace(letter.headers).group !== group) continue;
          going.push({ event, record: toReplayRecord(letter) });
          if (going.length >= RELEASE_BATCH) await flush();
        }
      },
      { from: new Map([[0, first]]), to: new Map([[0, last + 1n]]) },
    );
    await flush();
    return nFound;
  }

  async #send(going: readonly Going[]): Promise<void> {
    if (going.length === 0) return;
    const { driver, topic, group, logger } = this.#options;
    // Before they are appended: they may come by at once.
    for (const { event } of going) event.isOnItsWay = true;
    try {
      await driver.produce([{ topic, records: going.map(({ record }) => record) }]);
    } catch (error) {
      for (const { event } of going) event.isOnItsWay = false;
      throw error;
    }
    logger.info({ group, topic, nReleased: going.length }, 'events that waited behind a dead letter go on');
  }
}

interface Going {
  event: ParkedEvent;
  record: RawRecord;
}

/**
 * Those whose letters lie in the order of the events, of each key: read once, they come by in the right order. What failed again has a later letter than
 * what follows it; that is left for another look.
 */
function inLetterOrder(events: readonly ParkedEvent[]): ParkedEvent[] {
  const chosen: ParkedEvent[] = [];
  let [key, last] = ['', -1n];
  for (const event of events) {
    if (event.key !== key) [key, last] = [event.key, -1n];
    if (event.letterOffset === null || event.letterOffset <= last) last = ENDED;
    else chosen.push(event);
    if (last !== ENDED && event.letterOffset !== null) last = event.letterOffset;
  }
  return chosen.sort((a, b) => Number((a.letterOffset ?? 0n) - (b.letterOffset ?? 0n)));
}

/** No letter lies behind it. */
const ENDED = 2n ** 63n;

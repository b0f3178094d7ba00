/** An event that waits in the dead-letter topic, by where it was in its own. */
export interface ParkedEvent {
  readonly key: string;
  readonly partition: number;
  readonly offset: bigint;
  /** It did nothing wrong: it waits behind an earlier one of its key. */
  isHeld: boolean;
  /** Position of its newest dead letter; null until that has been read back. */
  letterOffset: bigint | null;
  /** It has been appended to its topic again, and has not come by yet. */
  isOnItsWay: boolean;
}

export const parkedId = (partition: number, offset: bigint): string => `${partition}-${offset}`;

/** What is to be done with a record of its topic. `known`: it is parked already; `behind`: it must wait for that one. */
export type Verdict = 'free' | 'known' | { readonly behind: string };

/** What is to be done with a record that was replayed. `early`: another one of its key must go first. */
export type ReplayVerdict = 'first' | 'early' | 'resolved';

/**
 * Which keys of a topic are parked for a group, and behind what. Pure; the fold over a dead-letter topic. Parking and resolving are
 * idempotent. Memory: about 200 bytes an event.
 */
export class ParkedKeys {
  readonly #byKey = new Map<string, ParkedEvent[]>();
  readonly #keyOf = new Map<string, string>();

  /** Number of parked events. */
  get size(): number {
    return this.#keyOf.size;
  }

  get nKeys(): number {
    return this.#byKey.size;
  }

  judge(key: string, partition: number, offset: bigint): Verdict {
    const events = this.#byKey.get(key);
    const first = events?.[0];
    if (events === undefined || first === undefined) return 'free';
    // Earlier than what is parked: delivered once more, and done before.
    if (first.partition === partition && offset < first.offset) return 'free';
    if (this.#keyOf.has(parkedId(partition, offset))) return 'known';
    return { behind: parkedId(first.partition, first.offset) };
  }

  judgeReplay(partition: number, offset: bigint): ReplayVerdict {
    const events = this.#eventsOf(partition, offset);
    const first = events?.[0];
    if (first === undefined) return 'resolved';
    return first.partition === partition && first.offset === offset ? 'first' : 'early';
  }

  park(
    key: string,
    { partition, offset, isHeld }: Pick<ParkedEvent, 'partition' | 'offset' | 'isHeld'>,
  ): ParkedEvent {
    const events = this.#byKey.get(key) ?? [];
    this.#byKey.set(key, events);
    const id = parkedId(partition, offset);
    const known = this.#keyOf.has(id)
      ? events.find((event) => event.partition === partition && event.offset === offset)
      : undefined;
    if (known) return Object.assign(known, { isHeld, isOnItsWay: false });
    const added = { key, partition, offset, isHeld, letterOffset: null, isOnItsWay: false };
    // Nearly always the last: looked for from behind.
    const before = events.findLastIndex((event) => event.partition !== partition || event.offset < offset);
    events.splice(before + 1, 0, added);
    this.#keyOf.set(id, key);
    return added;
  }

  /** The event has been replayed or dropped. */
  resolve(partition: number, offset: bigint): void {
    const id = parkedId(partition, offset);
    const key = this.#keyOf.get(id);
    if (key === undefined) return;
    this.#keyOf.delete(id);
    const events = this.#byKey.get(key) ?? [];
    // Nearly always the first.
    const at = events.findIndex((event) => event.partition === partition && event.offset === offset);
    if (at >= 0) events.splice(at, 1);
    if (events.length === 0) this.#byKey.delete(key);
  }

  /** A replayed event came by too early: it must be appended once more. */
  missed(partition: number, offset: bigint): void {
    const event = this.#eventsOf(partition, offset)?.find(
      (one) => one.partition === partition && one.offset === offset,
    );
    if (event) event.isOnItsWay = false;
  }

  /** Events that wait behind nothing any more, in the order of their keys; those on their way are left out. */
  released(): ParkedEvent[] {
    return [...this.#byKey.values()].flatMap((events) => {
      const end = events.findIndex(({ isHeld }) => !isHeld);
      return events.slice(0, end === -1 ? events.length : end).filter(({ isOnItsWay }) => !isOnItsWay);
    });
  }

  #eventsOf(partition: number, offset: bigint): ParkedEvent[] | undefined {
    const key = this.#keyOf.get(parkedId(partition, offset));
    return key === undefined ? undefined : this.#byKey.get(key);
  }
}

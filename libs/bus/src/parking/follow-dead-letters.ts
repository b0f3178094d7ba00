import { HELD } from '../dead-letters/dead-letter-record.ts';
import { readFact, readPlace } from '../dead-letters/dead-letter-headers.ts';
import { readResolution } from '../dead-letters/resolution-record.ts';
import type { BusDriver, StoredRecord } from '../driver/bus-driver.ts';
import { parkedId, type ParkedKeys } from './parked-keys.ts';

/** A record's key as text that tells any two keys apart. */
export const keyTextOf = (key: Buffer): string => key.toString('latin1');

/**
 * Keeps the parked keys of one group up to date with a dead-letter topic, which is their durable form. Reads each record once; asks only for
 * the end of the topic where nothing is new.
 */
export class DeadLetterFollower {
  readonly #driver: BusDriver;
  readonly #topic: string;
  readonly #group: string;
  readonly #keys: ParkedKeys;
  readonly #readUpTo = new Map<number, bigint>();
  /** Resolved by this member; their resolution has not been read back. */
  readonly #resolvedHere = new Set<string>();
  #following: Promise<void> | undefined;

  constructor(driver: BusDriver, topic: string, group: string, keys: ParkedKeys) {
    this.#driver = driver;
    this.#topic = topic;
    this.#group = group;
    this.#keys = keys;
  }

  /** Resolves when everything is known that the topic held when this was called. Throws TransientError. */
  async catchUp(): Promise<void> {
    // One that runs already may have looked at the end too early.
    await this.#following?.catch(() => undefined);
    this.#following ??= this.#readNew().finally(() => (this.#following = undefined));
    return this.#following;
  }

  resolvedHere(partition: number, offset: bigint): void {
    this.#resolvedHere.add(parkedId(partition, offset));
  }

  parkedHere(partition: number, offset: bigint): void {
    this.#resolvedHere.delete(parkedId(partition, offset));
  }

  async #readNew(): Promise<void> {
    const ends = await this.#driver.offsets(this.#topic);
    const isNew = ends.some(({ partition, low, high }) => high > this.#from(partition, low));
    if (!isNew) return;
    const from = new Map(ends.map(({ partition, low }) => [partition, this.#from(partition, low)]));
    const read: StoredRecord[] = [];
    await this.#driver.read(
      this.#topic,
      ({ records }) => {
        for (const { key, offset, timestampMs, headers } of records)
          if (readPlace(headers).group === this.#group)
            read.push({ key, offset, timestampMs, headers, value: null });
        return Promise.resolve();
      },
      { from },
    );
    // All at once: nobody must see the letters without the resolutions that follow them.
    for (const record of read) this.#fold(record);
    for (const { partition, high } of ends) this.#readUpTo.set(partition, high);
  }

  #from(partition: number, low: bigint): bigint {
    const readUpTo = this.#readUpTo.get(partition) ?? low;
    return readUpTo < low ? low : readUpTo;
  }

  #fold({ key, headers, offset: letterOffset }: StoredRecord): void {
    const { partition, offset } = readPlace(headers);
    if (readResolution(headers) !== null) {
      this.#resolvedHere.delete(parkedId(partition, offset));
      this.#keys.resolve(partition, offset);
    } else if (key !== null && !this.#resolvedHere.has(parkedId(partition, offset))) {
      const isHeld = readFact(headers, 'reason') === HELD;
      this.#keys.park(keyTextOf(key), { partition, offset, isHeld }).letterOffset = letterOffset;
    }
  }
}

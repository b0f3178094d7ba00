import type { BusDriver, StoredRecord } from '../driver/bus-driver.ts';
import { parkedId } from '../parking/parked-keys.ts';
import { HEADER } from '../envelope/cloud-events-codec.ts';
import { readPlace, type OriginalPlace } from './dead-letter-headers.ts';
import { readResolution } from './resolution-record.ts';

/** A letter that is neither replayed nor dropped, without its value. */
export interface PendingLetter {
  place: OriginalPlace;
  key: Buffer | null;
  /** Of its newest letter in the dead-letter topic. */
  partition: number;
  offset: bigint;
  /** Whose event it is; null: it names nobody. */
  tenant: string | null;
}

/** Which letters somebody may see, by whose events they are. */
export type Whose = (tenant: string | null) => boolean;

const anybodys: Whose = () => true;

const idOf = ({ group, partition, offset }: OriginalPlace): string =>
  `${group}/${parkedId(partition, offset)}`;

/** What waits in a dead-letter topic, for all groups. Memory: a few hundred bytes a letter. */
export class PendingLetters {
  readonly #byPlace = new Map<string, PendingLetter>();
  /** Every letter there ever was of an event, since it may fail again when it is replayed. */
  readonly #placeOf = new Map<string, string>();
  readonly #lows = new Map<number, bigint>();

  add(partition: number, { key, headers, offset }: StoredRecord): void {
    const place = readPlace(headers);
    this.#firsts = undefined;
    if (readResolution(headers) !== null) return void this.#byPlace.delete(idOf(place));
    const tenant = headers[HEADER.tenant]?.toString('utf8') ?? null;
    this.#byPlace.set(idOf(place), { place, key, partition, offset, tenant });
    this.#placeOf.set(`${partition}-${offset}`, idOf(place));
  }

  /** Letters before this offset are no longer kept. */
  forget(partition: number, low: bigint): void {
    if (low <= (this.#lows.get(partition) ?? 0n)) return;
    this.#lows.set(partition, low);
    for (const [id, letter] of this.#byPlace)
      if (letter.partition === partition && letter.offset < low) this.#byPlace.delete(id);
    for (const [id] of this.#placeOf) {
      const [of = '', offset = ''] = id.split('-');
      if (Number(of) === partition && BigInt(offset) < low) this.#placeOf.delete(id);
    }
    this.#firsts = undefined;
  }

  /** In the order of their letters. */
  get letters(): PendingLetter[] {
    return [...this.#byPlace.values()].sort(
      (a, b) => a.partition - b.partition || (a.offset < b.offset ? -1 : a.offset > b.offset ? 1 : 0),
    );
  }

  newest(limit: number, whose = anybodys): PendingLetter[] {
    return this.letters.filter(({ tenant }) => whose(tenant)).slice(-limit);
  }

  choose(ids: readonly string[] | 'all', whose = anybodys): PendingLetter[] {
    const letters = this.letters.filter(({ tenant }) => whose(tenant));
    if (ids === 'all') return letters;
    const places = new Set(ids.map((id) => this.#placeOf.get(id)));
    return letters.filter(({ place }) => places.has(idOf(place)));
  }

  /** `<partition>-<offset>` of the first event of the same group and key, in the order of the topic; null when that is the event itself. */
  behind(place: OriginalPlace): string | null {
    const first = this.#firstOfKey().get(this.#keyOf(place));
    return first === undefined || idOf(first) === idOf(place)
      ? null
      : parkedId(first.partition, first.offset);
  }

  #keyOf(place: OriginalPlace): string {
    const key = this.#byPlace.get(idOf(place))?.key;
    // Without a key there is no order to keep: each stands for itself.
    return key ? `${place.group}/${key.toString('latin1')}` : idOf(place);
  }

  #firsts: Map<string, OriginalPlace> | undefined;

  #firstOfKey(): Map<string, OriginalPlace> {
    if (this.#firsts) return this.#firsts;
    const firsts = new Map<string, OriginalPlace>();
    for (const { place } of this.#byPlace.values()) {
      const key = this.#keyOf(place);
      const known = firsts.get(key);
      if (known === undefined || (known.partition === place.partition && place.offset < known.offset))
        firsts.set(key, place);
    }
    return (this.#firsts = firsts);
  }
}

/** What waits in each dead-letter topic; each record is read once, however often it is asked. */
export interface LetterIndex {
  /** Everything the topic holds now. Throws TransientError. */
  read(topic: string): Promise<PendingLetters>;
}

interface Reading {
  pending: PendingLetters;
  upTo: Map<number, bigint>;
}

export function createLetterIndex(driver: BusDriver): LetterIndex {
  const known = new Map<string, Reading>();
  const busy = new Map<string, Promise<unknown>>();

  async function catchUp(topic: string): Promise<PendingLetters> {
    const ends = await driver.offsets(topic);
    const reading = known.get(topic) ?? { pending: new PendingLetters(), upTo: new Map<number, bigint>() };
    known.set(topic, reading);
    const from = new Map(
      ends.map(({ partition, low }) => [partition, maxOf(low, reading.upTo.get(partition) ?? low)]),
    );
    for (const { partition, low } of ends) reading.pending.forget(partition, low);
    if (ends.every(({ partition, high }) => high <= (from.get(partition) ?? high))) return reading.pending;
    await driver.read(
      topic,
      ({ partition, records }) => {
        for (const { key, headers, offset, timestampMs } of records) {
          if (offset < (from.get(partition) ?? 0n)) continue;
          reading.pending.add(partition, { key, headers, offset, timestampMs, value: null });
          reading.upTo.set(partition, offset + 1n);
        }
        return Promise.resolve();
      },
      { from },
    );
    return reading.pending;
  }

  return {
    read(topic) {
      const before = busy.get(topic) ?? Promise.resolve();
      const reading = before.catch(() => undefined).then(() => catchUp(topic));
      busy.set(topic, reading);
      return reading;
    },
  };
}

const maxOf = (a: bigint, b: bigint): bigint => (a > b ? a : b);

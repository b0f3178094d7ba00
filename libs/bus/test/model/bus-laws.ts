import type { BusModel } from './bus-commands.ts';
import type { BusWorld } from './bus-world.ts';
import { isParked, placeOf, type PublishedRecord } from './published-record.ts';

const unique = (places: readonly { partition: number; offset: bigint }[]): Set<string> =>
  new Set(places.map(placeOf));

/** A broken promise of the bus. */
class LawBroken extends Error {
  override name = 'LawBroken';
}

function must(isKept: boolean, law: string, details: unknown): asserts isKept {
  if (!isKept)
    throw new LawBroken(
      `${law}: ${JSON.stringify(details, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))}`,
    );
}

type Observation = BusWorld['observed']['deadLetters'][number];
const hasFailed = ({ isHeld, isDropped }: Observation): boolean => !isHeld && !isDropped;

/** Every record was handled to the end, or parked, at least once. */
function nothingIsLost({ records }: BusModel, { observed }: BusWorld): void {
  const [returned, parked] = [unique(observed.returned), unique(observed.deadLetters.filter(hasFailed))];
  const lost = records.filter((record) => {
    if (record.fate === 'tombstone') return false;
    return isParked(record) ? !parked.has(placeOf(record)) : !returned.has(placeOf(record));
  });
  must(lost.length === 0, 'nothing is lost', lost);
}

/** When an offset was committed, everything before it was done; and a commit never went back. */
function commitsAreContiguous({ records }: BusModel, { observed }: BusWorld): void {
  for (const commit of observed.commits) {
    must(commit.offset >= commit.before, 'a commit never goes back', commit);
    const returned = unique(observed.returned.slice(0, commit.nReturned));
    const parked = unique(observed.deadLetters.slice(0, commit.nDeadLetters));
    const isDone = (record: PublishedRecord): boolean =>
      record.fate === 'tombstone' ||
      parked.has(placeOf(record)) ||
      (!isParked(record) && returned.has(placeOf(record)));
    const early = records.filter(
      (record) => record.partition === commit.partition && record.offset < commit.offset && !isDone(record),
    );
    must(early.length === 0, 'only what is done is committed', { commit, early });
  }
}

/** The first effect of each record comes after those of earlier records of its key. */
function orderIsKept(_: BusModel, { observed }: BusWorld): void {
  const furthest = new Map<string, bigint>();
  const seen = new Set<string>();
  for (const effect of observed.applied) {
    if (seen.has(placeOf(effect))) continue;
    seen.add(placeOf(effect));
    const before = furthest.get(effect.key) ?? -1n;
    must(effect.offset > before, 'effects keep the order of their key', { effect, before });
    furthest.set(effect.key, effect.offset);
  }
}

/** The sink holds the newest good version of each key. */
function finalStateIsNewest({ records }: BusModel, { sink }: BusWorld): void {
  const newest = new Map<string, number>();
  for (const { key, version, fate } of records)
    if (fate === 'good') newest.set(key, Math.max(version, newest.get(key) ?? 0));
  const [expected, found] = [newest, sink].map((state) => Object.fromEntries([...state].sort()));
  must(JSON.stringify(expected) === JSON.stringify(found), 'the newest version stands', { expected, found });
}

/** The dead-letter topic holds what had to be parked, what came after it of the same key, and nothing else. */
function deadLettersAreExact({ records }: BusModel, { observed }: BusWorld): void {
  const injected = unique(records.filter(isParked));
  const strangers = [...unique(observed.deadLetters.filter(hasFailed))].filter(
    (place) => !injected.has(place),
  );
  must(strangers.length === 0, 'only what is injected is parked', strangers);
  const isBehind = (place: string): boolean => {
    const held = records.find((record) => placeOf(record) === place);
    return records.some((one) => isParked(one) && one.key === held?.key && one.offset < held.offset);
  };
  const idle = [...unique(observed.deadLetters.filter(({ isHeld }) => isHeld))].filter(
    (place) => !isBehind(place),
  );
  must(idle.length === 0, 'nothing waits without a reason', idle);
}

/** While an event lies in the dead-letter topic, none that comes after it of its key is processed. */
function laterOnesWait({ records }: BusModel, { observed }: BusWorld): void {
  const byPlace = new Map(records.map((record) => [placeOf(record), record]));
  for (const effect of observed.applied) {
    const lying = new Set<string>();
    for (const letter of observed.deadLetters.slice(0, effect.nParkedBefore)) {
      if (letter.isDropped) lying.delete(placeOf(letter));
      else if (!letter.isHeld) lying.add(placeOf(letter));
    }
    // What a handler refuses it refuses together with the events it processes: they are one call.
    const overtaken = [...lying]
      .map((place) => byPlace.get(place))
      .filter(
        (one) =>
          one !== undefined && one.fate !== 'refused' && one.key === effect.key && one.offset < effect.offset,
      );
    must(overtaken.length === 0, 'later events of a parked key wait', { effect, overtaken });
  }
}

/** Without a crash or a lost acknowledgement nothing is done twice, whoever joins or leaves. */
function nothingIsRepeated({ isDisturbed }: BusModel, { observed }: BusWorld): void {
  if (isDisturbed) return;
  for (const places of [observed.returned, observed.deadLetters.filter(hasFailed)])
    must(unique(places).size === places.length, 'nothing is repeated without a need', places.map(placeOf));
}

const LAWS = [
  nothingIsLost,
  commitsAreContiguous,
  orderIsKept,
  finalStateIsNewest,
  deadLettersAreExact,
  laterOnesWait,
  nothingIsRepeated,
];

/** Throws what the first broken law says. `isQuiet`: whether the bus came to rest after all disturbances had ended. */
export function checkLaws(model: BusModel, world: BusWorld, isQuiet: boolean): void {
  must(isQuiet, 'nothing is stuck', { committed: [world.committed(0), world.committed(1)] });
  for (const law of LAWS) law(model, world);
}

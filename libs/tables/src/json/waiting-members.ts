import type { TableEntry, Trouble } from '../entry.ts';
import { sampleOf } from '../entry.ts';
import type { ReadRecord } from './parse-json.ts';

/** A member of a list of which it is not known yet whether its members are records. */
interface WaitingMember {
  line: number;
  sizeBytes: number;
  read: ReadRecord;
}

interface LeftAside {
  n: number;
  line: number;
}

/** Members that wait at once; what comes above that is left aside. */
const MAX_WAITING = 1_000;
/** Places that are named, and lists that are known to hold records. */
const MAX_PLACES = 20;
const MAX_LISTS = 10_000;

/** What stands in a document beside the lists that hold records: it waits until a record turns up in its list, and is named where none does. */
export class WaitingMembers {
  readonly #lists = new Set<string>();
  readonly #waiting = new Map<string, WaitingMember[]>();
  readonly #leftAside = new Map<string, LeftAside>();
  #nWaiting = 0;
  #elsewhere: LeftAside | null = null;

  holdsRecords(path: string): boolean {
    return this.#lists.has(path);
  }

  /** A record was found in it: so what waited there is one too. */
  release(path: string): WaitingMember[] {
    if (this.#lists.has(path)) return [];
    if (this.#lists.size < MAX_LISTS) this.#lists.add(path);
    const waiting = this.#waiting.get(path) ?? [];
    this.#waiting.delete(path);
    this.#nWaiting -= waiting.length;
    return waiting;
  }

  hold(path: string, member: WaitingMember): void {
    if (this.#nWaiting >= MAX_WAITING) return this.leaveAside(path, 1, member.line);
    this.#nWaiting += 1;
    const waiting = this.#waiting.get(path);
    if (waiting === undefined) this.#waiting.set(path, [member]);
    else waiting.push(member);
  }

  leaveAside(path: string, n: number, line: number): void {
    const known = this.#leftAside.get(path) ?? (this.#leftAside.size < MAX_PLACES ? null : this.#elsewhere);
    if (known !== null) known.n += n;
    else if (this.#leftAside.size < MAX_PLACES) this.#leftAside.set(path, { n, line });
    else this.#elsewhere = { n, line };
  }

  /** What is to be said at the end of the document. */
  end(recordKeys: readonly string[]): TableEntry[] {
    for (const [path, members] of this.#waiting) this.leaveAside(path, members.length, members[0]?.line ?? 1);
    this.#waiting.clear();
    const places = [...this.#leftAside].map(([path, left]) => ({ where: `"${sampleOf(path)}"`, ...left }));
    if (this.#elsewhere !== null) places.push({ where: 'further places', ...this.#elsewhere });
    return places.map(({ where, n, line }) => ({
      kind: 'note',
      trouble: noteOf(where, n, line, recordKeys),
    }));
  }
}

const noteOf = (where: string, n: number, line: number, recordKeys: readonly string[]): Trouble => ({
  reason: 'left-aside',
  message: `${n} ${n === 1 ? 'object' : 'objects'} in ${where} ${n === 1 ? 'has' : 'have'} no "${recordKeys[0]}", as the records of the file do: left aside`,
  line,
  column: null,
  sample: null,
});

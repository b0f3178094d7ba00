/** Something that could not be read as it was, in a row that arrived all the same, or in a file. */
export interface Finding {
  /** Kebab-case, one of few. */
  reason: string;
  /** A sentence that is the same for all of its kind: they are summed. */
  message: string;
  file: string | null;
  line: number | null;
  column: string | null;
  sample: string | null;
}

/** Findings of one kind: how many, and where the first was. */
export interface FindingSum extends Finding {
  count: number;
}

/** Kinds kept; beyond them only their number. */
const MAX_KINDS = 30;
const MAX_CHARACTERS = 300;
/** Places remembered so that a row that is read twice in one poll counts once. */
const MAX_PLACES = 20_000;

/** Sums findings by what they say. Bounded: 30 kinds, one sentence and one sample each. */
export interface FindingBook {
  add(finding: Finding, place?: string): void;
  sums(): FindingSum[];
  clear(): void;
}

export function createFindingBook(): FindingBook {
  const sums = new Map<string, FindingSum>();
  const places = new Set<string>();
  return {
    add(finding, place) {
      const key = JSON.stringify([finding.reason, finding.file, finding.column, finding.message]);
      if (place !== undefined) {
        const once = `${place}\n${key}`;
        if (places.has(once)) return;
        if (places.size < MAX_PLACES) places.add(once);
      }
      const sum = sums.get(key);
      if (sum !== undefined) sum.count += 1;
      else if (sums.size < MAX_KINDS) sums.set(key, { ...shortened(finding), count: 1 });
      else addToOthers(sums, finding);
    },
    sums: () => [...sums.values()],
    clear() {
      sums.clear();
      places.clear();
    },
  };
}

function addToOthers(sums: Map<string, FindingSum>, finding: Finding): void {
  const other = sums.get('');
  if (other !== undefined) other.count += 1;
  else {
    const message = `and more of other kinds than the ${MAX_KINDS} that are listed`;
    sums.set('', { ...shortened(finding), reason: 'others', message, count: 1 });
  }
}

const shortened = (finding: Finding): Finding => ({
  ...finding,
  message: finding.message.slice(0, MAX_CHARACTERS),
  sample: finding.sample?.slice(0, MAX_CHARACTERS) ?? null,
});

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

/** Kinds kept of a reason, and in all; beyond them their number, by reason. A reason with many kinds does not hide the others. */
const MAX_KINDS_OF_REASON = 20;
const MAX_KINDS = 300;
/** Different samples shown of a kind. */
const MAX_SAMPLES = 5;
const MAX_CHARACTERS = 300;
/** Places remembered so that a row that is read twice in one poll counts once. */
const MAX_PLACES = 20_000;

/** Sums findings by what they say. Bounded: 20 kinds of a reason and 300 in all, one sentence and five samples each. */
export interface FindingBook {
  add(finding: Finding, place?: string): void;
  sums(): FindingSum[];
  clear(): void;
}

export function createFindingBook(): FindingBook {
  const sums = new Map<string, FindingSum>();
  const nOfReason = new Map<string, number>();
  const samples = new Map<string, Set<string>>();
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
      if (sum !== undefined) {
        sum.count += 1;
        sum.sample = addSample(samples, key, sum.sample, finding.sample);
        return;
      }
      const n = nOfReason.get(finding.reason) ?? 0;
      if (n >= MAX_KINDS_OF_REASON || sums.size >= MAX_KINDS) return addToOthers(sums, finding);
      nOfReason.set(finding.reason, n + 1);
      sums.set(key, { ...shortened(finding), count: 1 });
      addSample(samples, key, null, finding.sample);
    },
    sums: () => [...sums.values()],
    clear() {
      for (const kept of [sums, nOfReason, samples, places]) kept.clear();
    },
  };
}

/** The samples of a kind as one text: each once, five at most. */
function addSample(
  samples: Map<string, Set<string>>,
  key: string,
  shown: string | null,
  sample: string | null,
): string | null {
  if (sample === null) return shown;
  const known = samples.get(key) ?? new Set();
  samples.set(key, known);
  if (known.has(sample) || known.size >= MAX_SAMPLES) return shown;
  known.add(sample);
  return shown === null ? sample.slice(0, MAX_CHARACTERS) : `${shown} · ${sample}`.slice(0, MAX_CHARACTERS);
}

function addToOthers(sums: Map<string, FindingSum>, finding: Finding): void {
  const key = `and more ${finding.reason}`;
  const other = sums.get(key);
  if (other !== undefined) other.count += 1;
  else {
    const message = `and more kinds of it than the ${MAX_KINDS_OF_REASON} that are listed`;
    sums.set(key, { ...shortened(finding), message, count: 1 });
  }
}

const shortened = (finding: Finding): Finding => ({
  ...finding,
  message: finding.message.slice(0, MAX_CHARACTERS),
  sample: finding.sample?.slice(0, MAX_CHARACTERS) ?? null,
});

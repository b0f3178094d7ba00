import type { Finder, PersonalSpan } from '../detect/personal-span.ts';

/** A text with the personal data that a person, or a generator, knows to be in it. */
export interface LabelledPersonalText {
  readonly text: string;
  readonly language?: string | undefined;
  readonly spans: readonly Pick<PersonalSpan, 'kind' | 'start' | 'end'>[];
}

/** Counts of one kind, and what they come to; null where there is nothing to divide by. */
export interface DetectionScore {
  readonly kind: string;
  readonly nLabelled: number;
  readonly nFound: number;
  /** Found spans that lie on a labelled one of their kind. */
  readonly nRight: number;
  /** Labelled spans of which no character stays readable, by a span of whatever kind: what counts for the person. */
  readonly nCovered: number;
  /** Share of what was found that is right. */
  readonly precision: number | null;
  /** Share of what is there that was found as what it is. */
  readonly recall: number | null;
  /** Share of what is there of which nothing stays readable. */
  readonly covered: number | null;
}

type Place = Pick<PersonalSpan, 'start' | 'end'>;
type Labelled = LabelledPersonalText['spans'][number];

const overlap = (a: Place, b: Place): number => Math.min(a.end, b.end) - Math.max(a.start, b.start);
/** At least half of the longer of both: a surname that was missed is half a name. */
const isSame = (a: Labelled, b: Labelled): boolean =>
  a.kind === b.kind && 2 * overlap(a, b) >= Math.max(a.end - a.start, b.end - b.start);

function isCovered(text: string, label: Place, found: readonly Place[]): boolean {
  for (let at = label.start; at < label.end; at += 1)
    if (/[\p{L}\p{N}]/u.test(text[at] ?? '') && !found.some(({ start, end }) => start <= at && at < end))
      return false;
  return true;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** How well a finder finds what is labelled, by kind, sorted by name. */
export function scoreDetection(find: Finder, texts: Iterable<LabelledPersonalText>): DetectionScore[] {
  const counts = new Map<string, { nLabelled: number; nFound: number; nRight: number; nCovered: number }>();
  const of = (kind: string) => {
    const known = counts.get(kind) ?? { nLabelled: 0, nFound: 0, nRight: 0, nCovered: 0 };
    counts.set(kind, known);
    return known;
  };
  for (const { text, spans } of texts) {
    const found = find(text);
    for (const span of found) {
      of(span.kind).nFound += 1;
      if (spans.some((label) => isSame(label, span))) of(span.kind).nRight += 1;
    }
    for (const label of spans) {
      of(label.kind).nLabelled += 1;
      if (isCovered(text, label, found)) of(label.kind).nCovered += 1;
    }
  }
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([kind, n]) => ({
      kind,
      ...n,
      precision: share(n.nRight, n.nFound),
      recall: share(n.nRight, n.nLabelled),
      covered: share(n.nCovered, n.nLabelled),
    }));
}

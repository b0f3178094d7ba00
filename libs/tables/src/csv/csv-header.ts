import type { Trouble } from '../entry.ts';

/** Names that are there and differ: an empty one is called after its place, a second one gets a number. Each change is said. */
export function uniqueNames(given: readonly string[]): { names: string[]; notes: Trouble[] } {
  const taken = new Set(given.map((name) => name.trim()));
  const seen = new Set<string>();
  /** The number to try next for a name: thousands of one name are numbered in one go. */
  const nextOf = new Map<string, number>();
  const notes: Trouble[] = [];
  const names = given.map((raw, index) => {
    const own = raw.trim();
    const wanted = own === '' ? `column${index + 1}` : own;
    const name =
      seen.has(wanted) || (own === '' && taken.has(wanted)) ? numbered(wanted, seen, taken, nextOf) : wanted;
    seen.add(name);
    if (name !== own) notes.push(noteOf(own, name, index));
    return name;
  });
  return { names, notes };
}

function numbered(
  name: string,
  seen: ReadonlySet<string>,
  taken: ReadonlySet<string>,
  nextOf: Map<string, number>,
): string {
  for (let n = nextOf.get(name) ?? 2; ; n++) {
    const candidate = `${name}_${n}`;
    if (seen.has(candidate) || taken.has(candidate)) continue;
    nextOf.set(name, n + 1);
    return candidate;
  }
}

const noteOf = (own: string, name: string, index: number): Trouble => ({
  reason: own === '' ? 'unnamed-header' : 'duplicate-header',
  message:
    own === ''
      ? `column ${index + 1} has no name and is called "${name}"`
      : `there is more than one column "${own}": this one is called "${name}"`,
  line: 1,
  column: name,
  sample: null,
});

/** A first line of numbers is data, unless it counts the columns as data frames without names do. */
export const isData = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell))) &&
  !cells.every((cell, index) => Number(cell) === index);

import type { Fields } from './chat-format.ts';
import { textOf } from './values.ts';

/**
 * The branch that a person saw last, from the root on: the one that ends in `current`, or, where that is not said, in the node that comes last. Regenerated
 * answers and edited questions lie on other branches. A circle ends where it closes.
 */
export function lastBranch(
  nodes: ReadonlyMap<string, Fields>,
  parentOf: (node: Fields) => unknown,
  current: unknown,
): Fields[] {
  const named = textOf(current);
  let id = named !== null && nodes.has(named) ? named : [...nodes.keys()].at(-1);
  const branch: Fields[] = [];
  const seen = new Set<string>();
  while (id !== undefined && !seen.has(id)) {
    seen.add(id);
    const node = nodes.get(id);
    if (node === undefined) break;
    branch.unshift(node);
    id = textOf(parentOf(node)) ?? undefined;
  }
  return branch;
}

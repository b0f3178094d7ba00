import { isHeldBy, type HoldScope } from '@convoscope/privacy';
import type { LegalHoldDocument } from '@convoscope/store';
import type { PersonDeps, PersonRequest } from './person-deps.ts';

const isWhole = ({ source, from, to }: HoldScope): boolean => source === null && from === null && to === null;

/** Ids of the holds that cover the person, or one of their conversations. Cost: the places of their conversations, where a hold is of a source or of days. */
export async function holdsOnPerson(
  { store }: Pick<PersonDeps, 'store'>,
  { tenant, userId, personHash }: PersonRequest,
  active: readonly LegalHoldDocument[],
): Promise<string[]> {
  const possible = active.filter((hold) => (hold.personHash ?? personHash) === personHash);
  const found = new Set(possible.filter(isWhole));
  if (found.size < possible.length)
    for await (const { source, startedAt } of store.personTraces.placesOf(tenant, userId))
      for (const hold of possible)
        if (isHeldBy(hold, { personHash, source, day: startedAt.slice(0, 10) })) found.add(hold);
  return possible.filter((hold) => found.has(hold)).map(({ holdId }) => holdId);
}

import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { extentQuery } from '../api/queries.ts';
import { daysBefore, resolveRange, type Days, type RangeSearch } from './range.ts';

export interface ChosenDays {
  /** null: there is no conversation yet. */
  days: Days | null;
  /** As many days right before; null where nobody wants to compare. */
  before: Days | null;
  search: RangeSearch;
}

/** The days that the address means; null while it is not known which have conversations. */
export function useDays(): ChosenDays | null {
  const search = useSearch({ strict: false }) as RangeSearch;
  const isFixed = search.from !== undefined;
  const extent = useQuery({ ...extentQuery, enabled: !isFixed });
  if (!isFixed && extent.data === undefined && !extent.isError) return null;
  const days = resolveRange(search, extent.data ?? null);
  const hasBefore = days !== null && search.last !== 'all' && search.compare !== 'none';
  return { days, before: hasBefore ? daysBefore(days) : null, search };
}

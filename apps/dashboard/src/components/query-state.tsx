import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

export interface QueryStateProps<T> {
  query: UseQueryResult<T>;
  /** Shown when there is nothing to show. */
  empty?: { when: (data: T) => boolean; text: string };
  children: (data: T) => ReactNode;
}

/** Waiting, failed, empty or there: one way to show each. */
export function QueryState<T>({ query, empty, children }: QueryStateProps<T>) {
  if (query.error) {
    return (
      <p role="alert" className="failure">
        {query.error.message} <button onClick={() => void query.refetch()}>Try again</button>
      </p>
    );
  }
  if (query.data === undefined) return <p className="note">Loading …</p>;
  if (empty?.when(query.data)) return <p className="note">{empty.text}</p>;
  return children(query.data);
}

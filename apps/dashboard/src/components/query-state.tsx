import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

export interface QueryStateProps<T> {
  query: UseQueryResult<T>;
  /** Shown when there is nothing to show. */
  empty?: { when: (data: T) => boolean; show: ReactNode };
  /** Shape of what is to come; lines unless told. */
  waiting?: ReactNode;
  children: (data: T) => ReactNode;
}

/** Waiting, failed, empty or there: one way to show each. */
export function QueryState<T>({ query, empty, waiting, children }: QueryStateProps<T>) {
  if (query.error && query.data === undefined) {
    return (
      <p role="alert" className="failure">
        {query.error.message} <button onClick={() => void query.refetch()}>Try again</button>
      </p>
    );
  }
  if (query.data === undefined) return waiting ?? <Skeleton />;
  if (empty?.when(query.data)) return <div className="note">{empty.show}</div>;
  return children(query.data);
}

/** Grey shapes in the place of what is being asked for. */
export function Skeleton({ heights = [18, 18, 18] }: { heights?: readonly number[] }) {
  return (
    <div className="skeleton" role="status">
      <span className="hidden">Loading</span>
      {heights.map((height, index) => (
        <div key={index} style={{ height }} />
      ))}
    </div>
  );
}

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

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
  if (query.data === undefined) {
    if (query.error) return <Failure query={query} />;
    return query.fetchStatus === 'paused' ? <NotKept /> : (waiting ?? <Skeleton />);
  }
  return (
    <>
      {query.error && <Failure query={query} />}
      {empty?.when(query.data) === true ? (
        <div className="note nothing">{empty.show}</div>
      ) : (
        children(query.data)
      )}
    </>
  );
}

/** Without a connection, and never read on this device. */
function NotKept() {
  const { t } = useTranslation();
  return <p className="note nothing">{t('offline.notKept')}</p>;
}

/** What went wrong, and the way to try again; data that was there before stays under it. */
function Failure<T>({ query }: { query: UseQueryResult<T> }) {
  const { t } = useTranslation();
  return (
    <p role="alert" className="failure">
      {query.error?.message} <button onClick={() => void query.refetch()}>{t('state.retry')}</button>
    </p>
  );
}

/** Grey shapes in the place of what is being asked for. */
export function Skeleton({ heights = [18, 18, 18] }: { heights?: readonly number[] }) {
  const { t } = useTranslation();
  return (
    <div className="skeleton" role="status">
      <span className="hidden">{t('state.loading')}</span>
      {heights.map((height, index) => (
        <div key={index} style={{ height }} />
      ))}
    </div>
  );
}

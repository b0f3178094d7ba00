import { ApiProblem } from '@convoscope/client';
import { notifyManager, onlineManager, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { progressQuery } from '../api/queries.ts';
import { formatAge } from '../format.ts';
import { useNewPage } from './use-new-page.ts';

const subscribe = (onChange: () => void): (() => void) => onlineManager.subscribe(onChange);

/** Whether nothing can be asked: the device has no connection, or the server does not answer. */
function useIsAway(): boolean {
  const isOnline = useSyncExternalStore(subscribe, () => onlineManager.isOnline());
  const { error } = useQuery(progressQuery);
  return !isOnline || (error !== null && !(error instanceof ApiProblem));
}

/** Above a page: that what it shows is old, and how old; that there is a newer page. Nothing most of the time. */
export function ConnectionBar() {
  const { t } = useTranslation();
  const takeNewPage = useNewPage();
  const isAway = useIsAway();
  return (
    <div role="status">
      {isAway && <Away />}
      {takeNewPage !== null && (
        <p className="bar-note">
          {t('offline.newPage')} <button onClick={takeNewPage}>{t('offline.take')}</button>
        </p>
      )}
    </div>
  );
}

const AGES_EVERY_MS = 30_000;

/** When the oldest answer that is shown was given; null before there is one. */
function useOldestShown(): number | null {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    (onChange) => cache.subscribe(notifyManager.batchCalls(onChange)),
    () => {
      const times = cache
        .findAll({ type: 'active' })
        .map(({ state }) => state.dataUpdatedAt)
        .filter((at) => at > 0);
      return times.length === 0 ? null : Math.min(...times);
    },
  );
}

function Away() {
  const { t } = useTranslation();
  const oldestAt = useOldestShown();
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), AGES_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="bar-note">
      {oldestAt === null ? t('offline.nothing') : t('offline.age', { age: formatAge(oldestAt, nowMs) })}
    </p>
  );
}

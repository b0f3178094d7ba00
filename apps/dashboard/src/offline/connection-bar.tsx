import { ApiProblem } from '@convoscope/client';
import { onlineManager, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
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

function Away() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const shown = queryClient.getQueryCache().findAll({ type: 'active' });
  const times = shown.map(({ state }) => state.dataUpdatedAt).filter((at) => at > 0);
  return (
    <p className="bar-note">
      {times.length === 0
        ? t('offline.nothing')
        : t('offline.age', { age: formatAge(Math.min(...times), Date.now()) })}
    </p>
  );
}

import type { Schemas } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deadLettersQuery } from '../../api/queries.ts';
import { Card } from '../../design/card.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { QueryState, Skeleton } from '../../design/query-state.tsx';
import { formatInstant } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';
import { useReplay } from './use-replay.ts';

type DeadLetter = Schemas['DeadLetter'];

const DeadLetterDialog = lazy(async () => ({
  default: (await import('./dead-letter-dialog.tsx')).DeadLetterDialog,
}));

const LINE = <Skeleton heights={[20]} />;

/** Events that could not be processed: sent again as they are, mended first, or given up. */
export function DeadLettersCard() {
  const { t } = useTranslation();
  const query = useQuery(deadLettersQuery);
  return (
    <Card title={t('dead.title')} note={t('dead.note')}>
      <QueryState
        query={query}
        waiting={LINE}
        empty={{ when: ({ items }) => items.length === 0, show: t('dead.none') }}
      >
        {({ items }) => <DeadLetterTable letters={items} />}
      </QueryState>
    </Card>
  );
}

function DeadLetterTable({ letters }: { letters: DeadLetter[] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<DeadLetter | null>(null);
  const replay = useReplay();
  return (
    <>
      {replay.isError && (
        <p className="failure" role="alert">
          {replay.error.message}
        </p>
      )}
      <DataTable<DeadLetter>
        name={t('dead.title')}
        rows={letters}
        keyOf={({ topic, id }) => `${topic}/${id}`}
        columns={[
          { id: 'topic', header: t('dead.topic'), value: ({ topic }) => topic },
          { id: 'key', header: t('dead.key'), value: ({ key }) => key },
          {
            ...{ id: 'reason', header: t('errors.reason'), value: ({ reason }) => reason },
            show: ({ reason }) => nameLabel('reason', reason),
          },
          {
            ...{ id: 'error', header: t('dead.error'), value: ({ error }) => error },
            show: ({ error }) => <span lang="en">{error}</span>,
          },
          {
            ...{ id: 'failed', header: t('dead.failed'), value: ({ lastFailedAt }) => lastFailedAt },
            show: ({ lastFailedAt }) => formatInstant(lastFailedAt),
          },
          {
            ...{ id: 'actions', header: t('dead.actions'), value: () => null },
            show: (letter) => (
              <span className="actions">
                <button disabled={replay.isPending} onClick={() => replay.mutate({ letter })}>
                  {t('dead.replay')}
                </button>
                <button onClick={() => setOpened(letter)}>{t('dead.open')}</button>
              </span>
            ),
          },
        ]}
      />
      {opened !== null && (
        <Suspense>
          <DeadLetterDialog letter={opened} onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </>
  );
}

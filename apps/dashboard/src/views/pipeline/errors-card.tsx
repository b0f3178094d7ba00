import type { Schemas } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { errorsQuery } from '../../api/queries.ts';
import { Card } from '../../design/card.tsx';
import { DataTable } from '../../design/data-table.tsx';
import { QueryState, Skeleton } from '../../design/query-state.tsx';
import { Tag } from '../../design/tag.tsx';
import { formatInstant } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';
import { placeOf } from './place-of.ts';

type ProcessingError = Schemas['ProcessingError'];

const MOST = 50;

const toneOf = (status: string) => (status === 'parked' ? 'bad' : status === 'resolved' ? 'good' : 'busy');

const LINE = <Skeleton heights={[20]} />;

/** Rows that could not be processed: where, why, and what happens next. */
export function ErrorsCard() {
  const { t } = useTranslation();
  const query = useQuery(errorsQuery({ limit: MOST }));
  return (
    <Card title={t('errors.title')} note={t('errors.note')}>
      <QueryState
        query={query}
        waiting={LINE}
        empty={{ when: ({ items }) => items.length === 0, show: t('errors.none') }}
      >
        {({ items }) => <ErrorTable errors={items} />}
      </QueryState>
    </Card>
  );
}

function ErrorTable({ errors }: { errors: ProcessingError[] }) {
  const { t } = useTranslation();
  return (
    <DataTable<ProcessingError>
      name={t('errors.title')}
      rows={errors}
      keyOf={({ source, sourceRowId }) => `${source}/${sourceRowId}`}
      columns={[
        { id: 'where', header: t('errors.where'), value: placeOf, show: (error) => <Place error={error} /> },
        {
          ...{ id: 'reason', header: t('errors.reason'), value: ({ reason }) => reason },
          show: ({ reason }) => nameLabel('reason', reason),
        },
        {
          ...{ id: 'what', header: t('errors.what'), value: ({ message }) => message },
          show: ({ message, sample }) => (
            <>
              <span lang="en">{message}</span>
              {sample ? <div className="sample">{sample}</div> : null}
            </>
          ),
        },
        {
          ...{ id: 'state', header: t('errors.state'), value: ({ status }) => status },
          show: ({ status, nextRetryAt }) => (
            <>
              <Tag text={nameLabel('status', status)} tone={toneOf(status)} />
              {nextRetryAt !== null && (
                <span className="note block">{t('errors.next', { at: formatInstant(nextRetryAt) })}</span>
              )}
            </>
          ),
        },
        { id: 'attempts', header: t('errors.attempts'), isNumber: true, value: ({ attempts }) => attempts },
        {
          ...{ id: 'seen', header: t('errors.lastSeen'), value: ({ lastSeenAt }) => lastSeenAt },
          show: ({ lastSeenAt }) => formatInstant(lastSeenAt),
        },
      ]}
    />
  );
}

function Place({ error }: { error: ProcessingError }) {
  if (error.conversationId === null) return placeOf(error);
  return (
    <Link to="/conversations/$conversationId" params={{ conversationId: error.conversationId }}>
      {placeOf(error)}
    </Link>
  );
}

import type { Schemas } from '@convoscope/client';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../design/data-table.tsx';
import { Tag } from '../../design/tag.tsx';
import { formatInstant, formatNumber, formatSeconds } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';

type Run = Schemas['SourceRun'];

const MOST_RUNS = 6;

const tookSeconds = ({ startedAtMs, endedAtMs }: Run): number | null =>
  startedAtMs === undefined || endedAtMs == null ? null : (endedAtMs - startedAtMs) / 1000;

const changed = ({ published = 0, deleted = 0 }: Run): number => published + deleted;

/** The last runs that did something, newest first. */
export function RunHistory({ runs }: { runs: readonly Run[] }) {
  const { t } = useTranslation();
  if (runs.length === 0) return <p className="note">{t('runs.none')}</p>;
  const newest = [...runs].sort((a, b) => (b.startedAtMs ?? 0) - (a.startedAtMs ?? 0)).slice(0, MOST_RUNS);
  return (
    <DataTable<Run>
      name={t('runs.title')}
      rows={newest}
      keyOf={({ runId, startedAtMs }) => runId ?? String(startedAtMs)}
      columns={[
        {
          ...{ id: 'at', header: t('runs.title'), value: ({ startedAtMs }) => startedAtMs },
          show: ({ startedAtMs = 0 }) => formatInstant(new Date(startedAtMs).toISOString()),
        },
        { id: 'rows', header: t('runs.rows'), isNumber: true, value: ({ rowsSeen }) => rowsSeen },
        { id: 'changed', header: t('runs.changed'), isNumber: true, value: changed },
        {
          ...{
            id: 'speed',
            header: t('runs.speed'),
            isNumber: true,
            value: ({ rowsPerSecond }) => rowsPerSecond,
          },
          show: ({ rowsPerSecond = 0 }) => formatNumber(Math.round(rowsPerSecond)),
        },
        {
          ...{ id: 'took', header: t('runs.took'), isNumber: true, value: tookSeconds },
          show: (run) => formatSeconds(tookSeconds(run)),
        },
        {
          ...{ id: 'result', header: t('runs.result'), value: ({ status, error }) => error ?? status },
          show: ({ status = '', error }) => (
            <>
              <Tag text={nameLabel('status', status)} tone={status === 'completed' ? 'good' : 'bad'} />
              {error != null && <span className="failure"> {error}</span>}
            </>
          ),
        },
      ]}
    />
  );
}

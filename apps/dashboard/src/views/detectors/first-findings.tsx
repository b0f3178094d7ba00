import type { Schemas } from '@convoscope/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { jobQuery } from '../../api/detector-queries.ts';
import { DataTable } from '../../design/data-table.tsx';
import { QueryState } from '../../design/query-state.tsx';
import { formatList, formatNumber, formatPercent } from '../../format.ts';
import { toRecord, type LocalTable } from './read-table.ts';

export type StoredTable = Pick<Schemas['StoredTable'], 'sha256' | 'fileName'>;

/** What a scoring of a file says of it. */
interface Scored {
  nRows: number;
  nRefused: number;
  nAnomalies: number;
  top: { row: number; score: number; probability: number }[];
}

const MOST_SHOWN = 10;
const MOST_REASONS = 3;

export interface FirstFindingsProps {
  /** Name of the detector with its version. */
  name: string;
  stored: StoredTable;
  table: LocalTable | null;
}

/** The rows of a stored table that a detector finds most unusual. */
export function FirstFindings({ name, stored, table }: FirstFindingsProps) {
  const score = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/v1/detectors/{name}/detections', {
          params: { path: { name } },
          body: { table: stored },
        }),
      ),
  });
  const { mutate, isIdle } = score;
  useEffect(() => {
    if (isIdle) mutate();
  }, [isIdle, mutate]);
  if (score.isError)
    return (
      <p className="failure" role="alert">
        {score.error.message}
      </p>
    );
  return score.isSuccess ? <Watched name={name} jobId={score.data.jobId} table={table} /> : null;
}

function Watched({ name, jobId, table }: { name: string; jobId: string; table: LocalTable | null }) {
  const { t } = useTranslation();
  const query = useQuery(jobQuery(jobId));
  return (
    <QueryState query={query}>
      {({ state, result, error }) =>
        state === 'done' ? (
          <Findings name={name} scored={result as unknown as Scored} table={table} />
        ) : state === 'failed' ? (
          <p className="failure" role="alert">
            {error}
          </p>
        ) : (
          <p role="status">{t('detectors.looking')}</p>
        )
      }
    </QueryState>
  );
}

type Row = Scored['top'][number] & { record: Schemas['RecordScore'] | undefined };

function Findings({ name, scored, table }: { name: string; scored: Scored; table: LocalTable | null }) {
  const { t } = useTranslation();
  const { nRows, nRefused, nAnomalies } = scored;
  const top = scored.top.slice(0, MOST_SHOWN);
  // Rows are numbered as they were read: with rows that were not, the numbers here are others.
  const explained = useExplained(name, top, nRefused === 0 ? table : null);
  const rows: Row[] = top.map((row, at) => ({ ...row, record: explained?.[at] }));
  const write = (row: number, column: string): string => {
    const value = table?.rows[row]?.[table.columns.indexOf(column)];
    return value == null ? column : `${column} ${typeof value === 'number' ? formatNumber(value) : value}`;
  };
  const reasonsOf = ({ row, record }: Row): string =>
    formatList(
      (record?.contributions ?? [])
        .filter(({ contribution }) => contribution > 0)
        .slice(0, MOST_REASONS)
        .map(({ column }) => write(row, column)),
    );
  return (
    <>
      <p>
        {nAnomalies === 0
          ? t('detectors.noneStandsOut', { all: nRows })
          : t('detectors.standOut', { count: nAnomalies, all: nRows })}
      </p>
      <DataTable<Row>
        name={t('detectors.findings')}
        rows={rows}
        keyOf={({ row }) => String(row)}
        columns={[
          {
            ...{ id: 'row', header: t('detectors.row'), value: ({ row }) => row + 1 },
            show: ({ row }) => formatNumber(row + 1),
          },
          {
            ...{ id: 'probability', header: t('detectors.probability'), isNumber: true },
            value: ({ probability }) => probability,
            show: ({ probability }) => formatPercent(probability),
          },
          {
            id: 'because',
            header: t('detectors.because'),
            value: reasonsOf,
            show: (row) => reasonsOf(row) || '–',
          },
        ]}
      />
    </>
  );
}

/** What moved the scores of these rows, where this page has them. */
function useExplained(
  name: string,
  top: Scored['top'],
  table: LocalTable | null,
): Schemas['RecordScore'][] | undefined {
  const { data } = useQuery({
    queryKey: ['explained', name, top.map(({ row }) => row)],
    queryFn: async ({ signal }) => {
      if (table === null) return [];
      const records = top.map(({ row }) => toRecord(table, table.rows[row] ?? []));
      const asked = api.POST('/api/v1/detectors/{name}/score', {
        ...{ params: { path: { name } }, body: { records, explain: true }, signal },
      });
      return (await answerOf(asked)).results as Schemas['RecordScore'][];
    },
    enabled: table !== null && top.length > 0,
    staleTime: Infinity,
  });
  return data;
}

import type { Schemas } from '@convoscope/client';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import type { DetectorDetail } from '../../api/detector-queries.ts';
import { Card } from '../../design/card.tsx';
import { Contributions } from '../../design/contributions.tsx';
import { formText } from '../../design/form-text.ts';
import { Tag } from '../../design/tag.tsx';
import { formatList, formatPercent } from '../../format.ts';
import { toCell, type Cell } from './read-table.ts';

type Version = DetectorDetail['versions'][number];

/** What a version says of a record that a person writes, and what made the score. */
export function ScoreCard({ name, version: { version, columns } }: { name: string; version: Version }) {
  const { t } = useTranslation();
  const used = columns.filter(({ role }) => role !== 'omit');
  const score = useMutation({
    mutationFn: async (record: Record<string, Cell>) => {
      const path = { name: `${name}@${version}` };
      const body = { records: [record], explain: true };
      const { results } = await answerOf(
        api.POST('/api/v1/detectors/{name}/score', { params: { path }, body }),
      );
      const [result] = results;
      if (result === undefined || 'error' in result) throw new Error(result?.error ?? '');
      return result;
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    score.mutate(
      Object.fromEntries(used.map((column, at) => [column.name, toCell(formText(form, String(at)))])),
    );
  };
  return (
    <Card title={t('detectors.try')} note={t('detectors.tryNote')}>
      <form className="fields" onSubmit={submit}>
        {used.map((column, at) => (
          <label key={column.name}>
            <bdi>{column.name}</bdi>
            <input name={String(at)} dir="auto" maxLength={1000} />
          </label>
        ))}
        <button type="submit" disabled={score.isPending}>
          {t('detectors.score')}
        </button>
      </form>
      {score.isError && (
        <p className="failure" role="alert">
          {score.error.message}
        </p>
      )}
      {score.isSuccess && <Scored result={score.data} />}
    </Card>
  );
}

function Scored({ result }: { result: Schemas['RecordScore'] }) {
  const { t } = useTranslation();
  const { isAnomaly, rank, missing, contributions = [] } = result;
  return (
    <div role="status">
      <p>
        <Tag
          text={t(isAnomaly ? 'detectors.unusual' : 'detectors.usual')}
          tone={isAnomaly ? 'bad' : 'good'}
        />{' '}
        {t('detectors.rank', { share: formatPercent(rank, 1) })}
        {missing.length > 0 && (
          <span className="note block">{t('detectors.missing', { columns: formatList(missing) })}</span>
        )}
      </p>
      <Contributions
        contributions={contributions.map(({ column, contribution }) => ({
          feature: column,
          value: null,
          contribution,
        }))}
        name={(column) => column}
      />
    </div>
  );
}

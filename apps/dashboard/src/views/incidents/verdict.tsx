import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { precisionQuery } from '../../api/queries.ts';

const VERDICTS = ['confirmed', 'false-alarm', 'rejected'] as const;
type Verdict = (typeof VERDICTS)[number];

/** What a person says of a finding, with a comment; there are fewer like it afterwards where it was wrong. */
export function Verdict({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  const field = useId();
  const queryClient = useQueryClient();
  const judge = useMutation({
    mutationFn: (verdict: Verdict) => {
      const reason = comment.trim();
      const body = { subjectId, verdict, ...(reason !== '' && { reason }) };
      return answerOf(api.POST('/api/v1/findings/verdicts', { body }));
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: precisionQuery.queryKey }),
  });
  if (judge.isSuccess)
    return (
      <p className="note" role="status">
        {t('verdict.noted', { verdict: t(`verdict.${judge.variables}`) })}{' '}
        <button className="quiet" onClick={() => judge.reset()}>
          {t('verdict.change')}
        </button>
      </p>
    );
  return (
    <div className="verdict" role="group" aria-label={t('verdict.label')}>
      {VERDICTS.map((verdict) => (
        <button
          key={verdict}
          title={t(`verdict.${verdict}Note`)}
          disabled={judge.isPending}
          onClick={() => judge.mutate(verdict)}
        >
          {t(`verdict.${verdict}`)}
        </button>
      ))}
      <label className="hidden" htmlFor={field}>
        {t('verdict.comment')}
      </label>
      <input
        id={field}
        maxLength={1000}
        placeholder={t('verdict.comment')}
        value={comment}
        onChange={({ target }) => setComment(target.value)}
      />
      {judge.isError && (
        <span className="failure" role="alert">
          {judge.error.message}
        </span>
      )}
    </div>
  );
}

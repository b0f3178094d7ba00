import type { Schemas } from '@convoscope/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { precisionQuery } from '../../api/queries.ts';
import { formatInstant } from '../../format.ts';

const VERDICTS = ['confirmed', 'false-alarm', 'rejected'] as const;
type VerdictName = (typeof VERDICTS)[number];

export interface VerdictProps {
  subjectId: string;
  /** What was said of it last. */
  given: Schemas['Verdict'] | null;
}

/** What people said of a finding, or the question for it; there are fewer like it afterwards where it was wrong. */
export function Verdict({ subjectId, given }: VerdictProps) {
  const [isAsking, setIsAsking] = useState(false);
  const queryClient = useQueryClient();
  const judge = useMutation({
    mutationFn: ({ verdict, reason }: Said) => {
      const body = { subjectId, verdict, ...(reason !== null && { reason }) };
      return answerOf(api.POST('/api/v1/findings/verdicts', { body }));
    },
    onSuccess: () => {
      setIsAsking(false);
      return queryClient.invalidateQueries({ queryKey: precisionQuery.queryKey });
    },
  });
  // Until the service that keeps it has done so, what was just said here is newer than what the list holds.
  const said: Said | null = judge.isSuccess ? judge.variables : given;
  if (said !== null && !isAsking)
    return (
      <Given
        said={said}
        note={judge.isSuccess || given === null ? null : given}
        onChange={() => setIsAsking(true)}
      />
    );
  return (
    <Question
      before={said}
      isBusy={judge.isPending}
      error={judge.error}
      onJudge={(answer) => judge.mutate(answer)}
    />
  );
}

interface Said {
  verdict: VerdictName;
  reason: string | null;
}

function Given({
  said: { verdict, reason },
  note,
  onChange,
}: {
  said: Said;
  note: Schemas['Verdict'] | null;
  onChange: () => void;
}) {
  const { t } = useTranslation();
  return (
    <p className="note" role="status">
      {t('verdict.noted', { verdict: t(`verdict.${verdict}`) })}{' '}
      {reason !== null && <q dir="auto">{reason}</q>}{' '}
      {note !== null && t('verdict.by', { who: note.givenBy, when: formatInstant(note.givenAt) })}{' '}
      <button className="quiet" onClick={onChange}>
        {t('verdict.change')}
      </button>
    </p>
  );
}

interface QuestionProps {
  before: Said | null;
  isBusy: boolean;
  error: Error | null;
  onJudge: (answer: Said) => void;
}

function Question({ before, isBusy, error, onJudge }: QuestionProps) {
  const { t } = useTranslation();
  const [comment, setComment] = useState(before?.reason ?? '');
  const field = useId();
  const reason = comment.trim() === '' ? null : comment.trim();
  return (
    <div className="verdict" role="group" aria-label={t('verdict.label')}>
      {VERDICTS.map((verdict) => (
        <button
          key={verdict}
          title={t(`verdict.${verdict}Note`)}
          disabled={isBusy}
          onClick={() => onJudge({ verdict, reason })}
        >
          {t(`verdict.${verdict}`)}
        </button>
      ))}
      <label className="hidden" htmlFor={field}>
        {t('verdict.comment')}
      </label>
      <input
        id={field}
        dir="auto"
        maxLength={1000}
        placeholder={t('verdict.comment')}
        value={comment}
        onChange={({ target }) => setComment(target.value)}
      />
      {error !== null && (
        <span className="failure" role="alert">
          {error.message}
        </span>
      )}
    </div>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { postJson } from '../../api/client.ts';

const VERDICTS = [
  { value: 'confirmed', label: 'Right' },
  { value: 'rejected', label: 'Not so' },
  { value: 'false-alarm', label: 'Nobody needs to know' },
] as const;
type Verdict = (typeof VERDICTS)[number]['value'];

/** What a person says of a finding; there are fewer like it afterwards where it was wrong. */
export function VerdictButtons({ subjectId }: { subjectId: string }) {
  const queryClient = useQueryClient();
  const judge = useMutation({
    mutationFn: (verdict: Verdict) => postJson('findings/verdicts', { subjectId, verdict }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['findings', 'precision'] }),
  });
  if (judge.isSuccess) return <p className="note">Noted: {labelOf(judge.variables)}.</p>;
  return (
    <p className="filters" role="group" aria-label="Is this finding right?">
      {VERDICTS.map(({ value, label }) => (
        <button key={value} disabled={judge.isPending} onClick={() => judge.mutate(value)}>
          {label}
        </button>
      ))}
      {judge.isError && <span className="note">It could not be noted: {judge.error.message}</span>}
    </p>
  );
}

const labelOf = (verdict: Verdict): string =>
  VERDICTS.find(({ value }) => value === verdict)?.label ?? verdict;

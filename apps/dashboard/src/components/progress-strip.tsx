import { Link } from '@tanstack/react-router';
import type { Progress } from '../api/types.ts';
import { formatNumber } from '../format.ts';

/** One line that says whether all is processed, still running, or stuck. */
export function ProgressStrip({ progress }: { progress: Progress }) {
  const first = progress.stages[0]?.nConversations ?? 0;
  const last = progress.stages.at(-1)?.nConversations ?? 0;
  const isStuck = progress.consumers.some(({ lag, stalledSeconds }) => lag > 0 && stalledSeconds > 60);
  const isBusy = progress.consumers.some(({ lag }) => lag > 0) || last < first;
  const [tone, text] = isStuck
    ? ['bad', 'A consumer is stuck']
    : isBusy
      ? ['busy', `Processing ${formatNumber(last)} of ${formatNumber(first)}`]
      : ['good', `${formatNumber(last)} conversations, all processed`];
  return (
    <Link to="/pipeline" className={`strip ${tone}`} aria-live="polite">
      <span className="dot" aria-hidden="true" />
      {text}
    </Link>
  );
}

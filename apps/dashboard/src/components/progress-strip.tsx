import type { Schemas } from '@convoscope/client';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../format.ts';

const STUCK_SECONDS = 60;

/** One line that says whether all is processed, still running, or stuck. */
export function ProgressStrip({ progress }: { progress: Schemas['Progress'] }) {
  const { t } = useTranslation();
  const first = progress.stages[0]?.nConversations ?? 0;
  const last = progress.stages.at(-1)?.nConversations ?? 0;
  const isStuck = progress.consumers.some(
    ({ lag, stalledSeconds }) => lag > 0 && stalledSeconds > STUCK_SECONDS,
  );
  const isBusy = progress.consumers.some(({ lag }) => lag > 0) || last < first;
  const tone = isStuck ? 'bad' : isBusy ? 'busy' : 'good';
  const text = isStuck
    ? t('strip.stuck')
    : isBusy
      ? t('strip.busy', { done: formatNumber(last), all: formatNumber(first) })
      : t('strip.done', { count: last, all: formatNumber(last) });
  return (
    <Link to="/pipeline" className={`strip ${tone}`}>
      <span className="dot" aria-hidden="true" />
      <span aria-live="polite">{text}</span>
    </Link>
  );
}

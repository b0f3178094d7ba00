import { useTranslation } from 'react-i18next';
import { formatPercent, formatSigned } from '../format.ts';

export interface ChangeProps {
  now: number | null;
  before: number | null;
  /** `ratio`: in per cent of what it was; `points`: of a scale, as the difference; `percent`: of shares, in percentage points. */
  kind?: 'ratio' | 'points' | 'percent' | undefined;
}

/** How much a figure differs from the period before; says nothing where there is nothing to compare with. */
export function Change({ now, before, kind = 'ratio' }: ChangeProps) {
  const { t } = useTranslation();
  if (now === null || before === null) return <span className="change">{t('change.unknown')}</span>;
  if (kind === 'ratio' && before === 0)
    return <span className="change">{now === 0 ? t('change.same') : t('change.new')}</span>;
  const difference = kind === 'ratio' ? now / before - 1 : now - before;
  if (Math.abs(difference) < 0.005) return <span className="change">{t('change.same')}</span>;
  const arrow = difference > 0 ? '▲' : '▼';
  const text =
    kind === 'ratio'
      ? formatPercent(Math.abs(difference))
      : kind === 'percent'
        ? t('change.points', { count: Math.round(Math.abs(difference) * 100) })
        : formatSigned(difference);
  return (
    <span className="change">
      <span aria-hidden="true">{arrow}</span>
      <span className="hidden">{difference > 0 ? t('change.up') : t('change.down')}</span> {text}
    </span>
  );
}

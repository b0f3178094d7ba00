import { Link, type LinkProps } from '@tanstack/react-router';
import { formatNumber, formatPercent } from '../format.ts';
import { Change } from './change.tsx';

export interface Bar {
  label: string;
  name: string;
  count: number;
  before?: number | undefined;
}

export interface BarListProps {
  bars: readonly Bar[];
  /** Where a bar's rows are. */
  toRows: (label: string) => LinkProps;
  /** Of all, also those that are not shown. */
  total: number;
}

/** Counts as bars, the largest first; each is a link to its rows. */
export function BarList({ bars, toRows, total }: BarListProps) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ul className="plain bar-list">
      {bars.map(({ label, name, count, before }) => (
        <li key={label}>
          <Link {...toRows(label)}>
            <span className="bar-name">{name}</span>
            <span className="bar-count">
              {formatNumber(count)} <span className="note">{formatPercent(count / Math.max(1, total))}</span>
            </span>
            <span className="bar" aria-hidden="true" style={{ inlineSize: `${(count / most) * 100}%` }} />
          </Link>
          {before !== undefined && <Change now={count} before={before} />}
        </li>
      ))}
    </ul>
  );
}

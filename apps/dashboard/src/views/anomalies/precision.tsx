import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/client.ts';
import { formatNumber, formatPercent } from '../../format.ts';

interface FindingPrecision {
  nJudged: number;
  nConfirmed: number;
  precision: number | null;
}

/** How many findings were right, of those that people judged; nothing before any was. */
export function Precision() {
  const { data } = useQuery({
    queryKey: ['findings', 'precision'],
    queryFn: () => getJson<FindingPrecision>('findings/precision'),
  });
  if (!data || data.precision === null) return null;
  return (
    <p className="note">
      {formatNumber(data.nConfirmed)} of {formatNumber(data.nJudged)} findings that people judged were right (
      {formatPercent(data.precision)}).
    </p>
  );
}

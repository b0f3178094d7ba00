import type { Schemas } from '@convoscope/client';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Change, type ChangeProps } from '../../design/change.tsx';
import { formatNumber, formatPercent, formatSigned } from '../../format.ts';

type Summary = Schemas['Summary'];

interface Tile {
  name: 'conversations' | 'messages' | 'users' | 'sentiment' | 'quality' | 'unusual';
  of: (summary: Summary) => number | null;
  write: (value: number | null) => string;
  kind: ChangeProps['kind'];
  to: LinkProps;
}

const count = (value: number | null): string => formatNumber(value ?? 0);

const TILES: readonly Tile[] = [
  {
    name: 'conversations',
    of: (s) => s.nConversations,
    write: count,
    kind: 'ratio',
    to: { to: '/conversations' },
  },
  { name: 'messages', of: (s) => s.nMessages, write: count, kind: 'ratio', to: { to: '/conversations' } },
  { name: 'users', of: (s) => s.nUsers, write: count, kind: 'ratio', to: { to: '/users' } },
  {
    ...{ name: 'sentiment', of: (s) => s.meanSentiment, write: formatSigned, kind: 'points' },
    to: { to: '/conversations', search: { sentiment: 'negative' } },
  },
  {
    ...{ name: 'quality', of: (s) => s.meanQuality, write: formatPercent, kind: 'percent' },
    to: { to: '/conversations', search: { maxQuality: '0.5' } },
  },
  {
    ...{ name: 'unusual', of: (s) => s.nAnomalous, write: count, kind: 'ratio' },
    to: { to: '/conversations', search: { isAnomalous: 'true' } },
  },
];

/** The figures of the days, each with how it changed, and a way to the rows behind it. */
export function Tiles({ summary, past }: { summary: Summary; past: Summary | undefined }) {
  const { t } = useTranslation();
  return (
    <ul className="tiles">
      {TILES.map(({ name, of, write, kind, to }) => (
        <li key={name} className="card tile">
          <Link {...to} title={t(`tiles.${name}Note`)}>
            <span className="tile-name">{t(`tiles.${name}`)}</span>
            <span className="tile-value">{write(of(summary))}</span>
          </Link>
          {past !== undefined && <Change now={of(summary)} before={of(past)} kind={kind} />}
        </li>
      ))}
    </ul>
  );
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { incidentsQuery, precisionQuery, unusualQuery } from '../api/queries.ts';
import { Pages } from '../components/pages.tsx';
import { Heading } from '../design/heading.tsx';
import { QueryState, Skeleton } from '../design/query-state.tsx';
import { formatNumber, formatPercent } from '../format.ts';
import { nameLabel } from '../i18n/labels.ts';
import type { Days } from '../range/range.ts';
import { RangePicker } from '../range/range-picker.tsx';
import { useDays } from '../range/use-days.ts';
import { parseIncidentSearch, type IncidentSearch } from '../search.ts';
import { ConversationFinding } from './incidents/conversation-finding.tsx';
import { IncidentCard } from './incidents/incident-card.tsx';

const route = getRouteApi('/anomalies');
const PAGE_SIZE = 20;
const WAITING = <Skeleton heights={[180, 180, 180]} />;
const SEVERITIES = ['critical', 'warning', 'info'] as const;

export function IncidentsView() {
  const { t } = useTranslation();
  const chosen = useDays();
  const search = parseIncidentSearch(route.useSearch());
  if (chosen === null) return WAITING;
  const days = chosen.days ?? {};
  return (
    <>
      <Heading title={t('nav.incidents')}>
        <RangePicker {...chosen} />
      </Heading>
      <Choices search={search} />
      <Precision />
      {search.kind === 'conversation' ? (
        <Unusual search={search} days={days} />
      ) : (
        <Incidents search={search} days={days} />
      )}
    </>
  );
}

function Choices({ search }: { search: IncidentSearch }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const go = (wanted: IncidentSearch): void => void navigate({ to: '/anomalies', search: wanted });
  const { kind, severity } = search;
  const others = kind === undefined ? {} : { kind };
  return (
    <div className="filters">
      <div className="segments" role="group" aria-label={t('incidents.kind')}>
        <button aria-pressed={kind === undefined} onClick={() => go({})}>
          {t('incidents.incidents')}
        </button>
        <button aria-pressed={kind === 'conversation'} onClick={() => go({ kind: 'conversation' })}>
          {t('incidents.conversations')}
        </button>
      </div>
      <select
        aria-label={t('incidents.severity')}
        value={severity ?? ''}
        onChange={({ target }) => {
          const wanted = SEVERITIES.find((one) => one === target.value);
          go({ ...others, ...(wanted !== undefined && { severity: wanted }) });
        }}
      >
        <option value="">{t('incidents.anySeverity')}</option>
        {SEVERITIES.map((one) => (
          <option key={one} value={one}>
            {nameLabel('severity', one)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ListProps {
  search: IncidentSearch;
  days: Partial<Days>;
}

const toQuery = ({ severity, cursor }: IncidentSearch, days: Partial<Days>) => ({
  ...{ ...days, limit: PAGE_SIZE },
  ...(severity !== undefined && { severity }),
  ...(cursor !== undefined && { cursor }),
});

function Incidents({ search, days }: ListProps) {
  const query = useQuery(incidentsQuery(toQuery(search, days)));
  return (
    <QueryState
      query={query}
      empty={{ when: ({ items }) => items.length === 0, show: <Nothing kind="incident" /> }}
      waiting={WAITING}
    >
      {({ items, nextCursor }) => (
        <>
          <ul className="findings">
            {items.map((incident) => (
              <li key={incident.incidentId} id={incident.incidentId} className="card">
                <IncidentCard incident={incident} />
              </li>
            ))}
          </ul>
          <Onwards search={search} nextCursor={nextCursor} />
        </>
      )}
    </QueryState>
  );
}

function Unusual({ search, days }: ListProps) {
  const query = useQuery(unusualQuery({ ...toQuery(search, days), kind: 'conversation' }));
  return (
    <QueryState
      query={query}
      empty={{ when: ({ items }) => items.length === 0, show: <Nothing kind="conversation" /> }}
      waiting={WAITING}
    >
      {({ items, nextCursor }) => (
        <>
          <ul className="findings">
            {items.map((anomaly) => (
              <li key={anomaly.anomalyId} id={anomaly.anomalyId} className="card">
                <ConversationFinding anomaly={anomaly} />
              </li>
            ))}
          </ul>
          <Onwards search={search} nextCursor={nextCursor} />
        </>
      )}
    </QueryState>
  );
}

const Onwards = ({ search, nextCursor }: { search: IncidentSearch; nextCursor: string | null }) => (
  <Pages
    cursor={search.cursor}
    nextCursor={nextCursor}
    toPage={(cursor) => ({ to: '/anomalies', search: { ...search, cursor } as IncidentSearch })}
  />
);

/** That nothing was found, and what could not have been found yet. */
function Nothing({ kind }: { kind: 'incident' | 'conversation' }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('incidents.noneInDays')}</p>
      <p>{kind === 'incident' ? t('incidents.warmUpDays') : t('incidents.warmUpConversations')}</p>
      <p>
        <Link to="/anomalies" search={{ last: 'all' } as object}>
          {t('incidents.allDays')}
        </Link>
      </p>
    </>
  );
}

/** How many findings were right, of those that people judged; nothing before any was. */
function Precision() {
  const { t } = useTranslation();
  const { data } = useQuery(precisionQuery);
  if (data?.precision == null) return null;
  return (
    <p className="note">
      {t('incidents.precision', {
        ...{ right: formatNumber(data.nConfirmed), judged: formatNumber(data.nJudged) },
        ...{ count: data.nJudged, share: formatPercent(data.precision) },
      })}
    </p>
  );
}

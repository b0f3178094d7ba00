import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { incidentsQuery } from '../../api/queries.ts';
import { Card } from '../../design/card.tsx';
import { QueryState } from '../../design/query-state.tsx';
import { severityTone, Tag } from '../../design/tag.tsx';
import { nameLabel } from '../../i18n/labels.ts';
import type { Days } from '../../range/range.ts';
import { nameTime } from '../incidents/incident-days.ts';

const MOST = 6;

/** The newest incidents of the days, one line each. */
export function IncidentsCard({ days }: { days: Days }) {
  const { t } = useTranslation();
  const query = useQuery(incidentsQuery({ ...days, limit: 100 }));
  return (
    <Card title={t('overview.incidents')}>
      <QueryState
        query={query}
        empty={{ when: ({ items }) => items.length === 0, show: t('incidents.noneInDays') }}
      >
        {({ items }) => (
          <ul className="plain">
            {items.slice(0, MOST).map((incident) => (
              <li key={incident.incidentId} className="finding">
                <Tag text={nameLabel('severity', incident.severity)} tone={severityTone(incident.severity)} />
                <span>
                  <Link to="/anomalies" hash={incident.incidentId} lang="en">
                    {incident.title}
                  </Link>
                  <span className="note block">{nameTime(incident)}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      <Link to="/anomalies">{t('overview.allIncidents')}</Link>
    </Card>
  );
}

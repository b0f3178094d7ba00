import type { Schemas } from '@convoscope/client';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { severityTone, Tag } from '../../design/tag.tsx';
import { formatNumber, formatPercent } from '../../format.ts';
import { nameLabel, nameValue } from '../../i18n/labels.ts';
import { ConversationList } from './conversation-list.tsx';
import { daysOfIncident, nameTime } from './incident-days.ts';
import { IncidentSeries } from './incident-series.tsx';
import { filterOf } from './slice-filter.ts';
import { Verdict } from './verdict.tsx';
import { writeMetric } from './write-metric.ts';

type Incident = Schemas['Incident'];

const MOST_EXAMPLES = 10;

/** What moved together for one reason: when, what, why, how it looked, and which conversations. */
export function IncidentCard({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { severity, title, story, isOver, exampleConversationIds, nConversations, slice } = incident;
  return (
    <article aria-label={title}>
      <header>
        <Tag text={nameLabel('severity', severity)} tone={severityTone(severity)} />
        <h2 lang="en">{title}</h2>
        {!isOver && <Tag text={t('incidents.goesOn')} tone="busy" />}
        <span className="note">{nameTime(incident)}</span>
      </header>
      <p lang="en">{story}</p>
      <div className="incident">
        <IncidentSeries incident={incident} />
        <div>
          <Moved incident={incident} />
          <Causes incident={incident} />
        </div>
      </div>
      <p>
        <Link to="/conversations" search={{ ...filterOf(slice), ...daysOfIncident(incident) } as object}>
          {t('incidents.readConversations', { count: nConversations, n: formatNumber(nConversations) })}
        </Link>
      </p>
      <ConversationList
        title={t('incidents.examples')}
        conversationIds={exampleConversationIds.slice(0, MOST_EXAMPLES)}
      />
      <Verdict subjectId={incident.incidentId} given={incident.verdict} />
    </article>
  );
}

/** `topic: refunds`, in the words of the page. */
function useSliceName(): (slice: Incident['slice']) => string {
  const { t } = useTranslation();
  return ({ dimension, label }) => {
    if (dimension === 'all') return t('incidents.allConversations');
    if (dimension === 'user') return t('incidents.onePerson');
    return t('incidents.slice', {
      dimension: t(`dimension.${dimension}`),
      value: nameValue(dimension, label),
    });
  };
}

/** What was measured beside what was to be expected; all that one incident moved. */
function Moved({ incident: { findings } }: { incident: Incident }) {
  const { t } = useTranslation();
  const nameSlice = useSliceName();
  return (
    <>
      <h3>{t('incidents.moved')}</h3>
      <ul className="plain moved">
        {findings.map((finding) => (
          <li key={`${finding.metric} ${finding.slice.dimension} ${finding.slice.label}`}>
            <strong>{writeMetric(finding.metric, finding.observed)}</strong>{' '}
            <span className="note">
              {t('incidents.insteadOf', { expected: writeMetric(finding.metric, finding.expected) })}
            </span>
            <span className="block">
              {nameLabel('metric', finding.metric)}
              <span className="note"> · {nameSlice(finding.slice)}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Which part of the change each slice explains; each leads to its conversations. */
function Causes({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const nameSlice = useSliceName();
  if (incident.causes.length === 0) return null;
  return (
    <>
      <h3>{t('incidents.contributions')}</h3>
      <ul className="plain bars">
        {incident.causes.map((cause) => (
          <li key={`${cause.dimension} ${cause.label}`}>
            <Link to="/conversations" search={{ ...filterOf(cause), ...daysOfIncident(incident) } as object}>
              {nameSlice(cause)}
            </Link>
            <meter
              max={1}
              value={Math.max(0, Math.min(1, cause.share))}
              aria-label={t('incidents.share', { share: formatPercent(Math.min(1, cause.share)) })}
            />
            <span className="note">
              {t('incidents.share', { share: formatPercent(Math.min(1, cause.share)) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

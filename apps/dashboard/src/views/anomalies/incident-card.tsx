import type { Incident, IncidentSlice } from '../../api/types.ts';
import { severityTone, Tag } from '../../components/tag.tsx';
import {
  formatDay,
  formatInstant,
  formatMetric,
  formatNumber,
  formatPercent,
  toLanguage,
  toWords,
} from '../../format.ts';
import { ConversationList } from './conversation-list.tsx';
import { VerdictButtons } from './verdict-buttons.tsx';

const MOST_EXAMPLES = 10;
const MOST_FINDINGS = 8;

/** What moved together for one reason: when, what, why, and which conversations. */
export function IncidentCard({ incident }: { incident: Incident }) {
  const { severity, title, story, isOver, exampleConversationIds, nConversations } = incident;
  return (
    <div className="metric">
      <div>
        <header>
          <Tag text={severity} tone={severityTone(severity)} />
          <h2>{title}</h2>
          {!isOver && <Tag text="goes on" tone="busy" />}
          <span className="note">{nameTime(incident)}</span>
        </header>
        <p>{story}</p>
        <Findings incident={incident} />
        <ConversationList
          title={
            nConversations > MOST_EXAMPLES
              ? `${MOST_EXAMPLES} of its ${formatNumber(nConversations)} conversations`
              : 'Its conversations'
          }
          conversationIds={exampleConversationIds.slice(0, MOST_EXAMPLES)}
        />
        <VerdictButtons subjectId={incident.incidentId} />
      </div>
      <Comparison incident={incident} />
    </div>
  );
}

const DAY_MS = 86_400_000;

/** Days where it lasted for days, hours where it lasted for hours. */
function nameTime({ startedAt, endedAt }: Incident): string {
  const [start, end] = [Date.parse(startedAt), Date.parse(endedAt)];
  if (start % DAY_MS !== 0 || end % DAY_MS !== 0) return `${formatInstant(startedAt)} UTC`;
  const last = new Date(end - DAY_MS).toISOString();
  return end - start === DAY_MS ? formatDay(startedAt) : `${formatDay(startedAt)} – ${formatDay(last)}`;
}

function nameSlice({ dimension, label }: IncidentSlice): string {
  if (dimension === 'all') return 'all conversations';
  if (dimension === 'user') return 'one person';
  if (dimension === 'language') return toLanguage(label);
  return dimension === 'topic' ? `topic ${toWords(label).toLowerCase()}` : `${dimension} ${label}`;
}

/** The series that moved, and what explains the change; shown when asked for. */
function Findings({ incident: { findings, causes } }: { incident: Incident }) {
  return (
    <details>
      <summary>What moved</summary>
      <ul>
        {findings.slice(0, MOST_FINDINGS).map((finding) => (
          <li key={`${finding.metric} ${nameSlice(finding.slice)}`}>
            {toWords(finding.metric)}, {nameSlice(finding.slice)}:{' '}
            {formatMetric(finding.metric, finding.observed)}{' '}
            <span className="note">instead of {formatMetric(finding.metric, finding.expected)}</span>
          </li>
        ))}
        {causes.map((cause) => (
          <li key={`cause ${nameSlice(cause)}`}>
            {formatPercent(Math.min(1, cause.share))} of the change: {nameSlice(cause)}{' '}
            <span className="note">{formatNumber(cause.observed)} conversations</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Comparison({ incident: { metric, observed, expected } }: { incident: Incident }) {
  const most = Math.max(Math.abs(observed), Math.abs(expected), Number.EPSILON);
  const rows = [
    { name: 'Observed', value: observed, className: 'observed' },
    { name: 'Expected', value: expected, className: 'down' },
  ];
  return (
    <dl className="comparison">
      {rows.map(({ name, value, className }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <meter
              className={className}
              max={most}
              value={Math.abs(value)}
              aria-label={`${name} ${formatMetric(metric, value)}`}
            />
            <span>{formatMetric(metric, value)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

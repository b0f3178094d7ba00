import { useState } from 'react';
import type { Anomaly } from '../../api/types.ts';
import { severityTone, Tag } from '../../components/tag.tsx';
import { formatDay, formatMetric, formatScore, toWords } from '../../format.ts';
import { ConversationLink } from './conversation-link.tsx';
import { groupName } from './group-name.ts';

const NAMES: Readonly<Record<string, string | undefined>> = {
  volume: 'Conversations a day',
  latency: 'Answer time',
};

/** A day on which a metric was not what its past lets expect: both numbers side by side. */
export function MetricFinding({ anomaly }: { anomaly: Anomaly }) {
  const group = groupName(anomaly.group);
  return (
    <div className="metric">
      <div>
        <header>
          <Tag text={anomaly.severity} tone={severityTone(anomaly.severity)} />
          <h2>
            {NAMES[anomaly.metric] ?? toWords(anomaly.metric)}
            {group !== '' && `, ${group}`}
          </h2>
          <span className="note">{formatDay(anomaly.detectedFor)}</span>
        </header>
        <p>{anomaly.explanation}</p>
        <Examples conversationIds={anomaly.exampleConversationIds} />
        <p className="note">
          Found by {anomaly.detector}, score {formatScore(anomaly.score)}
        </p>
      </div>
      {anomaly.expected !== null && <Comparison anomaly={anomaly} expected={anomaly.expected} />}
    </div>
  );
}

function Comparison({ anomaly, expected }: { anomaly: Anomaly; expected: number }) {
  const { metric, observed } = anomaly;
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

/** Asked for only when opened. */
function Examples({ conversationIds }: { conversationIds: string[] }) {
  const [isOpen, setIsOpen] = useState(false);
  if (conversationIds.length === 0) return null;
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        {conversationIds.length === 1 ? 'An example' : `${Math.min(5, conversationIds.length)} examples`}
      </summary>
      {isOpen && (
        <ul>
          {conversationIds.slice(0, 5).map((conversationId) => (
            <li key={conversationId}>
              <ConversationLink conversationId={conversationId} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

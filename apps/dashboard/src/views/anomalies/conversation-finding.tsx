import type { Anomaly } from '../../api/types.ts';
import { severityTone, Tag } from '../../components/tag.tsx';
import { formatInstant, formatScore, toWords } from '../../format.ts';
import { groupName } from './group-name.ts';
import { ConversationLink } from './conversation-link.tsx';
import { ConversationList } from './conversation-list.tsx';
import { VerdictButtons } from './verdict-buttons.tsx';

/** A conversation unlike those before it: which, and what about it. */
export function ConversationFinding({ anomaly }: { anomaly: Anomaly }) {
  const [conversationId, ...similar] = anomaly.exampleConversationIds;
  return (
    <>
      <header>
        <Tag text={anomaly.severity} tone={severityTone(anomaly.severity)} />
        <h2>
          {conversationId === undefined ? (
            toWords(anomaly.metric)
          ) : (
            <ConversationLink conversationId={conversationId} />
          )}
        </h2>
        <span className="note">{formatInstant(anomaly.detectedFor)} UTC</span>
      </header>
      <p>
        {anomaly.explanation}{' '}
        <span className="note">
          · score {formatScore(anomaly.score)}, {groupName(anomaly.group)}
        </span>
      </p>
      <ConversationList title="Usual conversations that are most like it" conversationIds={similar} />
      <VerdictButtons subjectId={anomaly.anomalyId} />
    </>
  );
}

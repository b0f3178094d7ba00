import type { Schemas } from '@convoscope/client';
import { useTranslation } from 'react-i18next';
import { severityTone, Tag } from '../../design/tag.tsx';
import { formatInstant, formatList, formatScore } from '../../format.ts';
import { nameLabel, nameValue } from '../../i18n/labels.ts';
import { ConversationLink } from './conversation-link.tsx';
import { ConversationList } from './conversation-list.tsx';
import { Verdict } from './verdict.tsx';

/** A conversation unlike those before it: which, and what about it. */
export function ConversationFinding({ anomaly }: { anomaly: Schemas['Anomaly'] }) {
  const { t } = useTranslation();
  const [conversationId, ...similar] = anomaly.exampleConversationIds;
  const group = Object.entries(anomaly.group).map(([dimension, value]) => nameValue(dimension, value));
  return (
    <article>
      <header>
        <Tag text={nameLabel('severity', anomaly.severity)} tone={severityTone(anomaly.severity)} />
        <h2>
          {conversationId === undefined ? (
            nameLabel('metric', anomaly.metric)
          ) : (
            <ConversationLink conversationId={conversationId} />
          )}
        </h2>
        <span className="note">{formatInstant(anomaly.detectedFor)}</span>
      </header>
      <p>
        <span lang="en">{anomaly.explanation}</span>{' '}
        <span className="note">
          {t('incidents.score', { score: formatScore(anomaly.score), group: formatList(group) })}
        </span>
      </p>
      <ConversationList title={t('incidents.similar')} conversationIds={similar} />
      <Verdict subjectId={anomaly.anomalyId} given={anomaly.verdict} />
    </article>
  );
}

import type { Schemas } from '@convoscope/client';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DayLink } from '../../components/day-link.tsx';
import { Card } from '../../design/card.tsx';
import { formatInstant, formatSeconds } from '../../format.ts';
import { nameLabel, nameValue } from '../../i18n/labels.ts';

/** Who, when, with what. */
export function Facts({ conversation }: { conversation: Schemas['ConversationDetail'] }) {
  const { t } = useTranslation();
  const { userId, model, language, translation } = conversation;
  const facts: [string, ReactNode][] = [
    [
      t('columns.user'),
      userId === null ? (
        '–'
      ) : (
        <Link to="/users/$userId" params={{ userId }}>
          {userId}
        </Link>
      ),
    ],
    [
      t('columns.model'),
      model === null ? (
        '–'
      ) : (
        <Link to="/conversations" search={{ model }}>
          {model}
        </Link>
      ),
    ],
    [
      t('columns.language'),
      <>
        {language ? nameValue('language', language.code) : '…'}
        {translation && <span className="note block">{nameLabel('translation', translation.status)}</span>}
      </>,
    ],
    [t('columns.started'), formatInstant(conversation.startedAt)],
    [t('reader.duration'), formatSeconds(conversation.durationSeconds)],
    [t('reader.sameDay'), <DayLink key="day" day={conversation.date} />],
    [t('reader.source'), conversation.source],
    [t('reader.id'), <code key="id">{conversation.conversationId}</code>],
  ];
  return (
    <Card title={t('reader.facts')}>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

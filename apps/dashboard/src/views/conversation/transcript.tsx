import type { Schemas } from '@convoscope/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant, nameLanguage } from '../../format.ts';
import { nameLabel } from '../../i18n/labels.ts';

type Conversation = Schemas['ConversationDetail'];
type Message = Conversation['messages'][number];

/** What was said; where there is a translation, beside it. */
export function Transcript({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const pivot = conversation.translation?.pivotLanguage ?? 'en';
  const isTranslated = conversation.messages.some(({ translations }) => translations?.[pivot] !== undefined);
  const [showsTranslation, setShowsTranslation] = useState(true);
  return (
    <section className="transcript" aria-label={t('reader.messages')}>
      {isTranslated && (
        <label className="check">
          <input
            type="checkbox"
            checked={showsTranslation}
            onChange={({ target }) => setShowsTranslation(target.checked)}
          />
          {t('reader.showTranslation', { language: nameLanguage(pivot) })}
        </label>
      )}
      {conversation.messages.map((message) => (
        <MessageText
          key={message.index}
          message={message}
          language={pivot}
          translation={showsTranslation ? message.translations?.[pivot] : undefined}
        />
      ))}
    </section>
  );
}

function MessageText({
  message,
  translation,
  language,
}: {
  message: Message;
  translation: string | undefined;
  language: string;
}) {
  const spoken = message.language !== undefined && message.language !== 'und' ? message.language : undefined;
  const facts = [
    nameLabel('role', message.role),
    message.sentAt === null ? undefined : formatInstant(message.sentAt),
    spoken && nameLanguage(spoken),
  ].filter(Boolean);
  return (
    <article id={`message-${message.index}`} className={`message ${message.role}`}>
      <header className="note">{facts.join(' · ')}</header>
      <div className={translation === undefined ? undefined : 'beside'}>
        <p dir="auto" lang={spoken}>
          {message.content}
        </p>
        {translation !== undefined && (
          <p dir="auto" lang={language} className="translation">
            {translation}
          </p>
        )}
      </div>
    </article>
  );
}

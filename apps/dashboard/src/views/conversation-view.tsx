import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { getJson } from '../api/client.ts';
import { nameConversation } from '../api/name-conversation.ts';
import type { ConversationDetail, ConversationMessage } from '../api/types.ts';
import { Card } from '../components/card.tsx';
import { Contributions } from '../components/contributions.tsx';
import { Heading } from '../components/heading.tsx';
import { QueryState, Skeleton } from '../components/query-state.tsx';
import { sentimentTone, Tag } from '../components/tag.tsx';
import { formatInstant, formatPercent, formatScore, formatSeconds, toLanguage, toWords } from '../format.ts';

const route = getRouteApi('/conversations/$conversationId');

export function ConversationView() {
  const { conversationId } = route.useParams() as { conversationId: string };
  const query = useQuery({
    queryKey: ['conversation', conversationId],
    queryFn: () => getJson<ConversationDetail>(`conversations/${encodeURIComponent(conversationId)}`),
  });
  return (
    <QueryState query={query} waiting={<Skeleton heights={[32, 90, 90, 90, 90]} />}>
      {(conversation) => (
        <>
          <p className="crumbs">
            <Link to="/conversations">Conversations</Link>
          </p>
          <Heading title={nameConversation(conversation)} />
          <div className="reading">
            <Transcript conversation={conversation} />
            <aside>
              <Facts conversation={conversation} />
              {conversation.score && (
                <Card
                  title="How unusual"
                  note={`${formatScore(conversation.score.anomalyScore)}, threshold ${formatScore(conversation.score.threshold)}`}
                >
                  <Contributions contributions={conversation.score.contributions} />
                </Card>
              )}
            </aside>
          </div>
        </>
      )}
    </QueryState>
  );
}

function Transcript({ conversation }: { conversation: ConversationDetail }) {
  const pivot = conversation.translation?.pivotLanguage ?? 'en';
  const isTranslated = conversation.messages.some(({ translations }) => translations?.[pivot] !== undefined);
  const [showsTranslation, setShowsTranslation] = useState(true);
  return (
    <section className="transcript" aria-label="Messages">
      {isTranslated && (
        <label>
          <input
            type="checkbox"
            checked={showsTranslation}
            onChange={(event) => setShowsTranslation(event.target.checked)}
          />
          Show translation ({toLanguage(pivot)})
        </label>
      )}
      {conversation.messages.map((message) => (
        <Message
          key={message.index}
          message={message}
          translation={showsTranslation ? message.translations?.[pivot] : undefined}
        />
      ))}
    </section>
  );
}

function Message({
  message,
  translation,
}: {
  message: ConversationMessage;
  translation: string | undefined;
}) {
  return (
    <article className={`message ${message.role}`}>
      <header className="note">
        {toWords(message.role)}
        {message.sentAt !== null && ` · ${formatInstant(message.sentAt)}`}
        {message.language !== undefined && message.language !== 'und' && ` · ${toLanguage(message.language)}`}
      </header>
      <p lang={message.language}>{message.content}</p>
      {translation !== undefined && <p className="translation">{translation}</p>}
    </article>
  );
}

function Facts({ conversation }: { conversation: ConversationDetail }) {
  const { categories } = conversation;
  return (
    <Card title="What it is">
      <dl className="facts">
        <dt>Topic</dt>
        <dd>
          {categories
            ? `${toWords(categories.topic.label)} (${formatPercent(categories.topic.confidence)})`
            : '…'}
        </dd>
        {categories && categories.topic.evidence.length > 0 && (
          <>
            <dt>Because of</dt>
            <dd>{categories.topic.evidence.slice(0, 6).join(', ')}</dd>
          </>
        )}
        <dt>Intent</dt>
        <dd>
          {categories
            ? `${toWords(categories.intent.label)} (${formatPercent(categories.intent.confidence)})`
            : '…'}
        </dd>
        <dt>Sentiment</dt>
        <dd>
          {categories && (
            <>
              <Tag text={categories.sentiment.label} tone={sentimentTone(categories.sentiment.label)} />{' '}
              {formatScore(categories.sentiment.score)}
            </>
          )}
        </dd>
        <dt>Quality</dt>
        <dd>
          {formatPercent(categories?.quality.score ?? null)}{' '}
          {categories?.quality.issues.map(toWords).join(', ')}
        </dd>
        <dt>Language</dt>
        <dd>
          {conversation.language ? toLanguage(conversation.language.code) : '…'} (
          {toWords(conversation.translation?.status ?? 'not-configured')})
        </dd>
        <dt>User</dt>
        <dd>
          {conversation.userId === null ? (
            '–'
          ) : (
            <Link to="/conversations" search={{ userId: conversation.userId }}>
              {conversation.userId}
            </Link>
          )}
        </dd>
        <dt>Model</dt>
        <dd>{conversation.model ?? '–'}</dd>
        <dt>Started</dt>
        <dd>
          {formatInstant(conversation.startedAt)} UTC, {formatSeconds(conversation.durationSeconds)}
        </dd>
        <dt>Source</dt>
        <dd>
          {conversation.source}, {conversation.conversationId}
        </dd>
      </dl>
    </Card>
  );
}

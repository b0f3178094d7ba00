import type { Schemas } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { conversationQuery } from '../api/queries.ts';
import { Card } from '../design/card.tsx';
import { Contributions } from '../design/contributions.tsx';
import { Heading } from '../design/heading.tsx';
import { QueryState, Skeleton } from '../design/query-state.tsx';
import { formatScore } from '../format.ts';
import { nameLabel } from '../i18n/labels.ts';
import { Categories } from './conversation/categories.tsx';
import { Facts } from './conversation/facts.tsx';
import { SentimentPath } from './conversation/sentiment-path.tsx';
import { Transcript } from './conversation/transcript.tsx';
import { nameConversation } from './conversations/name-conversation.ts';

const route = getRouteApi('/conversations/$conversationId');

export function ConversationView() {
  const { t } = useTranslation();
  const { conversationId } = route.useParams() as { conversationId: string };
  const query = useQuery(conversationQuery(conversationId));
  return (
    <>
      <p className="crumbs">
        <Link to="/conversations">{t('nav.conversations')}</Link>
      </p>
      <QueryState query={query} waiting={<Skeleton heights={[32, 90, 90, 90, 90]} />}>
        {(conversation) => <Reader conversation={conversation} />}
      </QueryState>
    </>
  );
}

function Reader({ conversation }: { conversation: Schemas['ConversationDetail'] }) {
  const { t } = useTranslation();
  const { score, categories } = conversation;
  return (
    <>
      <Heading title={nameConversation(conversation)} />
      <div className="reading">
        <Transcript conversation={conversation} />
        <aside aria-label={t('reader.aside')}>
          {categories && <SentimentPath messages={categories.messages} />}
          {categories && (
            <Categories
              key={conversation.conversationId}
              conversationId={conversation.conversationId}
              categories={categories}
            />
          )}
          <Facts conversation={conversation} />
          {score && (
            <Card
              title={t('reader.unusual')}
              note={t('reader.unusualNote', {
                score: formatScore(score.anomalyScore),
                threshold: formatScore(score.threshold),
              })}
            >
              <Contributions
                contributions={score.contributions}
                name={(feature) => nameLabel('feature', feature)}
              />
            </Card>
          )}
        </aside>
      </div>
    </>
  );
}

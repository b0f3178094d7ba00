import type { Schemas } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { conversationsQuery, userQuery } from '../api/queries.ts';
import { DayChart } from '../charts/day-chart.tsx';
import { sentimentOption } from '../charts/options/day-options.ts';
import { DayLink } from '../components/day-link.tsx';
import { Card } from '../design/card.tsx';
import { Heading } from '../design/heading.tsx';
import { QueryState, Skeleton } from '../design/query-state.tsx';
import { formatDay, formatDays, formatNumber, formatPercent, formatSigned } from '../format.ts';
import { nameLabel } from '../i18n/labels.ts';
import { ConversationTable } from './conversations/conversation-table.tsx';
import { moodOfUser, sentimentByDay } from './users/mood-of-user.ts';

const route = getRouteApi('/users/$userId');
/** The API's most a page. */
const NEWEST = 200;
const SHOWN = 50;

export function UserView() {
  const { t } = useTranslation();
  const { userId } = route.useParams() as { userId: string };
  const user = useQuery(userQuery(userId));
  const conversations = useQuery(conversationsQuery({ userId, limit: NEWEST }));
  return (
    <>
      <p className="crumbs">
        <Link to="/users">{t('nav.users')}</Link>
      </p>
      <Heading title={t('user.title', { user: userId })} />
      <div className="grid">
        <QueryState query={user}>{(found) => <UserFacts user={found} />}</QueryState>
        <QueryState query={conversations} waiting={<Skeleton heights={[300]} />}>
          {({ items }) => <Mood userId={userId} conversations={items} />}
        </QueryState>
      </div>
    </>
  );
}

function UserFacts({ user }: { user: Schemas['User'] }) {
  const { t } = useTranslation();
  const facts: [string, string][] = [
    [t('columns.conversations'), formatNumber(user.nConversations)],
    [t('columns.sentiment'), formatSigned(user.meanSentiment)],
    [t('columns.quality'), formatPercent(user.meanQuality)],
    [t('columns.unusual'), formatNumber(user.nAnomalies)],
    [t('user.seen'), formatDays(user.firstSeenAt.slice(0, 10), user.lastSeenAt.slice(0, 10))],
  ];
  return (
    <Card title={t('user.facts')}>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('columns.topics')}</h3>
      <ul className="plain">
        {user.topTopics.map(({ topic, count }) => (
          <li key={topic}>
            <Link to="/conversations" search={{ userId: user.userId, topic, last: 'all' } as object}>
              {nameLabel('topic', topic)}
            </Link>{' '}
            <span className="note">{formatNumber(count)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Mood({ userId, conversations }: { userId: string; conversations: Schemas['Conversation'][] }) {
  const { t } = useTranslation();
  const days = useMemo(() => sentimentByDay(conversations), [conversations]);
  const series = useMemo(
    () => ({ dates: days.map(({ date }) => date), values: days.map(({ mean }) => mean) }),
    [days],
  );
  const filter = useMemo(() => ({ userId }), [userId]);
  return (
    <>
      <Card
        title={t('user.mood')}
        className="wide"
        note={t('user.newest', { count: conversations.length, n: formatNumber(conversations.length) })}
      >
        <p>
          <strong>{useMoodWords(conversations)}</strong>
        </p>
        <DayChart
          name={t('user.mood')}
          series={series}
          valueName={t('tiles.sentiment')}
          writeValue={formatSigned}
          toOption={sentimentOption}
          height={200}
          filter={filter}
          linkDay={(day) => <DayLink day={day} filter={filter} />}
        />
      </Card>
      <Card title={t('nav.conversations')} className="full">
        <ConversationTable rows={conversations.slice(0, SHOWN)} />
        <Link to="/conversations" search={{ userId, last: 'all' } as object}>
          {t('user.all')}
        </Link>
      </Card>
    </>
  );
}

/** Whether the person is unhappy, and since when. */
function useMoodWords(conversations: readonly Schemas['Conversation'][]): string {
  const { t } = useTranslation();
  const { run, nNegative, nJudged, firstNegative } = moodOfUser(conversations);
  if (run !== null)
    return t('user.run', { count: run.n, n: formatNumber(run.n), since: formatDay(run.since) });
  if (nNegative === 0 || firstNegative === null)
    return t('user.neverNegative', { count: nJudged, n: formatNumber(nJudged) });
  return t('user.sometimes', {
    ...{ negative: formatNumber(nNegative), count: nJudged, n: formatNumber(nJudged) },
    since: formatDay(firstNegative),
  });
}

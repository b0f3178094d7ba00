import type { Schemas } from '@convoscope/client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usersQuery } from '../api/queries.ts';
import { Pages } from '../components/pages.tsx';
import { DataTable, type Column } from '../design/data-table.tsx';
import { Heading } from '../design/heading.tsx';
import { QueryState, Skeleton } from '../design/query-state.tsx';
import { formatDay, formatList, formatNumber, formatPercent, formatSigned } from '../format.ts';
import { nameLabel, nameValue } from '../i18n/labels.ts';
import { parseUserSearch, USER_ORDERS, type UserSearch } from '../search.ts';

type User = Schemas['User'];

const route = getRouteApi('/users');
const PAGE_SIZE = 50;
const MOST_TOPICS = 3;

export function UsersView() {
  const { t } = useTranslation();
  const search = parseUserSearch(route.useSearch());
  const navigate = route.useNavigate();
  const query = useQuery(usersQuery({ ...search, limit: PAGE_SIZE }));
  const order = search.order ?? 'busiest';
  const sort = (by: string): void => {
    const wanted = USER_ORDERS.find((one) => one === by) ?? 'busiest';
    void navigate({ to: '/users', search: wanted === 'busiest' ? {} : { order: wanted } });
  };
  return (
    <>
      <Heading title={t('nav.users')} />
      <p className="note">{t('users.allTime')}</p>
      <div className="filters segments" role="group" aria-label={t('users.order')}>
        {USER_ORDERS.map((one) => (
          <button key={one} aria-pressed={order === one} onClick={() => sort(one)}>
            {t(`users.${one}`)}
          </button>
        ))}
      </div>
      <QueryState
        query={query}
        waiting={<Skeleton heights={[560]} />}
        empty={{ when: ({ items }) => items.length === 0, show: t('users.none') }}
      >
        {({ items, nextCursor }) => (
          <>
            <div className="card">
              <UserTable users={items} order={order} onSort={sort} />
            </div>
            <Pages
              cursor={search.cursor}
              nextCursor={nextCursor}
              toPage={(cursor) => ({ to: '/users', search: { ...search, cursor } as UserSearch })}
            />
          </>
        )}
      </QueryState>
    </>
  );
}

interface UserTableProps {
  users: readonly User[];
  order: string;
  onSort: (by: string) => void;
}

function UserTable({ users, order, onSort }: UserTableProps) {
  const { t } = useTranslation();
  const columns: Column<User>[] = [
    {
      ...{ id: 'user', header: t('columns.user'), value: ({ userId }) => userId },
      show: ({ userId }) => (
        <Link to="/users/$userId" params={{ userId }}>
          {userId}
        </Link>
      ),
    },
    {
      ...{ id: 'conversations', header: t('columns.conversations'), isNumber: true, sort: 'busiest' },
      value: ({ nConversations }) => nConversations,
      show: ({ userId, nConversations }) => (
        <Link to="/conversations" search={{ userId, last: 'all' } as object}>
          {formatNumber(nConversations)}
        </Link>
      ),
    },
    { id: 'messages', header: t('columns.messages'), isNumber: true, value: ({ nMessages }) => nMessages },
    {
      ...{ id: 'topics', header: t('columns.topics') },
      value: ({ topTopics }) => topTopics.map(({ topic }) => topic).join(' '),
      show: ({ topTopics }) =>
        formatList(topTopics.slice(0, MOST_TOPICS).map(({ topic }) => nameLabel('topic', topic))),
    },
    {
      ...{ id: 'languages', header: t('columns.languages'), value: ({ languages }) => languages.join(' ') },
      show: ({ languages }) => formatList(languages.map((code) => nameValue('language', code))),
    },
    {
      ...{ id: 'sentiment', header: t('columns.sentiment'), isNumber: true, sort: 'unhappiest' },
      value: ({ meanSentiment }) => meanSentiment,
      show: ({ meanSentiment }) => formatSigned(meanSentiment),
    },
    {
      ...{
        id: 'quality',
        header: t('columns.quality'),
        isNumber: true,
        value: ({ meanQuality }) => meanQuality,
      },
      show: ({ meanQuality }) => formatPercent(meanQuality),
    },
    { id: 'unusual', header: t('columns.unusual'), isNumber: true, value: ({ nAnomalies }) => nAnomalies },
    {
      ...{ id: 'seen', header: t('columns.lastSeen'), sort: 'latest', value: ({ lastSeenAt }) => lastSeenAt },
      show: ({ lastSeenAt }) => <span className="nowrap">{formatDay(lastSeenAt)}</span>,
    },
  ];
  return (
    <DataTable
      choice="users"
      name={t('nav.users')}
      columns={columns}
      rows={users}
      keyOf={({ userId }) => userId}
      sorted={{ by: order, onSort }}
    />
  );
}

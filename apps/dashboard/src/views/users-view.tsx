import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getJson } from '../api/client.ts';
import type { Page, User } from '../api/types.ts';
import { Heading } from '../components/heading.tsx';
import { Pager, usePager } from '../components/pager.tsx';
import { QueryState, Skeleton } from '../components/query-state.tsx';
import { formatDay, formatNumber, formatPercent, formatScore, toLanguage, toWords } from '../format.ts';

export function UsersView() {
  const pager = usePager();
  const query = useQuery({
    queryKey: ['users', pager.cursor],
    queryFn: () => getJson<Page<User>>('users', { cursor: pager.cursor, limit: 50 }),
  });
  return (
    <>
      <Heading title="Users" />
      <QueryState
        query={query}
        waiting={<Skeleton heights={[560]} />}
        empty={{ when: ({ items }) => items.length === 0, show: 'No users yet.' }}
      >
        {(page) => (
          <>
            <UserTable users={page.items} />
            <Pager pager={pager} nextCursor={page.nextCursor} />
          </>
        )}
      </QueryState>
    </>
  );
}

function UserTable({ users }: { users: User[] }) {
  return (
    <div className="card scroll" tabIndex={0} role="region" aria-label="List of users">
      <table>
        <thead>
          <tr>
            <th>User</th>
            <th className="number">Conversations</th>
            <th className="number">Messages</th>
            <th>Talks most about</th>
            <th>Languages</th>
            <th className="number">Sentiment</th>
            <th className="number">Quality</th>
            <th className="number">Unusual</th>
            <th>Last seen</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.userId}>
              <td>
                <Link to="/conversations" search={{ userId: user.userId }}>
                  {user.userId}
                </Link>
              </td>
              <td className="number">{formatNumber(user.nConversations)}</td>
              <td className="number">{formatNumber(user.nMessages)}</td>
              <td>
                {user.topTopics
                  .slice(0, 3)
                  .map(({ topic }) => toWords(topic))
                  .join(', ')}
              </td>
              <td>{user.languages.map(toLanguage).join(', ')}</td>
              <td className="number">{formatScore(user.meanSentiment)}</td>
              <td className="number">{formatPercent(user.meanQuality)}</td>
              <td className="number">{user.nAnomalies}</td>
              <td className="nowrap">{formatDay(user.lastSeenAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getJson } from '../api/client.ts';
import type { Page, User } from '../api/types.ts';
import { Pager, usePager } from '../components/pager.tsx';
import { QueryState } from '../components/query-state.tsx';
import { formatDay, formatNumber, formatPercent, formatScore, toWords } from '../format.ts';

export function UsersView() {
  const pager = usePager();
  const query = useQuery({
    queryKey: ['users', pager.cursor],
    queryFn: () => getJson<Page<User>>('users', { cursor: pager.cursor, limit: 50 }),
  });
  return (
    <>
      <h1>Users</h1>
      <QueryState query={query} empty={{ when: ({ items }) => items.length === 0, text: 'No users yet.' }}>
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
    <div className="card scroll">
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
              <td>{user.languages.join(', ')}</td>
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

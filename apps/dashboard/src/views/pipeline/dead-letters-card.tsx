import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, postJson } from '../../api/client.ts';
import type { DeadLetter } from '../../api/types.ts';
import { Card } from '../../components/card.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { formatInstant, toWords } from '../../format.ts';

export function DeadLettersCard() {
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: ['dead-letters'],
    queryFn: () => getJson<{ items: DeadLetter[] }>('dead-letters', { limit: 20 }),
  });
  const replay = useMutation({
    mutationFn: ({ topic, id }: DeadLetter) => postJson('dead-letters/replay', { topic, ids: [id] }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <Card title="Dead letters" className="full scroll">
      <QueryState query={query} empty={{ when: ({ items }) => items.length === 0, show: 'None.' }}>
        {({ items }) => (
          <table>
            <thead>
              <tr>
                <th>Topic</th>
                <th>Key</th>
                <th>Reason</th>
                <th>Error</th>
                <th>Failed (UTC)</th>
                <th>
                  <span className="hidden">Action</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((letter) => (
                <tr key={letter.topic + letter.id}>
                  <td>{letter.topic}</td>
                  <td>{letter.key ?? '–'}</td>
                  <td>{toWords(letter.reason)}</td>
                  <td>{letter.error}</td>
                  <td className="nowrap">{formatInstant(letter.lastFailedAt)}</td>
                  <td>
                    <button onClick={() => replay.mutate(letter)}>Replay</button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </QueryState>
    </Card>
  );
}

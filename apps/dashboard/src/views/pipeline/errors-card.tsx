import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/client.ts';
import type { Page, ProcessingError } from '../../api/types.ts';
import { Card } from '../../components/card.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatInstant, toWords } from '../../format.ts';

export function ErrorsCard() {
  const query = useQuery({
    queryKey: ['errors'],
    queryFn: () => getJson<Page<ProcessingError>>('processing/errors', { limit: 20 }),
  });
  return (
    <Card title="Rows that could not be processed" className="full scroll">
      <QueryState query={query} empty={{ when: ({ items }) => items.length === 0, show: 'None.' }}>
        {({ items }) => (
          <table>
            <thead>
              <tr>
                <th>Where</th>
                <th>Reason</th>
                <th>What</th>
                <th>State</th>
                <th className="number">Attempts</th>
                <th>Last seen (UTC)</th>
              </tr>
            </thead>
            <tbody>
              {items.map((error) => (
                <tr key={`${error.source}/${error.sourceRowId}`}>
                  <td>{placeOf(error)}</td>
                  <td>{toWords(error.reason)}</td>
                  <td>
                    {error.message}
                    {error.sample ? <div className="sample">{error.sample}</div> : null}
                  </td>
                  <td>
                    <Tag
                      text={error.status}
                      tone={error.status === 'parked' ? 'bad' : error.status === 'resolved' ? 'good' : 'busy'}
                    />
                  </td>
                  <td className="number">{error.attempts}</td>
                  <td className="nowrap">{formatInstant(error.lastSeenAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </QueryState>
    </Card>
  );
}

/** `file:line:column` of a file, else the row that it is. */
function placeOf({ file, line, record, column, conversationId, sourceRowId }: ProcessingError): string {
  if (!file) return conversationId ?? sourceRowId;
  return [file, line ?? (record ? `#${record}` : null), column].filter((part) => part != null).join(':');
}

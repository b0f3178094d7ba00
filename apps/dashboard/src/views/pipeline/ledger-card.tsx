import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/client.ts';
import type { LedgerEntry, ProofState } from '../../api/types.ts';
import { Card } from '../../components/card.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatInstant, formatNumber, toWords } from '../../format.ts';

const STAGES: readonly LedgerEntry['stage'][] = [
  'source',
  'topic',
  'mongodb',
  'translated',
  'categorised',
  'scored',
  'lake',
  'report',
  'totals',
];

export function LedgerCard() {
  const query = useQuery({
    queryKey: ['ledger'],
    queryFn: () => getJson<{ proof: ProofState; items: LedgerEntry[] }>('ledger'),
  });
  return (
    <Card title="Ledger" note="conversations each stage held, at the last reconcile" className="full scroll">
      <QueryState
        query={query}
        empty={{
          when: ({ items }) => items.length === 0,
          show: (
            <>
              Not compared yet: that happens by itself once the first load is over, or by{' '}
              <code>convoscope reconcile</code>.
            </>
          ),
        }}
      >
        {({ proof, items }) => (
          <>
            <ProofLine {...proof} />
            <LedgerTable entries={items} />
          </>
        )}
      </QueryState>
    </Card>
  );
}

function ProofLine({ last, running, failure }: ProofState) {
  return (
    <p>
      {last !== null && (
        <>
          <Tag
            text={last.isBalanced ? 'in = out' : `${formatNumber(last.nDiffering)} differ`}
            tone={last.isBalanced ? 'good' : 'bad'}
          />{' '}
          {formatNumber(last.nConversations)} conversations, all stages compared {formatInstant(last.endedAt)}
          .{' '}
        </>
      )}
      {running !== null && `Comparing now: ${running.nDone} of ${running.nStages} stages done. `}
      {failure !== null && `The last attempt failed: ${failure.because}`}
    </p>
  );
}

function LedgerTable({ entries }: { entries: LedgerEntry[] }) {
  const bySource = Map.groupBy(entries, ({ source }) => source);
  return (
    <table>
      <thead>
        <tr>
          <th>Of</th>
          {STAGES.map((stage) => (
            <th key={stage} className="number">
              {toWords(stage)}
            </th>
          ))}
          <th>Days</th>
          <th>Counted (UTC)</th>
        </tr>
      </thead>
      <tbody>
        {[...bySource].map(([source, ofSource]) => (
          <LedgerRow key={source} source={source} entries={ofSource} />
        ))}
      </tbody>
    </table>
  );
}

function LedgerRow({ source, entries }: { source: string; entries: LedgerEntry[] }) {
  const days = [...Map.groupBy(entries, ({ date }) => date).values()];
  const counted = new Set(entries.map(({ stage }) => stage)).size;
  const nMatching = days.filter(
    (day) => day.length === counted && new Set(day.map(({ hash, count }) => `${count}/${hash}`)).size === 1,
  ).length;
  const countedAt = entries.map((entry) => entry.countedAt).reduce((a, b) => (a > b ? a : b));
  const total = (stage: LedgerEntry['stage']): number =>
    entries.filter((entry) => entry.stage === stage).reduce((sum, { count }) => sum + count, 0);
  return (
    <tr>
      <td>{source}</td>
      {STAGES.map((stage) => (
        <td key={stage} className="number">
          {formatNumber(total(stage))}
        </td>
      ))}
      <td>
        <Tag
          text={`${nMatching} of ${days.length} match`}
          tone={nMatching === days.length ? 'good' : 'bad'}
        />
      </td>
      <td className="nowrap">{formatInstant(countedAt)}</td>
    </tr>
  );
}

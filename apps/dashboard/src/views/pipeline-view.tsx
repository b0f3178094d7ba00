import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api/client.ts';
import type { Progress } from '../api/types.ts';
import { Heading } from '../components/heading.tsx';
import { QueryState, Skeleton } from '../components/query-state.tsx';
import { DeadLettersCard } from './pipeline/dead-letters-card.tsx';
import { ErrorsCard } from './pipeline/errors-card.tsx';
import { FindingsCard } from './pipeline/findings-card.tsx';
import { LedgerCard } from './pipeline/ledger-card.tsx';
import { SourceCards } from './pipeline/source-card.tsx';
import { ConsumersCard, StagesCard } from './pipeline/stages-card.tsx';

export function PipelineView() {
  const progress = useQuery({
    queryKey: ['progress'],
    queryFn: () => getJson<Progress>('progress'),
    refetchInterval: 2000,
  });
  return (
    <>
      <Heading title="Pipeline" />
      <QueryState query={progress} waiting={<Skeleton heights={[250, 250, 120]} />}>
        {(data) => (
          <div className="grid">
            <SourceCards sources={data.sources} />
            <StagesCard progress={data} />
            <ConsumersCard progress={data} />
            <LedgerCard />
            <ErrorsCard />
            <FindingsCard sources={data.sources} />
            <DeadLettersCard />
          </div>
        )}
      </QueryState>
    </>
  );
}

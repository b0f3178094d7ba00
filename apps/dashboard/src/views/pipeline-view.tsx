import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { progressQuery } from '../api/queries.ts';
import { Heading } from '../design/heading.tsx';
import { QueryState, Skeleton } from '../design/query-state.tsx';
import { DeadLettersCard } from './pipeline/dead-letters-card.tsx';
import { ErrorsCard } from './pipeline/errors-card.tsx';
import { FindingsCard } from './pipeline/findings-card.tsx';
import { FlowCard } from './pipeline/flow-card.tsx';
import { LedgerCard } from './pipeline/ledger-card.tsx';
import { SourceCards } from './pipeline/source-card.tsx';
import { ServicesCard } from './pipeline/services-card.tsx';

export function PipelineView() {
  const { t } = useTranslation();
  const progress = useQuery({ ...progressQuery, refetchInterval: 5000 });
  return (
    <>
      <Heading title={t('nav.pipeline')} />
      <QueryState query={progress} waiting={<Skeleton heights={[250, 250, 120]} />}>
        {(data) => (
          <div className="stack">
            <FlowCard progress={data} />
            <SourceCards sources={data.sources} />
            <ErrorsCard />
            <DeadLettersCard />
            <FindingsCard sources={data.sources} />
            <ServicesCard progress={data} />
            <LedgerCard />
          </div>
        )}
      </QueryState>
    </>
  );
}

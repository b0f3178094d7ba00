import type { Schemas } from '@convoscope/client';

type Progress = Schemas['Progress'];

export interface FlowStage {
  stage: string;
  /** The service that does it, and events that wait for it. */
  service: string;
  nDone: number;
  lag: number;
  stalledSeconds: number;
}

export interface Health {
  state: 'well' | 'working' | 'stuck';
  /** Services that have not moved while events wait for them. */
  stuck: string[];
  nWaiting: number;
}

const STUCK_SECONDS = 60;

/** Which service does a stage. */
const SERVICE_OF: Readonly<Record<string, string>> = {
  ingested: 'ingestion',
  translated: 'translation',
  categorised: 'categorisation',
  scored: 'anomaly',
  reported: 'reporting',
};

/** Every stage in the order of the flow, with what waits before it. */
export const flowOf = ({ stages, consumers }: Progress): FlowStage[] =>
  stages.map(({ stage, nConversations }) => {
    const service = SERVICE_OF[stage] ?? stage;
    const own = consumers.filter(({ group }) => group === service);
    return {
      ...{ stage, service, nDone: nConversations },
      lag: own.reduce((sum, { lag }) => sum + lag, 0),
      stalledSeconds: Math.max(
        0,
        ...own.filter(({ lag }) => lag > 0).map(({ stalledSeconds }) => stalledSeconds),
      ),
    };
  });

/** Whether everything moves, and what does not. */
export function healthOf({ stages, consumers }: Progress): Health {
  const waiting = consumers.filter(({ lag }) => lag > 0);
  const stuck = [
    ...new Set(
      waiting.filter(({ stalledSeconds }) => stalledSeconds > STUCK_SECONDS).map(({ group }) => group),
    ),
  ];
  const isBehind = (stages.at(-1)?.nConversations ?? 0) < (stages[0]?.nConversations ?? 0);
  return {
    state: stuck.length > 0 ? 'stuck' : waiting.length > 0 || isBehind ? 'working' : 'well',
    stuck,
    nWaiting: waiting.reduce((sum, { lag }) => sum + lag, 0),
  };
}

import type { LakeReader } from '@convoscope/lake';
import {
  createMongoCounter,
  createReportCounter,
  createTopicCounters,
  createTotalsCounter,
  type StageCounter,
} from '@convoscope/ledger';
import type { Infrastructure } from '@convoscope/service';

export interface StageCountersOptions extends Pick<Infrastructure, 'store' | 'bus' | 'tenant'> {
  lake: Pick<LakeReader, 'revisions'>;
  nowMs: number;
}

/** Every stage behind the source, in the order of the flow. */
export function createStageCounters({
  store,
  bus,
  lake,
  tenant,
  nowMs,
}: StageCountersOptions): StageCounter[] {
  const onTopics = createTopicCounters({ bus, messages: store.messages, tenant, nowMs });
  return [
    onTopics.topic,
    createMongoCounter(store.messages, tenant),
    onTopics.translated,
    onTopics.categorised,
    onTopics.scored,
    { stage: 'lake', members: () => lake.revisions(tenant) },
    createReportCounter(store.analytics, tenant),
    createTotalsCounter(store.analytics, tenant),
  ];
}

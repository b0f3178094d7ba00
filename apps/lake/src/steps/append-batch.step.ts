import type { EventBatch } from '@convoscope/bus';
import { appendEvents, datasetOfTopic, type AppendDependencies } from '@convoscope/lake';
import type { LakeEvents } from '../lake.events.ts';

/** Writes a batch as one file of its topic's table, exactly once. Throws TransientError, and then nothing may be committed on the bus. */
export function createAppendBatchStep(
  deps: AppendDependencies & { events: LakeEvents },
): (batch: Pick<EventBatch, 'topic' | 'partition' | 'events' | 'signal'>) => Promise<void> {
  return async function appendBatchStep({ topic, partition, events, signal }) {
    const dataset = datasetOfTopic(topic);
    const { file, nRepeated } = await appendEvents(deps, { dataset, partition, events, signal });
    deps.events.batchWritten(dataset.name, events.length - nRepeated, file?.size ?? 0, nRepeated);
  };
}

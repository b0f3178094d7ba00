import { ok, type BatchHandler } from '@convoscope/bus';
import { appendBatch, type AppendDependencies } from './append-batch.ts';
import { datasetOfTopic } from './files/dataset.ts';
import type { LakeEvents } from './lake.events.ts';
import { createPartitionPace, type PaceOptions } from './pace-partitions.ts';

export interface LakePipelineDependencies extends AppendDependencies {
  pace: PaceOptions;
  events: LakeEvents;
}

/** A batch waits until it is worth a file, becomes one file a day, and is committed once the manifest names them. */
export function createLakePipeline(deps: LakePipelineDependencies): BatchHandler {
  const waitForPace = createPartitionPace(deps.pace);
  return async (batch) => {
    await waitForPace(batch);
    const { files, nRepeated } = await appendBatch(deps, batch);
    deps.events.filesWritten(datasetOfTopic(batch.topic).name, files, nRepeated);
    return batch.events.map(() => ok(undefined));
  };
}

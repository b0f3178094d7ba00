import { ok, type BatchHandler } from '@convoscope/bus';
import { CANARY_TENANT } from '@convoscope/contracts';
import type { AppendDependencies } from '@convoscope/lake';
import type { LakeEvents } from './lake.events.ts';
import { createAppendBatchStep } from './steps/append-batch.step.ts';
import { createPacePartitionsStep, type PaceOptions } from './steps/pace-partitions.step.ts';

export interface LakePipelineDependencies extends AppendDependencies {
  pace: PaceOptions;
  events: LakeEvents;
}

/** The canary is no history. Everything else: a batch waits until it is worth a file, becomes one file, and is committed on the bus once the table's log names it. */
export function createLakePipeline(deps: LakePipelineDependencies): BatchHandler {
  const pacePartitions = createPacePartitionsStep(deps.pace);
  const appendBatch = createAppendBatchStep(deps);
  return async (batch) => {
    const events = batch.events.filter(({ tenant }) => tenant !== CANARY_TENANT);
    if (events.length > 0) {
      await pacePartitions({ ...batch, events });
      await appendBatch({ ...batch, events });
    }
    return batch.events.map(() => ok(undefined));
  };
}

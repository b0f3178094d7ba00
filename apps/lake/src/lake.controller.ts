import { Controller, Inject } from '@nestjs/common';
import { Subscribe, type BatchHandler, type EventBatch, type Outcome } from '@convoscope/bus';
import { lakeTopics } from '@convoscope/lake';

export const LAKE_PIPELINE = Symbol('LAKE_PIPELINE');

@Controller()
export class LakeController {
  readonly #pipeline: BatchHandler;

  constructor(@Inject(LAKE_PIPELINE) pipeline: BatchHandler) {
    this.#pipeline = pipeline;
  }

  @Subscribe(lakeTopics, { maxBatchSize: 5_000, concurrency: 4 })
  onEvents(batch: EventBatch): Promise<readonly Outcome[]> {
    return this.#pipeline(batch);
  }
}

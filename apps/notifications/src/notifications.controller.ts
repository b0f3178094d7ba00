import { Controller, Inject, type Type } from '@nestjs/common';
import { Subscribe, type BatchHandler, type EventBatch, type Outcome } from '@convoscope/bus';
import type { Topic } from '@convoscope/contracts';

export const NOTIFICATIONS_PIPELINE = Symbol('NOTIFICATIONS_PIPELINE');

/** Bodies are kept in memory until they are stored: fewer at a time than elsewhere. */
const MOST_AT_ONCE = 200;

/** The controller that listens to these topics: which ones is known only from the settings. */
export function createNotificationsController(topics: readonly Topic[]): Type {
  @Controller()
  class NotificationsController {
    readonly #pipeline: BatchHandler;

    constructor(@Inject(NOTIFICATIONS_PIPELINE) pipeline: BatchHandler) {
      this.#pipeline = pipeline;
    }

    @Subscribe(topics, { maxBatchSize: MOST_AT_ONCE })
    onEvents(batch: EventBatch): Promise<readonly Outcome[]> {
      return this.#pipeline(batch);
    }
  }
  return NotificationsController;
}

import { InvariantError } from '@convoscope/contracts';
import type { EventBatch } from '../bus.ts';
import type { Outcome } from '../outcome.ts';

export type BatchMethod = (batch: EventBatch) => Promise<readonly Outcome[]>;

/**
 * One call of a handler through Nest. The handler leaves its result here, so that neither Nest's exception filters nor its Observables
 * come between: what it throws reaches the bus as it is.
 */
export class BatchCall {
  #result: { outcomes: readonly Outcome[] } | { thrown: unknown } | undefined;

  readonly #batch: EventBatch;

  constructor(batch: EventBatch) {
    this.#batch = batch;
  }

  async run(work: BatchMethod): Promise<void> {
    try {
      this.#result = { outcomes: await work(this.#batch) };
    } catch (thrown) {
      this.#result = { thrown };
    }
  }

  /** The outcomes; throws what the handler threw. */
  outcomes(): readonly Outcome[] {
    if (this.#result === undefined)
      throw new InvariantError('Nest did not call the handler', { code: 'BUS_HANDLER_NOT_CALLED' });
    if ('thrown' in this.#result) throw this.#result.thrown;
    return this.#result.outcomes;
  }
}

import type { Topic } from '@convoscope/contracts';
import { EventPattern } from '@nestjs/microservices';
import type { EventBatch } from '../bus.ts';
import type { Outcome } from '../outcome.ts';
import { BatchCall, type BatchMethod } from './batch-call.ts';

/** Marks our handlers, so that other transports of a hybrid application leave them alone. */
export const BUS_TRANSPORT_ID: unique symbol = Symbol('convoscope-bus');

export interface SubscribeDecoratorOptions {
  /** Most events in one batch. Default 500. */
  maxBatchSize?: number;
  /** Partitions processed at the same time, over all topics of the service: the largest value asked for wins. Default 2. */
  concurrency?: number;
}

/** What the decorator leaves on a handler for the transport. */
export interface SubscribeExtras extends SubscribeDecoratorOptions {
  topics: readonly Topic[];
}

/**
 * Hands the batches of a topic, or of several, to a controller method: `(batch: EventBatch<T>) => Promise<readonly Outcome[]>`, under the
 * rules of `BatchHandler`. All methods of a service share its consumer group; a topic may have one method.
 *
 * Guards, pipes, interceptors and exception filters of Nest do not apply: a batch is not a request.
 */
export function Subscribe<T>(
  topics: Topic<T> | readonly Topic<T>[],
  options: SubscribeDecoratorOptions = {},
): MethodDecorator {
  const list = (Array.isArray(topics) ? topics : [topics]) as readonly Topic[];
  const extras: SubscribeExtras = { ...options, topics: list };
  const pattern = EventPattern(
    list.map((topic) => topic.name),
    BUS_TRANSPORT_ID,
    extras,
  );
  return (target, key, descriptor) => {
    const method = descriptor.value as unknown as BatchMethod;
    function callBatchMethod(this: unknown, given: EventBatch | BatchCall): Promise<unknown> {
      const work = async (batch: EventBatch): Promise<readonly Outcome[]> => method.call(this, batch);
      return given instanceof BatchCall ? given.run(work) : work(given);
    }
    descriptor.value = callBatchMethod as unknown as NonNullable<typeof descriptor.value>;
    return pattern(target, key, descriptor);
  };
}

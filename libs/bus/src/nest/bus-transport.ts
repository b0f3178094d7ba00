import { InvariantError, type Topic } from '@convoscope/contracts';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import type { Bus, Subscription } from '../bus.ts';
import { BatchCall, type BatchMethod } from './batch-call.ts';
import { BUS_TRANSPORT_ID, type SubscribeExtras } from './subscribe.ts';

export interface BusTransportOptions {
  bus: Bus;
  /** Service name: all its methods consume as this group. */
  group: string;
}

interface Route {
  topic: Topic;
  extras: SubscribeExtras;
  callback: MessageHandler;
}

/**
 * Connects `@Subscribe` methods to the bus. Listening starts one subscription for the whole service; closing drains it.
 * Nest's per-message machinery is passed by: no Observable a message, and what a method throws reaches the bus as it is.
 */
export class BusTransport extends Server implements CustomTransportStrategy {
  override readonly transportId = BUS_TRANSPORT_ID;
  /** Nest must not catch what handlers throw: the bus decides what it means. */
  override readonly propagatesEventHandlerErrors = true;
  readonly #options: BusTransportOptions;
  readonly #routes = new Map<string, Route>();
  #subscription: Subscription | undefined;

  constructor(options: BusTransportOptions) {
    super();
    this.#options = options;
  }

  override addHandler(
    pattern: unknown,
    callback: MessageHandler,
    _isEventHandler?: boolean,
    extras?: Record<string, unknown>,
  ): void {
    const found = extras as SubscribeExtras | undefined;
    const topic = found?.topics.find(({ name }) => name === pattern);
    if (!found || !topic) return;
    if (this.#routes.has(topic.name))
      throw new InvariantError(`two methods of ${this.#options.group} subscribe to ${topic.name}`, {
        code: 'BUS_TWO_HANDLERS',
      });
    this.#routes.set(topic.name, { topic, extras: found, callback });
  }

  listen(callback: (error?: unknown) => void): void {
    this.#subscribe().then(() => callback(), callback);
  }

  async #subscribe(): Promise<void> {
    const routes = [...this.#routes.values()];
    if (routes.length === 0) return;
    const handler: BatchMethod = async (batch) => {
      const route = this.#routes.get(batch.topic);
      if (!route) throw new InvariantError(`no method handles ${batch.topic}`, { code: 'BUS_NO_HANDLER' });
      const call = new BatchCall(batch);
      await route.callback(call);
      return call.outcomes();
    };
    const sizes = routes.flatMap(({ topic, extras: { maxBatchSize } }) =>
      maxBatchSize === undefined ? [] : [[topic.name, maxBatchSize] as const],
    );
    const places = routes.map(({ extras }) => extras.concurrency ?? 0);
    this.#subscription = await this.#options.bus.subscribe({
      group: this.#options.group,
      topics: routes.map(({ topic }) => topic),
      handler,
      maxBatchSize: new Map(sizes),
      ...(Math.max(...places) === 0 ? {} : { concurrency: Math.max(...places) }),
    });
  }

  async close(): Promise<void> {
    await this.#subscription?.stop();
  }

  on(): never {
    throw new InvariantError('the bus transport has no events to listen to', {
      code: 'BUS_TRANSPORT_EVENTS',
    });
  }

  unwrap<T>(): T {
    return this.#options.bus as T;
  }
}

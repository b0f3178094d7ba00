import { TransientError } from '@convoscope/contracts';
import type { WebhookDeliveriesRepository, WebhookDeliveryDocument } from '@convoscope/store';
import type { Clock } from '@convoscope/telemetry';
import { randomUUID } from 'node:crypto';
import type { NotificationsEvents } from '../notifications.events.ts';
import type { Channel } from './channel.port.ts';
import type { EndpointRegistry } from './endpoint-registry.ts';
import { postBatch, type BatchContext } from './post-batch.ts';
import type { RetrySchedule } from './after-failure.ts';

export interface EndpointWorkerOptions {
  readonly tenant: string;
  readonly endpoint: string;
  readonly channel: Channel;
  readonly deliveries: WebhookDeliveriesRepository;
  readonly registry: EndpointRegistry;
  /** Resolves once the endpoint is in the registry. */
  readonly registered: () => Promise<unknown>;
  readonly events: NotificationsEvents;
  readonly clock: Clock;
  readonly retries: RetrySchedule;
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly batchSize: number;
  readonly pollIntervalMs: number;
  readonly keepDeliveredMs: number;
  readonly keepFailedMs: number;
}

/** Posts that run when the service stops have this long to be answered; then they are given up, and made again by whoever comes next. */
const DRAIN_MS = 15_000;
/** A claim outlasts two attempts, one after the other, and what it takes to write down what became of them. */
const CLAIM_MARGIN_MS = 5_000;

/**
 * Delivers to one endpoint, in rounds: claims what is due, posts it, notes what became of it. Other endpoints have workers of their own, so none
 * waits for another; other processes have workers for the same endpoint, and share the work by claims.
 */
export class EndpointWorker {
  readonly #options: EndpointWorkerOptions;
  readonly #stopping = new AbortController();
  readonly #givingUp = new AbortController();
  #waking = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  #alignedAtMs = -Infinity;
  #nSteps = 0;

  constructor(options: EndpointWorkerOptions) {
    this.#options = options;
  }

  get tenant(): string {
    return this.#options.tenant;
  }

  get endpoint(): string {
    return this.#options.endpoint;
  }

  /** Rounds and attempts that have ended: what stands still although something is due is stuck. */
  get nSteps(): number {
    return this.#nSteps;
  }

  start(): void {
    this.#loop = this.#repeat();
  }

  /** Something is due: the worker does not wait until it looks next. */
  wake(): void {
    this.#waking.abort();
  }

  /** Claims nothing more, waits for the answers to what was posted, and gives back what was claimed. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#waking.abort();
    const isOver = new AbortController();
    const late = this.#options.clock.sleep(DRAIN_MS, isOver.signal).then(
      () => this.#givingUp.abort(),
      () => undefined,
    );
    await this.#loop;
    isOver.abort();
    await late;
  }

  async #repeat(): Promise<void> {
    const { clock, pollIntervalMs, events } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      this.#waking = new AbortController();
      const hasMore = await this.round().catch((error: unknown) => {
        events.roundFailed(this.endpoint, error, error instanceof TransientError);
        return false;
      });
      if (!hasMore) await clock.sleep(pollIntervalMs, this.#waking.signal).catch(() => undefined);
    }
  }

  /** One round; resolves to whether more may be due. Throws TransientError where the database is away. */
  async round(): Promise<boolean> {
    const { tenant, endpoint, registry, registered, channel, batchSize } = this.#options;
    await registered();
    const isDisabled = ((await registry.read(tenant))[endpoint]?.disabled ?? null) !== null;
    await this.#align(isDisabled);
    const limit = isDisabled ? 0 : Math.min(batchSize, channel.nAllowed);
    const nClaimed = limit === 0 ? 0 : await this.#deliver(limit);
    this.#nSteps += 1;
    return nClaimed > 0;
  }

  async #deliver(limit: number): Promise<number> {
    const { tenant, endpoint, deliveries, clock, timeoutMs } = this.#options;
    const claim = randomUUID();
    const claimedAtMs = clock.now();
    const untilMs = claimedAtMs + 2 * timeoutMs + CLAIM_MARGIN_MS;
    const claimed: WebhookDeliveryDocument[] = await deliveries.claimDue({
      ...{ tenant, endpoint, limit, claim },
      ...{ at: new Date(claimedAtMs), until: new Date(untilMs) },
    });
    const context: BatchContext = {
      ...{ ...this.#options, claim, lastStartMs: claimedAtMs + timeoutMs },
      ...{ stopping: this.#stopping.signal, givingUp: this.#givingUp.signal },
      onAttempt: () => (this.#nSteps += 1),
    };
    await postBatch(claimed, context);
    return claimed.length;
  }

  /** Deliveries wait where their endpoint is disabled and go on where it is enabled, whoever changed it and whenever they were stored. */
  async #align(isDisabled: boolean): Promise<void> {
    const { tenant, endpoint, deliveries, clock, pollIntervalMs, keepFailedMs } = this.#options;
    const nowMs = clock.now();
    if (nowMs - this.#alignedAtMs < pollIntervalMs) return;
    const at = new Date(nowMs);
    const expireAt = new Date(nowMs + keepFailedMs);
    if (isDisabled) await deliveries.moveAll(tenant, endpoint, { from: 'pending', to: 'disabled', expireAt });
    else await deliveries.moveAll(tenant, endpoint, { from: 'disabled', to: 'pending', at });
    this.#alignedAtMs = nowMs;
  }
}

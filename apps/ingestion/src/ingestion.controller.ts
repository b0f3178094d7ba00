import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Headers, HttpCode, Inject, Post, UnauthorizedException } from '@nestjs/common';
import { drop, ok, pipeline, Subscribe, type EventBatch, type Outcome } from '@convoscope/bus';
import { topics, type ConversationsSubmitted, type SyncRequested } from '@convoscope/contracts';
import type { SubmissionDesk } from './submissions/create-submission-desk.ts';
import type { PollMode } from './sync/poll-source.ts';

/** What the controller needs of the rest: who to tell, and which secret to ask for. */
export interface HintReceiver {
  sourceName: string;
  /** Whose source it is: others may not have it read. */
  tenant: string;
  webhookSecret: string | null;
  hint(mode: PollMode): void;
}

export const HINT_RECEIVER = Symbol('HINT_RECEIVER');
export const SUBMISSION_DESK = Symbol('SUBMISSION_DESK');

@Controller()
export class IngestionController {
  readonly #receiver: HintReceiver;

  readonly #desk: SubmissionDesk;

  constructor(@Inject(HINT_RECEIVER) receiver: HintReceiver, @Inject(SUBMISSION_DESK) desk: SubmissionDesk) {
    this.#receiver = receiver;
    this.#desk = desk;
  }

  /** One after the other: conversations that were sent again come later. */
  @Subscribe(topics.conversationsSubmitted, { concurrency: 1 })
  onSubmitted(batch: EventBatch<ConversationsSubmitted>): Promise<readonly Outcome[]> {
    return pipeline<ConversationsSubmitted>()
      .step(async ({ data, tenant }) => ok(await this.#desk.process(data, tenant)))
      .run(batch.events);
  }

  @Subscribe(topics.syncsRequested)
  onSyncRequested(batch: EventBatch<SyncRequested>): Promise<readonly Outcome[]> {
    const outcomes = batch.events.map(({ data, tenant }) => {
      if (tenant !== this.#receiver.tenant) return drop('other-tenant');
      if (data.source !== null && data.source !== this.#receiver.sourceName) return drop('other-source');
      this.#receiver.hint(data.mode);
      return ok(undefined);
    });
    return Promise.resolve(outcomes);
  }

  /** NocoDB's webhook: only a hint to look sooner. Its body is not read: it is neither signed nor repeated when lost. */
  @Post('webhooks/nocodb')
  @HttpCode(202)
  onWebhook(@Headers('x-convoscope-secret') given: string | undefined): { accepted: true } {
    const { webhookSecret } = this.#receiver;
    if (webhookSecret !== null && !isSame(given ?? '', webhookSecret)) {
      throw new UnauthorizedException('the header x-convoscope-secret is missing or wrong');
    }
    this.#receiver.hint('incremental');
    return { accepted: true };
  }
}

/** Compares digests, so that neither content nor length shows in the time it takes. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

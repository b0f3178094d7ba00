import type { WebhookDeliveryDocument } from '@convoscope/store';

/** What became of one attempt. `reason` is fit for logs; `error` may quote the receiver. */
export type Attempt =
  | { readonly kind: 'arrived' }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly error: string;
      readonly retryAfterMs?: number;
    }
  /** The receiver wants nothing more. */
  | { readonly kind: 'gone'; readonly reason: string; readonly error: string }
  /** Nothing was sent, or nobody waited for the answer: counts as no attempt. */
  | { readonly kind: 'not-tried'; readonly afterMs: number };

export type Deliverable = Pick<WebhookDeliveryDocument, 'eventId' | 'body'>;

/** The way to one receiver. */
export interface Channel {
  /** Calls it lets in now: none while the receiver is taken for down, one to find out whether it is up again. */
  readonly nAllowed: number;
  /** Never rejects because of the receiver; the signal gives up. */
  send(delivery: Deliverable, signal: AbortSignal): Promise<Attempt>;
}

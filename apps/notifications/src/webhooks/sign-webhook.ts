import { createHmac } from 'node:crypto';

export interface SignedContent {
  /** The same for every attempt: receivers drop what they know by it. */
  readonly id: string;
  /** When this attempt is made, ms since the epoch. */
  readonly atMs: number;
  /** Exactly the bytes that are sent. */
  readonly body: string;
}

/** `v1,` and the HMAC-SHA256 of id.timestamp.body; the key is what follows `whsec_`, in base64. */
function signatureOf(secret: string, { id, atMs, body }: SignedContent): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = `${id}.${Math.floor(atMs / 1_000)}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

/**
 * The headers of the Standard Webhooks: id, time in seconds, and a signature for each secret, separated by blanks.
 * Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const signWebhook = (
  secrets: readonly { reveal(): string }[],
  content: SignedContent,
): Readonly<Record<string, string>> => ({
  'webhook-id': content.id,
  'webhook-timestamp': String(Math.floor(content.atMs / 1_000)),
  'webhook-signature': secrets.map((secret) => signatureOf(secret.reveal(), content)).join(' '),
});

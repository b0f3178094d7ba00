import type { MessagesRepository } from '@convoscope/store';

/** How far back a log surely reaches, and which conversations stand there only if it kept more than it had to. */
export interface Retained {
  /** What was appended since is there; what was appended before may be. Null: everything is kept. */
  readonly sinceMs: number | null;
  /** Live conversations that were last stored before. */
  readonly mayBeGone: ReadonlySet<string>;
}

/** Logs delete while they are being read: this share of the retention, at most an hour, is taken for gone already. */
const MARGIN_SHARE = 0.1;
const MAX_MARGIN_MS = 3_600_000;

/** What a log with this retention still holds. A conversation is stored before it is published: what was stored since then was appended since then. */
export async function findRetained(
  messages: Pick<MessagesRepository, 'stream'>,
  tenant: string,
  retentionMs: number | null,
  nowMs: number,
): Promise<Retained> {
  const mayBeGone = new Set<string>();
  if (retentionMs === null) return { sinceMs: null, mayBeGone };
  const sinceMs = nowMs - retentionMs + Math.min(MAX_MARGIN_MS, retentionMs * MARGIN_SHARE);
  for await (const { conversationId, ingestedAt } of messages.stream(tenant))
    if (ingestedAt.getTime() < sinceMs) mayBeGone.add(conversationId);
  return { sinceMs, mayBeGone };
}

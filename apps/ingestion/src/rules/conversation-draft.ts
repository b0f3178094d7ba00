import type { Metadata } from '@convoscope/contracts';

/** A message between mapping and cleaning: what the source said, not yet known to be valid. */
export interface DraftMessage {
  id: string | null;
  role: string;
  content: string | null;
  /** Milliseconds since the epoch; null where the source does not say or says nothing readable. */
  sentAtMs: number | null;
  order: number | null;
}

/** A conversation between mapping and cleaning. Times in ms since the epoch. */
export interface ConversationDraft {
  conversationId: string;
  userId: string | null;
  model: string | null;
  title: string | null;
  startedAtMs: number | null;
  endedAtMs: number | null;
  /** Creation of the row at the source: the last resort for `startedAtMs`. */
  createdAtMs: number | null;
  metadata: Metadata;
  messages: DraftMessage[];
}

/** Why a row cannot become a conversation: one of few fixed words, a metric label. */
export interface Rejection {
  reason: string;
  /** Mapping key the reason is about. */
  field: string | null;
  message: string;
  /** What it is about, where it is not the whole row. */
  sample?: string | null;
}

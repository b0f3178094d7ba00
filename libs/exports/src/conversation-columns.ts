import type { AnalyticsDocument, ConversationDocument } from '@convoscope/store';

export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'timestamp';

/** One column of an export: its name, its type, and how a row gives its value (null where it has none). */
export interface Column<T> {
  name: string;
  type: ColumnType;
  value(row: T): string | number | boolean | Date | null;
}

export const CONVERSATION_COLUMNS: readonly Column<AnalyticsDocument>[] = [
  { name: 'conversation_id', type: 'text', value: (row) => row.conversationId },
  { name: 'source', type: 'text', value: (row) => row.source },
  { name: 'date', type: 'text', value: (row) => row.date },
  { name: 'started_at', type: 'timestamp', value: (row) => new Date(row.startedAt) },
  { name: 'ended_at', type: 'timestamp', value: (row) => new Date(row.endedAt) },
  { name: 'user_id', type: 'text', value: (row) => row.userId },
  { name: 'model', type: 'text', value: (row) => row.model },
  { name: 'title', type: 'text', value: (row) => row.title },
  { name: 'messages', type: 'integer', value: (row) => row.nMessages },
  { name: 'user_messages', type: 'integer', value: (row) => row.nUserMessages },
  { name: 'characters', type: 'integer', value: (row) => row.nCharacters },
  { name: 'duration_seconds', type: 'number', value: (row) => row.durationSeconds },
  { name: 'language', type: 'text', value: (row) => row.language?.code ?? null },
  { name: 'translation_status', type: 'text', value: (row) => row.language?.translationStatus ?? null },
  { name: 'topic', type: 'text', value: (row) => row.category?.topic ?? null },
  { name: 'topic_confidence', type: 'number', value: (row) => row.category?.topicConfidence ?? null },
  { name: 'intent', type: 'text', value: (row) => row.category?.intent ?? null },
  { name: 'sentiment', type: 'text', value: (row) => row.category?.sentiment ?? null },
  { name: 'sentiment_score', type: 'number', value: (row) => row.category?.sentimentScore ?? null },
  { name: 'quality', type: 'number', value: (row) => row.category?.quality ?? null },
  { name: 'quality_issues', type: 'text', value: (row) => row.category?.qualityIssues.join(' ') ?? null },
  { name: 'outcome', type: 'text', value: (row) => row.category?.outcome ?? null },
  { name: 'outcome_confidence', type: 'number', value: (row) => row.category?.outcomeConfidence ?? null },
  { name: 'signals', type: 'text', value: (row) => row.category?.signals?.join(' ') ?? null },
  { name: 'error_answers', type: 'integer', value: (row) => row.category?.nErrors ?? null },
  { name: 'mean_latency_seconds', type: 'number', value: (row) => row.category?.meanLatencySeconds ?? null },
  { name: 'anomaly_score', type: 'number', value: (row) => row.anomaly?.score ?? null },
  { name: 'is_anomalous', type: 'boolean', value: (row) => row.anomaly?.isAnomalous ?? null },
  { name: 'revision', type: 'text', value: (row) => row.revision },
];

/** A message with the conversation it belongs to. */
export interface MessageRow {
  conversation: ConversationDocument;
  message: ConversationDocument['messages'][number];
}

export const MESSAGE_COLUMNS: readonly Column<MessageRow>[] = [
  { name: 'conversation_id', type: 'text', value: ({ conversation }) => conversation.conversationId },
  { name: 'index', type: 'integer', value: ({ message }) => message.index },
  { name: 'role', type: 'text', value: ({ message }) => message.role },
  { name: 'content', type: 'text', value: ({ message }) => message.content },
  {
    name: 'sent_at',
    type: 'timestamp',
    value: ({ message }) => (message.sentAt === null ? null : new Date(message.sentAt)),
  },
  { name: 'user_id', type: 'text', value: ({ conversation }) => conversation.userId },
  { name: 'model', type: 'text', value: ({ conversation }) => conversation.model },
  { name: 'source', type: 'text', value: ({ conversation }) => conversation.source },
];

export async function* toMessageRows(
  conversations: AsyncIterable<ConversationDocument>,
): AsyncIterable<MessageRow> {
  for await (const conversation of conversations) {
    for (const message of conversation.messages) yield { conversation, message };
  }
}

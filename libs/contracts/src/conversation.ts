import { z } from 'zod';

export const MESSAGE_ROLES = ['user', 'assistant', 'system', 'tool'] as const;

export const messageSchema = z.object({
  index: z.int().nonnegative().describe('Position in the conversation, from 0'),
  role: z.enum(MESSAGE_ROLES),
  content: z.string(),
  sentAt: z.iso.datetime().nullable().describe('When it was sent (UTC); null where the source does not say'),
});

/** Scalars the source has and Convoscope does not interpret. */
export const metadataSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** What every event about a conversation repeats, so that each can be used without joining. */
export const conversationRefSchema = z.object({
  conversationId: z.string().min(1).max(512),
  source: z.string().min(1).describe('Name of the configured source it came from'),
  revision: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('Hash of the content: equal content, equal revision'),
  sequence: z.int().nonnegative().describe('Grows with each change of the conversation; higher wins'),
  pass: z
    .int()
    .nonnegative()
    .describe('Grows when a stage repeats its work on the same sequence; higher wins'),
  startedAt: z.iso.datetime().describe('First message, or creation at the source (UTC)'),
  endedAt: z.iso.datetime(),
  userId: z.string().nullable(),
  model: z.string().nullable().describe('The AI model that answered'),
  nMessages: z.int().nonnegative(),
});

export type MessageRole = (typeof MESSAGE_ROLES)[number];
export type Message = z.infer<typeof messageSchema>;
export type Metadata = z.infer<typeof metadataSchema>;
export type ConversationRef = z.infer<typeof conversationRefSchema>;

/** A conversation as it stands at one revision. */
export type Conversation = ConversationRef & {
  title: string | null;
  metadata: Metadata;
  messages: Message[];
};

/** The parts of a conversation that its revision is the hash of. */
export type ConversationContent = Omit<
  Conversation,
  'revision' | 'sequence' | 'pass' | 'nMessages' | 'source'
>;

/** Copies just the reference out of anything that carries one. */
export function toConversationRef(from: ConversationRef): ConversationRef {
  const { conversationId, source, revision, sequence, pass, startedAt, endedAt, userId, model, nMessages } =
    from;
  return { conversationId, source, revision, sequence, pass, startedAt, endedAt, userId, model, nMessages };
}

/** The UTC day a conversation belongs to, `YYYY-MM-DD`: the day it started. */
export const conversationDate = (ref: Pick<ConversationRef, 'startedAt'>): string =>
  ref.startedAt.slice(0, 10);

/** Whether `incoming` may replace `stored`: higher sequence wins, then higher pass; equal is a harmless repeat. */
export function isNotOlder(
  incoming: Pick<ConversationRef, 'sequence' | 'pass'>,
  stored: Pick<ConversationRef, 'sequence' | 'pass'>,
): boolean {
  return incoming.sequence !== stored.sequence
    ? incoming.sequence > stored.sequence
    : incoming.pass >= stored.pass;
}

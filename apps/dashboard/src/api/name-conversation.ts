import type { ConversationDetail } from './types.ts';

const LONGEST = 90;

/** Its title, else what the user began with, else its id. */
export function nameConversation({ title, messages, conversationId }: ConversationDetail): string {
  const text = title ?? messages.find(({ role }) => role === 'user')?.content.trim() ?? '';
  if (text === '') return conversationId;
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).trimEnd()} …`;
}

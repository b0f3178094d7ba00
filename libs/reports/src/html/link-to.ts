import { escape } from './escape.ts';

/** Where a figure comes from: what the page's list of conversations is asked for. */
export interface ConversationsOf {
  from: string;
  to: string;
  topic?: string;
  intent?: string;
  sentiment?: string;
  language?: string;
  model?: string;
  userId?: string;
}

/** Addresses begin at the root of the page that serves the report: it knows no host. */
export const addressOf = (conversations: ConversationsOf): string =>
  `/conversations?${new URLSearchParams(Object.entries(conversations))}`;

export const addressOfConversation = (conversationId: string): string =>
  `/conversations/${encodeURIComponent(conversationId)}`;

const link = (address: string, text: string): string =>
  `<a href="${escape(address)}" target="_blank" rel="noopener">${escape(text)}</a>`;

/** A text that leads to the conversations it is about. */
export const linkTo = (conversations: ConversationsOf, text: string): string =>
  link(addressOf(conversations), text);

export const linkToConversation = (conversationId: string, text: string): string =>
  link(addressOfConversation(conversationId), text);

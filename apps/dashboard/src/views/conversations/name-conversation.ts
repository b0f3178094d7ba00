const LONGEST = 90;

const shorten = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST).trimEnd()} …`;

export interface Named {
  conversationId: string;
  title: string | null;
  firstWords?: string | null | undefined;
  messages?: readonly { role: string; content: string }[];
}

/** Its title, else what the person began with, else its id. */
export function nameConversation({ title, firstWords, messages, conversationId }: Named): string {
  const began = messages?.find(({ role }) => role === 'user')?.content;
  const text = [title, firstWords, began].find((candidate) => candidate != null && candidate.trim() !== '');
  return text == null ? conversationId : shorten(text.trim().replaceAll(/\s+/g, ' '));
}

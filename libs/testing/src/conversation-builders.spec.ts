import { describe, expect, it } from '@jest/globals';
import { conversationIngestedSchema, revisionOf, topics } from '@convoscope/contracts';
import { aConversation, aMessage, anEvent, saidInTurn, someConversations } from './conversation-builders.ts';

describe('a built conversation', () => {
  it('is valid as it is', () => {
    expect(() => conversationIngestedSchema.parse(aConversation())).not.toThrow();
  });

  it('derives from its messages what is not given', () => {
    const messages = saidInTurn('Hi', 'Hello', 'Bye');
    const conversation = aConversation({ messages });
    expect(conversation).toMatchObject({
      nMessages: 3,
      startedAt: messages[0]?.sentAt,
      endedAt: messages[2]?.sentAt,
    });
    expect(messages.map((message) => message.role)).toEqual(['user', 'assistant', 'user']);
    expect(conversation.revision).toBe(revisionOf(conversation));
    expect(conversation.revision).not.toBe(aConversation().revision);
  });

  it('is valid when no message says when it was sent', () => {
    const conversation = aConversation({ messages: [aMessage({ sentAt: null })] });
    expect(() => conversationIngestedSchema.parse(conversation)).not.toThrow();
  });
});

describe('some conversations', () => {
  it('are valid, different, and the same for the same seed', () => {
    const conversations = someConversations(40, 7);
    conversations.forEach((conversation) => conversationIngestedSchema.parse(conversation));
    expect(new Set(conversations.map(({ revision }) => revision)).size).toBe(40);
    expect(someConversations(40, 7)).toEqual(conversations);
    expect(someConversations(40, 8)).not.toEqual(conversations);
  });
});

describe('a built event', () => {
  it('has the same id for the same content only', () => {
    const build = (content: string): string =>
      anEvent(topics.conversationsIngested, 'c', aConversation({ messages: saidInTurn(content) })).id;
    expect(build('a')).toBe(build('a'));
    expect(build('a')).not.toBe(build('b'));
  });
});

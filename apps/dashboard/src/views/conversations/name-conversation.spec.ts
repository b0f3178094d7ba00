import { expect, it } from '@jest/globals';
import { nameConversation } from './name-conversation.ts';

const named = { conversationId: 'c-1', title: null };

it('is called by its title, else by what the person began with, else by its id', () => {
  expect(nameConversation({ ...named, title: 'A title', firstWords: 'hello' })).toBe('A title');
  expect(nameConversation({ ...named, title: ' ', firstWords: 'hello\n there' })).toBe('hello there');
  const messages = [
    { role: 'system', content: 'Be kind' },
    { role: 'user', content: 'Where is it?' },
  ];
  expect(nameConversation({ ...named, messages })).toBe('Where is it?');
  expect(nameConversation(named)).toBe('c-1');
});

it('is shortened where it is long', () =>
  expect(nameConversation({ ...named, title: 'word '.repeat(40) })).toMatch(/^.{1,90} …$/));

import { createHash } from 'node:crypto';
import type { ChatFormat, PlainMessage } from '../chat-format.ts';
import { conversationOf, first, messageOf, objectsOf, roleOf, textOf } from '../values.ts';

/** Of what is said: a file without ids gives the same ids each time it is read. */
const idOf = (messages: readonly PlainMessage[]): string =>
  createHash('sha256')
    .update(JSON.stringify(messages.map(({ role, content }) => [role, content])))
    .digest('hex')
    .slice(0, 32);

/** ShareGPT, and the training sets that are written like it. */
export const sharegpt: ChatFormat = {
  name: 'sharegpt',
  title: 'ShareGPT: `conversations` of `from` and `value`',
  recordKeys: [],
  recognises: ({ conversations }) =>
    objectsOf(conversations).some((turn) => 'from' in turn && 'value' in turn),
  toConversation(record) {
    const system = messageOf('system', record['system']);
    const turns = objectsOf(record['conversations']).flatMap((turn) =>
      messageOf(roleOf(turn['from']), turn['value']),
    );
    const messages = [...system, ...turns];
    return conversationOf(first(record['id'], idOf(messages)), messages, {
      ...{ title: textOf(record['title']), model: textOf(record['model']) },
    });
  },
};

/** All that a message of such a file may have: one that says when it was sent is of something else. */
const OF_MESSAGES = new Set([
  ...['role', 'content', 'name', 'weight', 'refusal', 'audio'],
  ...['tool_calls', 'tool_call_id', 'function_call'],
]);

/** A line of a fine-tuning file of OpenAI: nothing but messages. */
export const openaiFineTuning: ChatFormat = {
  name: 'openai-fine-tuning',
  title: 'OpenAI: fine-tuning file (JSON Lines)',
  recordKeys: ['messages'],
  recognises: ({ messages, tools: _tools, parallel_tool_calls: _calls, functions: _functions, ...more }) =>
    Object.keys(more).length === 0 &&
    objectsOf(messages).length > 0 &&
    objectsOf(messages).every(
      (message) =>
        roleOf(message['role']) !== null && Object.keys(message).every((key) => OF_MESSAGES.has(key)),
    ),
  toConversation(record) {
    const messages = objectsOf(record['messages']).flatMap((message) =>
      messageOf(roleOf(message['role']), message['content']),
    );
    return conversationOf(idOf(messages), messages);
  },
};

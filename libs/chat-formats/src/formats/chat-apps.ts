import { isRecord } from '@convoscope/contracts';
import type { ChatFormat, Fields, PlainMessage } from '../chat-format.ts';
import { lastBranch } from '../message-tree.ts';
import { at, conversationOf, first, messageOf, objectsOf, roleOf, textOf, timeOf } from '../values.ts';

/** `conversations.json` of a ChatGPT data export: a tree of messages in each. */
export const chatgpt: ChatFormat = {
  name: 'chatgpt',
  title: 'ChatGPT: conversations.json of the data export',
  recordKeys: ['mapping'],
  recognises: ({ mapping, ...record }) =>
    isRecord(mapping) && ('current_node' in record || 'create_time' in record || 'conversation_id' in record),
  toConversation(record) {
    const nodes = new Map(
      Object.entries(isRecord(record['mapping']) ? record['mapping'] : {}).filter(
        (entry): entry is [string, Fields] => isRecord(entry[1]),
      ),
    );
    const branch = lastBranch(nodes, (node) => node['parent'], record['current_node']);
    const messages = branch.flatMap(({ message }) => toChatgptMessage(message));
    const model = branch
      .map(({ message }) => textOf(at(message, 'metadata', 'model_slug')))
      .findLast((slug) => slug !== null);
    return conversationOf(first(record['conversation_id'], record['id'], record['create_time']), messages, {
      ...{ title: textOf(record['title']), model: model ?? textOf(record['default_model_slug']) },
      ...{ started_at: timeOf(record['create_time']), ended_at: timeOf(record['update_time']) },
    });
  },
};

function toChatgptMessage(message: unknown): PlainMessage[] {
  if (!isRecord(message)) return [];
  // Notes of the product to itself, which no person sees.
  if (at(message, 'metadata', 'is_visually_hidden_from_conversation') === true) return [];
  return messageOf(roleOf(at(message, 'author', 'role')), message['content'], message['create_time']);
}

/** `conversations.json` of a Claude data export. */
export const claude: ChatFormat = {
  name: 'claude',
  title: 'Claude: conversations.json of the data export',
  recordKeys: ['chat_messages'],
  recognises: ({ uuid, chat_messages: messages }) => typeof uuid === 'string' && Array.isArray(messages),
  toConversation: (record) =>
    conversationOf(
      textOf(record['uuid']),
      objectsOf(record['chat_messages']).flatMap((message) =>
        messageOf(
          roleOf(message['sender']),
          first(message['text']) === null ? message['content'] : message['text'],
          message['created_at'],
        ),
      ),
      {
        ...{ title: textOf(record['name']), model: textOf(record['model']) },
        ...{ user_id: textOf(at(record['account'], 'uuid')) },
        ...{ started_at: timeOf(record['created_at']), ended_at: timeOf(record['updated_at']) },
      },
    ),
};

/** Chats exported from Open WebUI. */
export const openWebui: ChatFormat = {
  name: 'open-webui',
  title: 'Open WebUI: exported chats',
  recordKeys: ['chat'],
  recognises: ({ chat }) => isRecord(chat) && (isRecord(chat['history']) || Array.isArray(chat['messages'])),
  toConversation(record) {
    const chat = isRecord(record['chat']) ? record['chat'] : {};
    const inTree = at(chat, 'history', 'messages');
    const nodes = new Map(
      Object.entries(isRecord(inTree) ? inTree : {}).filter((entry): entry is [string, Fields] =>
        isRecord(entry[1]),
      ),
    );
    const shown =
      nodes.size > 0
        ? lastBranch(nodes, (node) => node['parentId'], at(chat, 'history', 'currentId'))
        : objectsOf(chat['messages']);
    const messages = shown.flatMap((message) =>
      messageOf(roleOf(message['role']), message['content'], message['timestamp']),
    );
    const models = Array.isArray(chat['models']) ? (chat['models'] as unknown[]) : [];
    return conversationOf(first(record['id'], chat['id']), messages, {
      ...{ title: first(record['title'], chat['title']), user_id: textOf(record['user_id']) },
      model: shown.map(({ model }) => textOf(model)).findLast((name) => name !== null) ?? textOf(models[0]),
      ...{ started_at: timeOf(record['created_at']), ended_at: timeOf(record['updated_at']) },
    });
  },
};

/** A conversation exported from LibreChat as JSON. */
export const librechat: ChatFormat = {
  name: 'librechat',
  title: 'LibreChat: a conversation exported as JSON',
  recordKeys: ['messagesTree', 'messages'],
  recognises: ({ conversationId, messages, messagesTree }) =>
    typeof conversationId === 'string' &&
    (Array.isArray(messagesTree) || objectsOf(messages).some((message) => 'isCreatedByUser' in message)),
  toConversation(record) {
    const all = objectsOf(record['messages'] ?? record['messagesTree']).flatMap(flattened);
    const nodes = new Map(all.map((message) => [textOf(message['messageId']) ?? '', message]));
    const branch = lastBranch(nodes, (message) => message['parentMessageId'], null);
    const messages = branch.flatMap((message) =>
      messageOf(
        message['isCreatedByUser'] === true ? 'user' : 'assistant',
        first(message['text']) === null ? message['content'] : message['text'],
        message['createdAt'],
      ),
    );
    return conversationOf(textOf(record['conversationId']), messages, {
      ...{ title: textOf(record['title']), model: first(record['model'], at(record['options'], 'model')) },
      endpoint: textOf(record['endpoint']),
    });
  },
};

/** A message and those below it, each before its children. */
const flattened = (message: Fields): Fields[] => [
  message,
  ...objectsOf(message['children']).flatMap(flattened),
];

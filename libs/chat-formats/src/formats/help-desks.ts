import { isRecord } from '@convoscope/contracts';
import type { ChatFormat, Fields, PlainMessage } from '../chat-format.ts';
import { at, conversationOf, first, messageOf, objectsOf, plainText, textOf, timeOf } from '../values.ts';

/** Tickets with their comments, exported from Zendesk. */
export const zendesk: ChatFormat = {
  name: 'zendesk',
  title: 'Zendesk: exported tickets with comments',
  recordKeys: ['comments'],
  recognises: ({ comments, requester_id: requester, subject, requester: person }) =>
    Array.isArray(comments) && (requester !== undefined || isRecord(person)) && subject !== undefined,
  toConversation(record) {
    const requester = first(record['requester_id'], at(record['requester'], 'id'));
    const messages = objectsOf(record['comments']).flatMap((comment) => {
      // Notes among agents: the person never saw them.
      if (comment['public'] === false) return [];
      const isRequester = textOf(comment['author_id']) === requester;
      const words = first(comment['plain_body'], comment['body'], plainText(comment['html_body']));
      return messageOf(isRequester ? 'user' : 'assistant', words, comment['created_at']);
    });
    return conversationOf(textOf(record['id']), messages, {
      ...{ title: textOf(record['subject']), user_id: requester, status: textOf(record['status']) },
      ...{ priority: textOf(record['priority']), started_at: timeOf(record['created_at']) },
    });
  },
};

const isIntercomPerson = (author: unknown): boolean =>
  ['user', 'lead', 'contact'].includes(textOf(at(author, 'type')) ?? '');

/** Conversations exported from Intercom. */
export const intercom: ChatFormat = {
  name: 'intercom',
  title: 'Intercom: exported conversations',
  recordKeys: ['conversation_parts'],
  recognises: ({ conversation_parts: parts, source }) => isRecord(parts) && isRecord(source),
  toConversation(record) {
    const said = (part: unknown, time: unknown): PlainMessage[] =>
      messageOf(
        isIntercomPerson(at(part, 'author')) ? 'user' : 'assistant',
        plainText(at(part, 'body')),
        time,
      );
    const parts = objectsOf(at(record['conversation_parts'], 'conversation_parts'))
      // Assignments, closings and notes among agents say nothing to the person.
      .filter(({ part_type: type }) =>
        ['comment', 'open', 'close', 'assignment', undefined].includes(type as never),
      )
      .flatMap((part) => said(part, part['created_at']));
    const opened = said(record['source'], record['created_at']);
    return conversationOf(textOf(record['id']), [...opened, ...parts], {
      title: first(record['title'], plainText(at(record['source'], 'subject'))),
      user_id: first(
        at(record['source'], 'author', 'id'),
        at(objectsOf(at(record['contacts'], 'contacts'))[0], 'id'),
      ),
      ...{ status: textOf(record['state']), started_at: timeOf(record['created_at']) },
    });
  },
};

/** Of messages that come in, go out, and note what happened. */
const CHATWOOT_ROLES: Readonly<Record<string, 'user' | 'assistant'>> = {
  ...{
    '0': 'user',
    incoming: 'user',
    '1': 'assistant',
    outgoing: 'assistant',
    '3': 'assistant',
    template: 'assistant',
  },
};

/** Conversations exported from Chatwoot. */
export const chatwoot: ChatFormat = {
  name: 'chatwoot',
  title: 'Chatwoot: exported conversations',
  recordKeys: ['messages'],
  recognises: ({ messages, inbox_id: inbox, account_id: account }) =>
    objectsOf(messages).some((message) => 'message_type' in message) &&
    (inbox !== undefined || account !== undefined),
  toConversation(record) {
    const messages = objectsOf(record['messages']).flatMap((message) => {
      if (message['private'] === true) return [];
      const role = CHATWOOT_ROLES[textOf(message['message_type']) ?? ''] ?? null;
      return messageOf(role, plainText(message['content']), message['created_at']);
    });
    return conversationOf(first(record['display_id'], record['id'], record['uuid']), messages, {
      user_id: first(at(record['meta'], 'sender', 'id'), at(record['contact'], 'id'), record['contact_id']),
      ...{ status: textOf(record['status']), started_at: timeOf(record['created_at']) },
    });
  },
};

const isBot = (message: Fields): boolean =>
  textOf(message['bot_id']) !== null || message['subtype'] === 'bot_message';

/** A day of a channel in a Slack export: each thread is a conversation between people and bots. */
export const slack: ChatFormat = {
  name: 'slack',
  title: 'Slack: a file of a channel in the export; threads',
  recordKeys: ['ts'],
  recognises: (record) => record['type'] === 'message' && /^\d{10}\.\d{6}$/.test(textOf(record['ts']) ?? ''),
  groupOf: (record) => first(record['thread_ts'], record['ts']),
  toConversation: (record) => slack.joinGroup?.(slack.groupOf?.(record) ?? '', [record]) ?? null,
  joinGroup(group, records) {
    const said = records.filter(
      ({ subtype }) => subtype === undefined || subtype === 'bot_message' || subtype === 'thread_broadcast',
    );
    const asker = first(...said.filter((message) => !isBot(message)).map(({ user }) => user));
    const messages = said.flatMap((message) =>
      messageOf(
        !isBot(message) && textOf(message['user']) === asker ? 'user' : 'assistant',
        message['text'],
        message['ts'],
      ),
    );
    return conversationOf(`slack-${group}`, messages, { user_id: asker });
  },
};

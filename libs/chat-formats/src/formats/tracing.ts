import { isRecord } from '@convoscope/contracts';
import type { ChatFormat, Fields, PlainMessage } from '../chat-format.ts';
import {
  at,
  conversationOf,
  first,
  messageOf,
  objectsOf,
  roleOf,
  textOf,
  timeOf,
  unpacked,
} from '../values.ts';

/** LangChain names roles by class: `["langchain", "schema", "messages", "HumanMessage"]`. */
const CLASSES: Readonly<Record<string, string>> = {
  HumanMessage: 'user',
  AIMessage: 'assistant',
  SystemMessage: 'system',
  ToolMessage: 'tool',
};

function toMessage(value: unknown, sentAt: unknown): PlainMessage[] {
  if (!isRecord(value)) return [];
  const name = Array.isArray(value['id']) ? textOf((value['id'] as unknown[]).at(-1)) : null;
  const role = roleOf(value['role'] ?? value['type'] ?? (name === null ? null : CLASSES[name]));
  const known = role ?? roleOf(name === null ? null : CLASSES[name]);
  return messageOf(
    known,
    value['content'] ?? at(value['kwargs'], 'content') ?? at(value['data'], 'content'),
    sentAt,
  );
}

/** What was asked or answered: a text, a message, a list of them, or an object that holds one. */
function messagesIn(value: unknown, role: 'user' | 'assistant', sentAt: unknown): PlainMessage[] {
  const plain = unpacked(value);
  if (Array.isArray(plain)) {
    const own = plain.flatMap((member) => (Array.isArray(member) ? member : [member]) as unknown[]);
    return own.flatMap((member) => toMessage(member, sentAt));
  }
  if (!isRecord(plain)) return messageOf(role, plain, sentAt);
  const list = plain['messages'] ?? plain['input'] ?? plain['chat_history'];
  if (Array.isArray(list)) return messagesIn(list, role, sentAt);
  const one = toMessage(plain, sentAt);
  if (one.length > 0) return one;
  const choice = at(objectsOf(plain['choices'])[0], 'message') ?? at(plain['generations'], '0');
  if (choice !== undefined) return toMessage(choice, sentAt);
  return messageOf(
    role,
    first(
      plain['question'],
      plain['query'],
      plain['prompt'],
      plain['input'],
      plain['answer'],
      plain['output'],
      plain['text'],
      plain['content'],
      plain['response'],
      plain['result'],
    ),
    sentAt,
  );
}

/** Each exchange as it adds to those before: a chat sends all that was said so far with every question. */
function joined(
  exchanges: readonly { asked: readonly PlainMessage[]; answered: readonly PlainMessage[] }[],
): PlainMessage[] {
  const messages: PlainMessage[] = [];
  for (const { asked, answered } of exchanges) {
    const nKnown = asked.findIndex((message, i) => message.content !== messages[i]?.content);
    const isContinued = nKnown === -1 || nKnown >= messages.length;
    messages.push(...(isContinued ? asked.slice(messages.length) : asked), ...answered);
  }
  return messages;
}

/** Traces or observations exported from Langfuse; those of one session are one conversation. */
export const langfuse: ChatFormat = {
  name: 'langfuse',
  title: 'Langfuse: exported traces or observations',
  recordKeys: ['sessionId', 'traceId'],
  recognises: (record) =>
    'input' in record &&
    'output' in record &&
    ('sessionId' in record || 'traceId' in record || 'session_id' in record || 'trace_id' in record) &&
    !('run_type' in record),
  groupOf: (record) =>
    first(record['sessionId'], record['session_id'], record['traceId'], record['trace_id'], record['id']),
  toConversation: (record) => langfuse.joinGroup?.(langfuse.groupOf?.(record) ?? '', [record]) ?? null,
  joinGroup(group, records) {
    const ordered = inOrder(
      records,
      (record) => record['timestamp'] ?? record['startTime'] ?? record['start_time'],
    );
    const messages = joined(
      ordered.map((record) => {
        const begun = record['timestamp'] ?? record['startTime'] ?? record['start_time'];
        return {
          asked: messagesIn(record['input'], 'user', begun),
          answered: messagesIn(
            record['output'],
            'assistant',
            record['endTime'] ?? record['end_time'] ?? begun,
          ),
        };
      }),
    );
    const known = (...names: string[]): string | null =>
      first(...ordered.flatMap((record) => names.map((name) => record[name])));
    return conversationOf(group, messages, {
      ...{ user_id: known('userId', 'user_id'), model: known('model', 'providedModelName') },
      title: known('name', 'traceName'),
    });
  },
};

/** Runs exported from LangSmith; those of one thread are one conversation. */
export const langsmith: ChatFormat = {
  name: 'langsmith',
  title: 'LangSmith: exported runs',
  recordKeys: ['run_type'],
  recognises: (record) => 'run_type' in record && ('inputs' in record || 'outputs' in record),
  groupOf: (record) =>
    first(
      at(record['extra'], 'metadata', 'thread_id'),
      at(record['extra'], 'metadata', 'session_id'),
      at(record['extra'], 'metadata', 'conversation_id'),
      record['trace_id'],
      record['id'],
    ),
  toConversation: (record) => langsmith.joinGroup?.(langsmith.groupOf?.(record) ?? '', [record]) ?? null,
  joinGroup(group, records) {
    // A chain repeats what its models say: where there are models, they are the ones who speak.
    const models = records.filter((record) => record['run_type'] === 'llm');
    const roots = records.filter((record) => textOf(record['parent_run_id']) === null);
    const speaking = models.length > 0 ? models : roots.length > 0 ? roots : records;
    const ordered = inOrder(speaking, (record) => record['start_time']);
    const messages = joined(
      ordered.map((record) => ({
        asked: messagesIn(record['inputs'], 'user', record['start_time']),
        answered: messagesIn(record['outputs'], 'assistant', record['end_time']),
      })),
    );
    return conversationOf(group, messages, {
      title: first(...roots.map(({ name }) => name)),
      user_id: first(...records.map((record) => at(record['extra'], 'metadata', 'user_id'))),
      model: first(
        ...speaking.flatMap((record) => [
          at(record['extra'], 'metadata', 'ls_model_name'),
          at(record['extra'], 'invocation_params', 'model'),
        ]),
      ),
    });
  },
};

/** By time; where that is not said in the order of the file. */
function inOrder(records: readonly Fields[], timeIn: (record: Fields) => unknown): Fields[] {
  const timed = records.map((record) => ({ record, time: timeOf(timeIn(record)) ?? '' }));
  return timed.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)).map(({ record }) => record);
}

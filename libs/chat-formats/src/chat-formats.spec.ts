import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adaptRecords, CHAT_FORMATS, formatNamed, recogniseFormat, type Fields } from './index.ts';

const EXAMPLES = join(import.meta.dirname, '../examples');

/** Records of an example file: a list, a document that holds one record, or JSON Lines. */
function readExample(file: string): Fields[] {
  const text = readFileSync(join(EXAMPLES, file), 'utf8');
  if (file.endsWith('.jsonl'))
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Fields);
  const document = JSON.parse(text) as Fields | Fields[];
  return Array.isArray(document) ? document : [document];
}

const fileOf = (name: string): string =>
  readdirSync(EXAMPLES).find((file) => file.startsWith(`${name}.json`)) ?? '';
const said = (role: string, content: string) => expect.objectContaining({ role, content }) as unknown;

const EXPECTED: Readonly<Record<string, object[]>> = {
  chatgpt: [
    {
      ...{
        conversation_id: 'cg-1',
        title: 'Invoice',
        model: 'gpt-x',
        started_at: '2026-01-05T10:00:00.000Z',
      },
      messages: [said('user', 'Where is my invoice, really?'), said('assistant', 'In your inbox.')],
    },
  ],
  claude: [
    {
      ...{ conversation_id: 'cl-1', title: 'Refund', user_id: 'acc-1' },
      messages: [said('user', 'I want a refund'), said('assistant', 'It is on its way.')],
    },
  ],
  'open-webui': [
    {
      ...{ conversation_id: 'ow-1', title: 'Reset', user_id: 'u-7', model: 'llama' },
      messages: [said('user', 'How do I reset it?'), said('assistant', 'Hold the button.')],
    },
  ],
  librechat: [
    {
      ...{ conversation_id: 'lc-1', title: 'Parcel', model: 'm-1', endpoint: 'openAI' },
      messages: [said('user', 'Where is my parcel?'), said('assistant', 'On its way.')],
    },
  ],
  sharegpt: [
    {
      conversation_id: 'sg-1',
      messages: [said('system', 'Be brief'), said('user', 'Hi'), said('assistant', 'Hello')],
    },
  ],
  'openai-fine-tuning': [
    { messages: [said('system', 'Be kind'), said('user', 'Hi'), said('assistant', 'Hello')] },
    { messages: [said('user', 'Bye'), said('assistant', 'Goodbye')] },
  ],
  langfuse: [
    {
      ...{ conversation_id: 's-1', user_id: 'u-1', title: 'chat' },
      messages: [
        said('user', 'One?'),
        said('assistant', 'Two.'),
        said('user', 'Three?'),
        said('assistant', 'Four.'),
      ],
    },
    { conversation_id: 't-3', messages: [said('user', 'Alone?'), said('assistant', 'Yes.')] },
  ],
  langsmith: [
    {
      ...{ conversation_id: 'th-1', title: 'agent', model: 'm-1' },
      messages: [said('user', 'One?'), said('assistant', 'Two.')],
    },
  ],
  zendesk: [
    {
      ...{ conversation_id: '35436', title: 'Printer', user_id: '20978392', status: 'closed' },
      messages: [said('user', 'My printer is on fire!'), said('assistant', 'Please call 112.')],
    },
  ],
  intercom: [
    {
      ...{ conversation_id: '471', title: 'Hi', user_id: 'c-1', status: 'closed' },
      messages: [said('user', 'I cannot log in & need help'), said('assistant', 'Try again now.')],
    },
  ],
  chatwoot: [
    {
      ...{ conversation_id: '12', user_id: '5', status: 'resolved' },
      messages: [said('user', 'Is anybody there?'), said('assistant', 'Yes, I am.')],
    },
  ],
  slack: [
    {
      ...{ conversation_id: 'slack-1767607200.000100', user_id: 'U1' },
      messages: [said('user', 'Is the server down?'), said('assistant', 'It is.'), said('user', 'Thanks')],
    },
    { conversation_id: 'slack-1767607300.000100', messages: [said('user', 'Lunch?')] },
  ],
};

describe.each(CHAT_FORMATS.map((format) => ({ name: format.name, format })))('$name', ({ name, format }) => {
  const records = readExample(fileOf(name));

  it('is known by its shape, each record of it', () => {
    expect(records.map((record) => recogniseFormat(record)?.name)).toEqual(records.map(() => name));
    expect(formatNamed(name)).toBe(format);
  });

  it('becomes conversations', () => {
    const conversations = [...adaptRecords(format, records)].map(({ conversation }) => conversation);
    expect(conversations).toMatchObject(EXPECTED[name] ?? [{}]);
    expect(conversations).toHaveLength(EXPECTED[name]?.length ?? -1);
    for (const conversation of conversations)
      for (const { timestamp } of conversation?.messages ?? [])
        if (timestamp !== undefined) expect(timestamp).toMatch(/^2026-01-05T1\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('gives the same ids each time', () => {
    const idsOf = () =>
      [...adaptRecords(format, records)].map(({ conversation }) => conversation?.conversation_id);
    expect(idsOf()).toEqual(idsOf());
    expect(new Set(idsOf()).size).toBe(idsOf().length);
  });

  it('survives anything that a record may hold instead', () => {
    const odd: unknown[] = [null, 7, '', [], {}, 'text', [null], { a: 1 }, true];
    for (const record of records)
      for (const key of Object.keys(record))
        for (const value of odd) {
          const broken = { ...record, [key]: value };
          expect(() => recogniseFormat(broken)).not.toThrow();
          expect(() => [...adaptRecords(format, [broken])]).not.toThrow();
        }
  });
});

it.each([
  {},
  { id: 1, messages: [] },
  { conversation_id: 'c', messages: [{ role: 'user', content: 'x' }], user_id: 'u' },
  { question: 'x', answer: 'y' },
  { type: 'message', text: 'not of Slack' },
])('knows no format for %j: the column mapping reads it', (record) =>
  expect(recogniseFormat(record)).toBeUndefined(),
);

it('ends where a tree of messages is a circle', () => {
  const node = (id: string, parent: string) => ({
    id,
    parent,
    message: { author: { role: 'user' }, content: { parts: [id] } },
  });
  const record = {
    conversation_id: 'x',
    mapping: { a: node('a', 'b'), b: node('b', 'a') },
    current_node: 'b',
  };
  expect(formatNamed('chatgpt')?.toConversation(record)?.messages).toHaveLength(2);
});

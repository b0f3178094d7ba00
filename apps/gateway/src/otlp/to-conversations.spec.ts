import { describe, expect, it } from '@jest/globals';
import { toSpans, type OtlpSpan } from './decode-traces.ts';
import { toConversations } from './to-conversations.ts';

const aSpan = (attributes: Record<string, unknown>, more: Partial<OtlpSpan> = {}): OtlpSpan => ({
  ...{ traceId: 'a'.repeat(32), name: 'chat', attributes, events: [], resource: { 'service.name': 'shop' } },
  ...{ startedAtMs: Date.UTC(2026, 0, 5, 10), endedAtMs: Date.UTC(2026, 0, 5, 10, 0, 2) },
  ...more,
});
const said = (spans: readonly OtlpSpan[]): unknown[] =>
  toConversations(spans).map(({ columns }) =>
    (columns['messages'] as { role: string; content: string }[]).map(
      ({ role, content }) => `${role}: ${content}`,
    ),
  );

describe('conversations in spans', () => {
  it.each<[string, OtlpSpan]>([
    [
      'messages in attributes, as the conventions have them now',
      aSpan({
        'gen_ai.system_instructions': JSON.stringify([{ type: 'text', content: 'Be kind' }]),
        'gen_ai.input.messages': JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: 'Hi' }] }]),
        'gen_ai.output.messages': [
          { role: 'assistant', parts: [{ type: 'text', content: 'Hello' }], finish_reason: 'stop' },
        ],
      }),
    ],
    [
      'messages in an event',
      aSpan(
        {},
        {
          events: [
            {
              ...{ name: 'gen_ai.client.inference.operation.details', atMs: 0 },
              attributes: {
                'gen_ai.system_instructions': 'Be kind',
                'gen_ai.input.messages': [{ role: 'user', content: 'Hi' }],
                'gen_ai.output.messages': [{ role: 'model', content: [{ text: 'Hello' }] }],
              },
            },
          ],
        },
      ),
    ],
    [
      'an event a message',
      aSpan(
        {},
        {
          events: [
            { name: 'gen_ai.system.message', atMs: 0, attributes: { content: 'Be kind' } },
            { name: 'gen_ai.user.message', atMs: 0, attributes: { content: 'Hi' } },
            {
              name: 'gen_ai.choice',
              atMs: 0,
              attributes: { message: '{"role":"assistant","content":"Hello"}' },
            },
          ],
        },
      ),
    ],
    [
      'numbered attributes',
      aSpan({
        'gen_ai.prompt.1.content': 'Hi',
        'gen_ai.prompt.1.role': 'user',
        'gen_ai.prompt.0.role': 'system',
        'gen_ai.prompt.0.content': 'Be kind',
        'gen_ai.completion.0.content': 'Hello',
      }),
    ],
    [
      'OpenInference',
      aSpan({
        'llm.input_messages.0.message.role': 'system',
        'llm.input_messages.0.message.content': 'Be kind',
        'llm.input_messages.1.message.role': 'user',
        'llm.input_messages.1.message.content': 'Hi',
        'llm.output_messages.0.message.role': 'assistant',
        'llm.output_messages.0.message.content': 'Hello',
      }),
    ],
  ])('are read from %s', (_name, span) =>
    expect(said([span])).toEqual([['system: Be kind', 'user: Hi', 'assistant: Hello']]),
  );

  it('are whole in the last call, whatever order spans come in', () => {
    const call = (n: number) =>
      aSpan({
        ...{
          'gen_ai.conversation.id': 'c-1',
          'user.id': 'u-1',
          'gen_ai.request.model': 'm',
          'gen_ai.response.model': 'm-1',
        },
        'gen_ai.input.messages': Array.from({ length: n }, (_, i) => ({
          role: i % 2 === 0 ? 'user' : 'assistant',
          content: `${i}`,
        })),
        'gen_ai.output.messages': [{ role: 'assistant', content: `${n}` }],
      });
    for (const spans of [
      [call(1), call(3)],
      [call(3), call(1)],
    ]) {
      const [row, ...more] = toConversations(spans);
      expect(more).toEqual([]);
      expect(row).toMatchObject({
        rowId: 'c-1',
        columns: {
          id: 'c-1',
          userId: 'u-1',
          model: 'm-1',
          service: 'shop',
          startedAt: '2026-01-05T10:00:00.000Z',
        },
      });
      expect(row?.columns['messages']).toMatchObject([{}, {}, { content: '2' }, { content: '3' }]);
    }
  });

  it('are none in spans of anything else, nor in anything that is no request', () => {
    expect(
      toConversations([
        aSpan({ 'http.route': '/' }),
        aSpan({ 'gen_ai.input.messages': '[broken' }, { traceId: '' }),
      ]),
    ).toEqual([]);
    for (const request of [
      null,
      7,
      'x',
      [],
      {},
      { resourceSpans: [null, {}, { scopeSpans: [{ spans: [null, 1, {}] }] }] },
    ])
      expect(toConversations(toSpans(request))).toEqual([]);
  });
});

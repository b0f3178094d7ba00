import { describe, expect, it } from '@jest/globals';
import { applyRules, createRules, type RuleOutcome } from './apply-rules.ts';
import type { ConversationDraft, DraftMessage } from './conversation-draft.ts';

const at = (second: number): number => Date.UTC(2026, 0, 5, 10, 0, second);
const message = (change: Partial<DraftMessage> = {}): DraftMessage => ({
  id: null,
  role: 'user',
  content: 'hello',
  sentAtMs: at(0),
  order: null,
  ...change,
});
const draft = (change: Partial<ConversationDraft> = {}): ConversationDraft => ({
  conversationId: 'c',
  userId: null,
  model: null,
  title: null,
  startedAtMs: at(0),
  endedAtMs: at(9),
  createdAtMs: null,
  metadata: {},
  messages: [message()],
  ...change,
});

type Conversation = Extract<RuleOutcome, { conversation: unknown }>['conversation'];

interface Cleaned {
  conversation: Conversation;
  reason: string | null;
  applied: Record<string, number>;
}

function clean(change: Partial<ConversationDraft>, roles = {}): Cleaned {
  const applied: Record<string, number> = {};
  const outcome = applyRules(draft(change), createRules({ roles }), 's', (rule, n) => (applied[rule] = n));
  const isClean = 'conversation' in outcome;
  return {
    conversation: isClean ? outcome.conversation : ({ messages: [] } as unknown as Conversation),
    reason: isClean ? null : outcome.rejection.reason,
    applied,
  };
}

describe('cleaning', () => {
  it('leaves a good conversation as it is', () => {
    expect(clean({}).applied).toEqual({});
  });

  it('cleans texts: NUL, broken unicode, newlines', () => {
    const { conversation, applied } = clean({
      title: 'a\0b',
      metadata: { note: 'x\r\ny' },
      messages: [message({ content: 'half \ud83d of a pair\r' })],
    });
    expect(conversation).toMatchObject({
      title: 'ab',
      metadata: { note: 'x\ny' },
      messages: [{ content: 'half \ufffd of a pair\n' }],
    });
    expect(applied).toEqual({
      'trim-nul-characters': 1,
      'repair-broken-unicode': 1,
      'normalise-newlines': 2,
    });
  });

  it('knows the usual names of roles, those of the mapping first, and keeps what nobody knows as system', () => {
    const { conversation, applied } = clean(
      { messages: ['Human', 'bot', 'Kunde', 'agent', 'oracle'].map((role) => message({ role })) },
      { kunde: 'user', agent: 'tool' },
    );
    expect(conversation.messages.map(({ role }) => role)).toEqual([
      'user',
      'assistant',
      'user',
      'tool',
      'system',
    ]);
    expect(applied).toEqual({ 'canonical-role': 4, 'unknown-role': 1 });
  });

  it('drops messages without content and repeated message ids', () => {
    const { conversation, applied } = clean({
      messages: [
        message({ id: 'm1' }),
        message({ id: 'm1', content: 'again' }),
        message({ content: ' \n' }),
        message({ content: null }),
      ],
    });
    expect(conversation.messages).toHaveLength(1);
    expect(applied).toEqual({ 'duplicate-message-id': 1, 'message-without-content': 2 });
  });

  it('orders messages by their order column, else by time, else not at all', () => {
    const texts = (messages: DraftMessage[]): string[] =>
      clean({ messages }).conversation.messages.map(({ content }) => content);
    expect(
      texts([
        message({ content: 'b', order: 2, sentAtMs: at(0) }),
        message({ content: 'a', order: 1, sentAtMs: at(5) }),
      ]),
    ).toEqual(['a', 'b']);
    expect(
      texts([message({ content: 'b', sentAtMs: at(5) }), message({ content: 'a', sentAtMs: at(1) })]),
    ).toEqual(['a', 'b']);
    expect(
      texts([message({ content: 'b', sentAtMs: at(5) }), message({ content: 'a', sentAtMs: null })]),
    ).toEqual(['b', 'a']);
  });

  it('keeps the order of the list where only the seconds of two clocks contradict it', () => {
    const contents = (...given: [role: string, seconds: number][]): string[] =>
      clean({
        messages: given.map(([role, s], i) => message({ role, content: String(i), sentAtMs: at(s) })),
      }).conversation.messages.map(({ content }) => content);
    expect(contents(['user', 12], ['assistant', 10], ['user', 40])).toEqual(['0', '1', '2']);
    expect(contents(['user', 12], ['assistant', 10])).toEqual(['0', '1']);
    expect(contents(['assistant', 12], ['user', 10])).toEqual(['1', '0']);
    expect(contents(['user', 500], ['assistant', 10], ['user', 600])).toEqual(['1', '0', '2']);
    expect(contents(['assistant', 30], ['user', 20], ['assistant', 10], ['user', 0])).toEqual([
      '3',
      '2',
      '1',
      '0',
    ]);
  });

  it('bounds user id, model and title, and keeps long user ids apart', () => {
    const userOf = (userId: string): string | null => clean({ userId }).conversation.userId;
    const long = 'u'.repeat(2_000);
    expect(userOf(long)?.length).toBe(512);
    expect(userOf(long)).not.toBe(userOf(`${long}2`));
    const { conversation } = clean({ model: long, title: long });
    expect([conversation.model?.length, conversation.title?.length]).toEqual([256, 1_000]);
  });

  it('forgets impossible times and takes start and end from the messages', () => {
    const { conversation, applied } = clean({
      startedAtMs: 0,
      endedAtMs: Date.UTC(2150, 0, 1),
      messages: [message({ sentAtMs: at(3) }), message({ sentAtMs: at(7) }), message({ sentAtMs: 5 })],
    });
    expect(conversation.startedAt).toBe('2026-01-05T10:00:03.000Z');
    expect(conversation.endedAt).toBe('2026-01-05T10:00:07.000Z');
    expect(conversation.messages[2]?.sentAt).toBeNull();
    expect(applied).toEqual({ 'timestamp-out-of-range': 3, 'derive-times': 1 });
  });

  it.each([
    ['empty-conversation', { messages: [] }],
    ['bad-conversation-id', { conversationId: '\0' }],
    ['bad-conversation-id', { conversationId: 'x'.repeat(513) }],
    ['missing-start-time', { startedAtMs: null, endedAtMs: null, messages: [message({ sentAtMs: null })] }],
    ['too-large', { messages: [message({ content: 'ä'.repeat(4 * 1024 * 1024 + 1) })] }],
  ])('refuses: %s', (reason, change) => {
    expect(clean(change).reason).toBe(reason);
  });

  it('takes the start from the creation of the row as a last resort', () => {
    const { conversation } = clean({
      startedAtMs: null,
      createdAtMs: at(1),
      messages: [message({ sentAtMs: null })],
    });
    expect(conversation.startedAt).toBe('2026-01-05T10:00:01.000Z');
  });
});

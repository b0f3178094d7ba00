/** Conversations in the shape the file source reads without any mapping: what `convoscope example` prints. */
const EXAMPLES = [
  {
    conversation_id: 'example-1',
    source: 'support-chat',
    user_id: 'user-17',
    model: 'assistant-large',
    topics: ['Billing', 'Refunds'],
    language: 'en',
    started_at: '2026-03-02T09:14:05Z',
    ended_at: '2026-03-02T09:15:31Z',
    messages: [
      { role: 'user', content: 'I was charged twice this month.', timestamp: '2026-03-02T09:14:05Z' },
      {
        role: 'assistant',
        content:
          'I am sorry about that. I see two payments of 9.90 on 1 March; the second one will be refunded.',
        timestamp: '2026-03-02T09:14:11Z',
      },
      { role: 'user', content: 'Thank you, that was quick!', timestamp: '2026-03-02T09:15:31Z' },
    ],
  },
  {
    conversation_id: 'example-2',
    source: 'support-chat',
    user_id: 'user-23',
    model: 'assistant-small',
    topics: ['Delivery'],
    language: 'es',
    started_at: '2026-03-02T10:02:40Z',
    ended_at: '2026-03-02T10:02:48Z',
    messages: [
      {
        role: 'user',
        content: '¿Dónde está mi pedido? Debía llegar ayer.',
        timestamp: '2026-03-02T10:02:40Z',
      },
      {
        role: 'assistant',
        content: 'Su pedido está en reparto y llega hoy antes de las 18 h.',
        timestamp: '2026-03-02T10:02:48Z',
      },
    ],
  },
];

/** Lines of a JSONL file that the file source reads as it is. */
export const exampleConversationLines = (): string[] =>
  EXAMPLES.map((conversation) => JSON.stringify(conversation));

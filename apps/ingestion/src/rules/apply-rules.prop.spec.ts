import { describe, expect, it } from '@jest/globals';
import { conversationIngestedSchema } from '@convoscope/contracts';
import fc from 'fast-check';
import { columnMappingSchema, defaultMapping } from '../mapping/column-mapping.ts';
import { mapRow } from '../mapping/map-row.ts';
import type { RawRow } from '../sources/conversation-source.port.ts';
import { applyRules, createRules } from './apply-rules.ts';
import type { ConversationDraft } from './conversation-draft.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', 'a\r\nb', 'x\0y', '\ud800', 'user', 'BOT', 'tool'),
);
const anyTime = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -1e15, max: 1e15 }),
  fc.integer({ min: Date.UTC(2020), max: Date.UTC(2027) }),
);

const draft: fc.Arbitrary<ConversationDraft> = fc.record({
  conversationId: anyText,
  userId: fc.option(anyText),
  model: fc.option(anyText),
  title: fc.option(anyText),
  startedAtMs: anyTime,
  endedAtMs: anyTime,
  createdAtMs: anyTime,
  metadata: fc.dictionary(fc.string(), fc.oneof(anyText, fc.integer(), fc.boolean())),
  messages: fc.array(
    fc.record({
      id: fc.option(fc.constantFrom('m1', 'm2', 'm3')),
      role: anyText,
      content: fc.option(anyText),
      sentAtMs: anyTime,
      order: fc.option(fc.integer()),
    }),
    { maxLength: 8 },
  ),
});

const rules = createRules(defaultMapping);
const ignore = (): void => undefined;

describe('the rules of cleaning', () => {
  it.each(rules.map((rule) => [rule.name, rule] as const))(
    '%s finds nothing left after itself',
    (_, rule) => {
      fc.assert(
        fc.property(draft, (input) => {
          const once = rule.apply(input);
          if (once.rejection !== undefined) return;
          const twice = rule.apply(once.draft);
          expect(twice.changed).toBe(0);
          expect(twice.draft).toEqual(once.draft);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('never change their input', () => {
    fc.assert(
      fc.property(draft, (input) => {
        const before = structuredClone(input);
        applyRules(input, rules, 's', ignore);
        expect(input).toEqual(before);
      }),
    );
  });

  it('let through only what the contract accepts, and say why not otherwise', () => {
    fc.assert(
      fc.property(draft, (input) => {
        const outcome = applyRules(input, rules, 's', ignore);
        if ('rejection' in outcome) return expect(outcome.rejection.reason).toMatch(/^[a-z-]+$/);
        const event = { ...outcome.conversation, sequence: 0, pass: 0 };
        return expect(conversationIngestedSchema.safeParse(event).error).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('give the same revision after a way through JSON and UTF-8', () => {
    fc.assert(
      fc.property(draft, (input) => {
        const outcome = applyRules(input, rules, 's', ignore);
        if ('rejection' in outcome) return;
        const travelled = JSON.parse(
          Buffer.from(JSON.stringify(input)).toString('utf8'),
        ) as ConversationDraft;
        const again = applyRules(travelled, rules, 's', ignore);
        expect('conversation' in again && again.conversation.revision).toBe(outcome.conversation.revision);
      }),
    );
  });
});

describe('the mapping of rows', () => {
  const anyRow: fc.Arbitrary<RawRow> = fc.record({
    rowId: fc.string({ minLength: 1 }),
    columns: fc.dictionary(
      fc.constantFrom('conversation_id', 'user_id', 'messages', 'started_at', 'ended_at', 'other', 'topics'),
      fc.oneof(fc.jsonValue(), fc.json(), fc.date(), fc.bigInt()),
    ),
    createdAtMs: anyTime,
    modifiedAtMs: anyTime,
  });

  it('understands or refuses any row, without throwing', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        const mapped = mapRow(row, defaultMapping, 's');
        if ('rejection' in mapped) return expect(mapped.rejection.field).not.toBeNull();
        const outcome = applyRules(mapped.draft, rules, 's', ignore);
        return expect('conversation' in outcome || 'rejection' in outcome).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('takes the row id where no column holds one, with the source in front', () => {
    const mapping = columnMappingSchema.parse({ id: null });
    const mapped = mapRow({ rowId: '7', columns: {}, createdAtMs: null, modifiedAtMs: null }, mapping, 'crm');
    expect(mapped).toMatchObject({ draft: { conversationId: 'crm-7' } });
  });
});

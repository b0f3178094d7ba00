import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  canonicalJson,
  conversationDate,
  eventId,
  isNotOlder,
  LedgerHash,
  revisionOf,
  toConversationRef,
} from './index.ts';
import type { Conversation, ConversationContent } from './index.ts';

const content: ConversationContent = {
  conversationId: 'c-1',
  startedAt: '2026-01-05T09:00:00Z',
  endedAt: '2026-01-05T09:01:00Z',
  userId: null,
  model: 'm',
  title: 'A title',
  metadata: { a: 1, b: null },
  messages: [{ index: 0, role: 'user', content: 'hello', sentAt: null }],
};

const conversation: Conversation = {
  ...content,
  source: 's',
  revision: revisionOf(content),
  sequence: 1,
  pass: 0,
  nMessages: 1,
};

const shuffledKeys = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, entry]) => [key, shuffledKeys(entry)]),
      )
    : Array.isArray(value)
      ? value.map(shuffledKeys)
      : value;

describe('canonicalJson', () => {
  it('is JSON of the same value, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(shuffledKeys(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ b: undefined, a: [1, { d: 2, c: 'x' }] })).toBe('{"a":[1,{"c":"x","d":2}]}');
  });
});

describe('revisionOf', () => {
  it('is 32 hex digits that do not depend on where or when the content was seen', () => {
    expect(revisionOf(content)).toMatch(/^[0-9a-f]{32}$/);
    const elsewhere: Conversation = { ...conversation, sequence: 9, source: 'other' };
    expect(revisionOf(elsewhere)).toBe(revisionOf(content));
  });

  it.each<[string, Partial<ConversationContent>]>([
    ['title', { title: null }],
    ['model', { model: 'n' }],
    ['metadata', { metadata: { a: 2, b: null } }],
    ['message', { messages: [{ index: 0, role: 'user', content: 'hello!', sentAt: null }] }],
    ['end', { endedAt: '2026-01-05T09:02:00Z' }],
  ])('changes with the %s', (_what, change) => {
    expect(revisionOf({ ...content, ...change })).not.toBe(revisionOf(content));
  });
});

describe('eventId', () => {
  const identity = { topic: 't', tenant: 'default', key: 'k', revision: 'r', producerVersion: 'p' };

  it('is a UUID of version 5 that stays what it was in every release', () => {
    expect(eventId(identity)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(eventId(identity)).toBe('661f464d-31ab-5fce-acf2-349c34fd8d3c');
  });

  it('differs when any part differs, also where parts run together', () => {
    const variants = Object.keys(identity).map((part) => eventId({ ...identity, [part]: 'other' }));
    variants.push(eventId({ ...identity, topic: 'td', tenant: 'efault' }), eventId(identity));
    expect(new Set(variants).size).toBe(variants.length);
  });
});

describe('LedgerHash', () => {
  const members = fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 20 });
  const hashOf = (pairs: readonly (readonly [string, string])[]): string => {
    const hash = new LedgerHash();
    for (const [id, revision] of pairs) hash.add(id, revision);
    return `${hash.count} ${hash.hex}`;
  };

  it('does not depend on the order', () => {
    fc.assert(fc.property(members, (pairs) => expect(hashOf(pairs.toReversed())).toBe(hashOf(pairs))));
  });

  it('sees a member that is missing, doubled, altered or added', () => {
    const pairs = [
      ['a', '1'],
      ['b', '2'],
    ] as const;
    const others = [
      [pairs[0]],
      [...pairs, pairs[0]],
      [pairs[0], ['b', '3']],
      [...pairs, ['c', '4']],
      [
        ['a', '2'],
        ['b', '1'],
      ],
    ] as const;
    for (const other of others) expect(hashOf(other as never)).not.toBe(hashOf(pairs));
    expect(hashOf([pairs[0], pairs[0]]).split(' ')[1]).not.toBe(hashOf([]).split(' ')[1]);
  });

  it('is zero for nothing', () => {
    expect(hashOf([])).toBe('0 0000000000000000');
  });
});

describe('isNotOlder', () => {
  const version = fc.record({ sequence: fc.nat(3), pass: fc.nat(3) });

  it('is a total order: reflexive, and of two different versions exactly one is newer', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const isSame = a.sequence === b.sequence && a.pass === b.pass;
        expect(isNotOlder(a, a)).toBe(true);
        expect([isNotOlder(a, b), isNotOlder(b, a)].filter(Boolean)).toHaveLength(isSame ? 2 : 1);
      }),
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        fc.pre(isNotOlder(a, b) && isNotOlder(b, c));
        expect(isNotOlder(a, c)).toBe(true);
      }),
    );
  });
});

it('copies just the reference out of a conversation, and says its day', () => {
  const { title: _t, metadata: _d, messages: _m, ...ref } = conversation;
  expect(toConversationRef(conversation)).toEqual(ref);
  expect(conversationDate(conversation)).toBe('2026-01-05');
});

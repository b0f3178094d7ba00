import { describe, expect, it } from '@jest/globals';
import { aConversation, anEvent } from '@convoscope/testing';
import fc from 'fast-check';
import { topics } from '@convoscope/contracts';
import { appendTimeApp, offsetApp, planAppend, progressOf } from './plan-append.ts';

const log = Array.from({ length: 40 }, (_, i) => {
  const conversation = aConversation({ conversationId: `c${i}` });
  return {
    ...anEvent(topics.conversationsIngested, conversation.conversationId, conversation),
    ...{ position: { partition: 0, offset: BigInt(i) }, appendedAtMs: 1_000 + i },
  };
});

/** What happens to the writers of one partition: each sees a part of the log, works on the log as it last saw it, and may die between put and commit. */
const step = fc.record({
  writer: fc.integer({ min: 0, max: 2 }),
  action: fc.constantFrom('write', 'look', 'die'),
  start: fc.integer({ min: 0, max: 39 }),
  length: fc.integer({ min: 1, max: 15 }),
});

type Transactions = ReadonlyMap<string, number>;

describe('the offsets of a partition in the log of its table', () => {
  it('name every event once and in order, whatever writers race, repeat and die', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let stored: Transactions = new Map();
        const written: string[] = [];
        const seen = [stored, stored, stored];
        const nextOffset = (): bigint => progressOf({ transactions: new Map(stored) }, 't', 0).nextOffset;
        const commit = (writer: number, start: number, length: number): void => {
          const transactions = new Map(seen[writer]);
          // A group's position never lies beyond what is written: the bus commits after the log.
          const from = Math.min(start, Number(nextOffset()));
          const plan = planAppend(progressOf({ transactions }, 't', 0), log.slice(from, from + length));
          if (plan === null || seen[writer] !== stored) return void (seen[writer] = stored);
          transactions.set(offsetApp('t', 0, plan.range.epoch), Number(plan.range.last) + 1);
          transactions.set(appendTimeApp('t', 0, plan.range.epoch), plan.lastAppendedAtMs);
          seen[writer] = stored = transactions;
          written.push(...plan.events.map(({ key }) => key));
        };
        for (const { writer, action, start, length } of steps) {
          if (action === 'write') commit(writer, start, length);
          else seen[writer] = stored;
        }
        expect(written).toEqual(log.slice(0, written.length).map(({ key }) => key));
        expect(nextOffset()).toBe(BigInt(written.length));
      }),
      { numRuns: 2_000 },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { LEDGER_STAGES, type LedgerStage } from '@convoscope/store';
import { reconcile } from './reconcile.ts';
import type { LedgerMember, StageCounter } from './stage-counter.ts';

const member = (id: number, change: Partial<LedgerMember> = {}): LedgerMember => ({
  source: 'nocodb',
  date: `2026-03-0${1 + (id % 3)}`,
  conversationId: `c-${id}`,
  revision: String(id).padStart(32, '0'),
  ...change,
});

const MEMBERS = Array.from({ length: 30 }, (_, id) => member(id));

const counter = (stage: LedgerStage, members: readonly LedgerMember[] = MEMBERS): StageCounter => ({
  stage,
  async *members() {
    yield* await Promise.resolve(members);
  },
});

/** All stages hold the same but the one, which holds `members`. */
const stagesWith = (stage: LedgerStage, members: readonly LedgerMember[]): StageCounter[] =>
  LEDGER_STAGES.map((one) => (one === stage ? counter(one, members) : counter(one)));

describe('reconcile', () => {
  it('balances equal stages, whatever the order', async () => {
    const result = await reconcile(stagesWith('lake', [...MEMBERS].reverse()));
    expect(result.isBalanced).toBe(true);
    expect(result.entries).toHaveLength(3 * LEDGER_STAGES.length);
    expect(result.entries.filter(({ stage }) => stage === 'lake').map(({ count }) => count)).toEqual([
      10, 10, 10,
    ]);
  });

  it('balances empty stages', async () => {
    expect(await reconcile([counter('source', []), counter('mongodb', [])])).toMatchObject({
      isBalanced: true,
      entries: [],
    });
  });

  describe.each(['topic', 'mongodb', 'lake', 'report'] as const)('at stage %s', (stage) => {
    const mismatch = async (members: readonly LedgerMember[]) =>
      (await reconcile(stagesWith(stage, members))).mismatches;

    it('catches a dropped conversation', async () => {
      expect(await mismatch(MEMBERS.slice(1))).toEqual([
        expect.objectContaining({
          stage,
          date: '2026-03-01',
          missing: ['c-0'],
          extra: [],
          altered: [],
          doubled: [],
          nConversations: 1,
        }),
      ]);
    });

    it('catches a doubled conversation', async () => {
      expect(await mismatch([...MEMBERS, member(4)])).toEqual([
        expect.objectContaining({
          stage,
          date: '2026-03-02',
          doubled: ['c-4'],
          missing: [],
          nConversations: 1,
        }),
      ]);
    });

    it('catches an altered conversation', async () => {
      const altered = MEMBERS.map((one) =>
        one.conversationId === 'c-5' ? { ...one, revision: 'f'.repeat(32) } : one,
      );
      expect(await mismatch(altered)).toEqual([
        expect.objectContaining({
          stage,
          date: '2026-03-03',
          altered: ['c-5'],
          missing: [],
          extra: [],
          nConversations: 1,
        }),
      ]);
    });

    it('catches a phantom', async () => {
      expect(await mismatch([...MEMBERS, member(99)])).toEqual([
        expect.objectContaining({
          stage,
          date: '2026-03-01',
          extra: ['c-99'],
          missing: [],
          nConversations: 1,
        }),
      ]);
    });

    it('catches a conversation moved to another day', async () => {
      const moved = MEMBERS.map((one) =>
        one.conversationId === 'c-0' ? { ...one, date: '2026-04-01' } : one,
      );
      expect((await mismatch(moved)).map(({ date, missing, extra }) => ({ date, missing, extra }))).toEqual([
        { date: '2026-03-01', missing: ['c-0'], extra: [] },
        { date: '2026-04-01', missing: [], extra: ['c-0'] },
      ]);
    });
  });

  it('catches a conversation that every stage holds twice', async () => {
    const doubled = [...MEMBERS, member(3)];
    const result = await reconcile(LEDGER_STAGES.map((stage) => counter(stage, doubled)));
    expect(result.mismatches).toEqual([expect.objectContaining({ stage: 'source', doubled: ['c-3'] })]);
  });

  it('lists at most 100 ids and counts all', async () => {
    const many = Array.from({ length: 250 }, (_, id) => member(id, { date: '2026-03-01' }));
    const { mismatches } = await reconcile([counter('source', many), counter('mongodb', [])]);
    expect(mismatches[0]?.missing).toHaveLength(100);
    expect(mismatches[0]?.nConversations).toBe(250);
  });
});

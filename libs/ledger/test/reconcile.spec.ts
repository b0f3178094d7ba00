import { describe, expect, it } from '@jest/globals';
import { createMemoryBus } from '@convoscope/bus';
import { topics } from '@convoscope/contracts';
import { LEDGER_STAGES, type LedgerDocument, type LedgerStage } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { aConversation, anEvent, seededRandom } from '@convoscope/testing';
import {
  createMongoCounter,
  createReportCounter,
  createTopicCounter,
  observeReconciliation,
  reconcile,
  storeReconciliation,
  type LedgerMember,
  type StageCounter,
} from '../src/index.ts';

const member = (i: number): LedgerMember => ({
  source: i % 3 === 0 ? 'web' : 'phone',
  date: `2026-01-0${1 + (i % 5)}`,
  conversationId: `c${i}`,
  revision: `revision-${i}`,
});

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* await Promise.resolve(items);
}

const stageOf = (stage: LedgerStage, members: readonly LedgerMember[]): StageCounter => ({
  stage,
  members: () => each(members),
});

const all = Array.from({ length: 60 }, (_, i) => member(i));
const shuffled = (members: readonly LedgerMember[], seed: number): LedgerMember[] => {
  const random = seededRandom(seed);
  return members
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
};

/** All five stages, in different orders, the named one tampered with. */
const stagesWith = (
  broken: LedgerStage,
  tamper: (members: LedgerMember[]) => LedgerMember[],
): StageCounter[] =>
  LEDGER_STAGES.map((stage, i) =>
    stageOf(stage, stage === broken ? tamper(shuffled(all, i)) : shuffled(all, i)),
  );

const at = (members: readonly LedgerMember[], id: string): LedgerMember =>
  members.find(({ conversationId }) => conversationId === id) as LedgerMember;

const noDifferences = { missing: [], extra: [], altered: [], doubled: [], phantom: [] };

describe('reconciling', () => {
  it('finds stages with the same conversations balanced, whatever their order', async () => {
    const result = await reconcile(LEDGER_STAGES.map((stage, i) => stageOf(stage, shuffled(all, i))));
    expect(result).toMatchObject({ isBalanced: true, reference: 'source', mismatches: [] });
    expect(result.entries).toHaveLength(10 * LEDGER_STAGES.length);
    expect(result.entries.reduce((sum, { count }) => sum + count, 0)).toBe(60 * LEDGER_STAGES.length);
  });

  describe.each(LEDGER_STAGES.slice(1))('at the stage %s', (stage) => {
    const mismatchesAfter = async (tamper: (members: LedgerMember[]) => LedgerMember[]) => {
      const { isBalanced, mismatches } = await reconcile(stagesWith(stage, tamper));
      expect(isBalanced).toBe(false);
      return mismatches;
    };
    const place = { source: 'phone', date: '2026-01-03', stage, nConversations: 1 };

    it('names a dropped conversation', async () => {
      const found = await mismatchesAfter((m) => m.filter(({ conversationId }) => conversationId !== 'c7'));
      expect(found).toEqual([expect.objectContaining({ ...place, ...noDifferences, missing: ['c7'] })]);
    });

    it('names a doubled conversation', async () => {
      const found = await mismatchesAfter((m) => [...m, at(m, 'c7')]);
      expect(found).toEqual([expect.objectContaining({ ...place, ...noDifferences, doubled: ['c7'] })]);
    });

    it('names an altered conversation', async () => {
      const found = await mismatchesAfter((m) =>
        m.map((one) => (one.conversationId === 'c7' ? { ...one, revision: 'tampered' } : one)),
      );
      expect(found).toEqual([expect.objectContaining({ ...place, ...noDifferences, altered: ['c7'] })]);
    });

    it('names a conversation that the source never had', async () => {
      const found = await mismatchesAfter((m) => [...m, { ...at(m, 'c7'), conversationId: 'ghost' }]);
      expect(found).toEqual([expect.objectContaining({ ...place, ...noDifferences, phantom: ['ghost'] })]);
    });

    it('names a conversation on the wrong day at both days', async () => {
      const found = await mismatchesAfter((m) =>
        m.map((one) => (one.conversationId === 'c7' ? { ...one, date: '2026-01-09' } : one)),
      );
      expect(found).toEqual([
        expect.objectContaining({ ...place, ...noDifferences, missing: ['c7'] }),
        expect.objectContaining({ ...place, date: '2026-01-09', ...noDifferences, extra: ['c7'] }),
      ]);
    });

    it('sees one lost and another gained on the same day, which leaves the count as it was', async () => {
      const found = await mismatchesAfter((m) =>
        m.map((one) => (one.conversationId === 'c7' ? { ...one, conversationId: 'ghost' } : one)),
      );
      expect(found).toEqual([
        expect.objectContaining({ ...noDifferences, nConversations: 2, missing: ['c7'], phantom: ['ghost'] }),
      ]);
    });
  });

  it('finds empty stages balanced', async () => {
    const result = await reconcile([stageOf('source', []), stageOf('lake', [])]);
    expect(result).toMatchObject({ isBalanced: true, entries: [] });
  });

  it('names a conversation that every stage holds twice, which no comparison would show', async () => {
    const doubled = [...all, member(7)];
    const result = await reconcile(LEDGER_STAGES.map((stage) => stageOf(stage, doubled)));
    expect(result.isBalanced).toBe(false);
    expect(result.mismatches).toEqual([expect.objectContaining({ stage: 'source', doubled: ['c7'] })]);
  });

  it('lists only some ids, and counts all', async () => {
    const stages = [stageOf('source', all), stageOf('topic', [])];
    const { mismatches } = await reconcile(stages, { maxListed: 2 });
    expect(mismatches.every(({ missing }) => missing.length <= 2)).toBe(true);
    expect(mismatches.reduce((sum, { counts }) => sum + counts.missing, 0)).toBe(60);
  });

  it('refuses to compare nothing', async () => {
    await expect(reconcile([])).rejects.toThrow(RangeError);
  });
});

describe('what the stages hold', () => {
  it('is on the topic the newest revision of each live conversation of the tenant', async () => {
    const telemetry = createTelemetry({ service: 'ledger-test', logLevel: 'silent' });
    const bus = createMemoryBus({ telemetry, service: 'ledger-test' });
    const old = aConversation({ conversationId: 'a', title: 'old', sequence: 1 });
    const now = aConversation({ conversationId: 'a', title: 'new', sequence: 2 });
    const gone = aConversation({ conversationId: 'b', sequence: 4 });
    const returned = aConversation({ conversationId: 'c', sequence: 6 });
    const foreign = aConversation({ conversationId: 'd' });
    const event = (data: typeof old, tenant = 'default') =>
      anEvent(topics.conversationsIngested, data.conversationId, data, { tenant });
    await bus.publish(
      topics.conversationsIngested,
      [now, now, old, gone, returned].map((data) => event(data)),
    );
    await bus.publish(topics.conversationsIngested, [event(foreign, 'other')]);
    const deletion = (conversationId: string, tenant: string) =>
      anEvent(
        topics.conversationsDeleted,
        conversationId,
        {
          ...{ conversationId, source: 'test', sequence: 5, reason: 'gone-at-source' as const },
          ...{ startedAt: old.startedAt, deletedAt: old.startedAt },
        },
        { tenant },
      );
    await bus.publish(topics.conversationsDeleted, [
      deletion('b', 'default'),
      deletion('c', 'default'),
      deletion('a', 'other'),
    ]);
    const found: LedgerMember[] = [];
    for await (const one of createTopicCounter(bus, 'default').members()) found.push(one);
    expect(found.map(({ conversationId, revision }) => [conversationId, revision]).sort()).toEqual([
      ['a', now.revision],
      ['c', returned.revision],
    ]);
    await bus.close();
    await telemetry.close();
  });

  it('is in MongoDB and in the reports what their repositories stream', async () => {
    const document = aConversation({ conversationId: 'a' });
    const repository = { stream: () => each([document]) } as never;
    const result = await reconcile([
      createMongoCounter(repository, 'default'),
      createReportCounter(repository, 'default'),
    ]);
    expect(result).toMatchObject({ isBalanced: true, reference: 'mongodb' });
    expect(result.entries).toMatchObject([
      { source: 'test', date: '2026-01-05', stage: 'mongodb', count: 1 },
      { source: 'test', date: '2026-01-05', stage: 'report', count: 1 },
    ]);
  });
});

describe('the result', () => {
  it('is kept in the ledger and shown as gauges that also say zero', async () => {
    const result = await reconcile(stagesWith('lake', (m) => m.slice(1)));
    let kept: readonly LedgerDocument[] = [];
    const ledger = {
      replaceAll: (_tenant: string, entries: readonly LedgerDocument[]) =>
        Promise.resolve(void (kept = entries)),
    };
    await storeReconciliation(ledger, 'acme', result, new Date(7));
    expect(kept).toHaveLength(result.entries.length);
    expect(kept[0]).toMatchObject({ tenant: 'acme', countedAt: new Date(7), stage: 'source' });
    const telemetry = createTelemetry({ service: 'ledger-test', logLevel: 'silent' });
    observeReconciliation(telemetry, result);
    const text = await telemetry.registry.metrics();
    expect(text).toMatch(/reconcile_differences\{[^}]*stage="lake",kind="missing"[^}]*\} 1/);
    expect(text).toMatch(/reconcile_differences\{[^}]*stage="topic",kind="missing"[^}]*\} 0/);
    await telemetry.close();
  });
});

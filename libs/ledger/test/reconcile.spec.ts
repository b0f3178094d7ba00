import { afterAll, describe, expect, it } from '@jest/globals';
import { createMemoryBus, type Bus } from '@convoscope/bus';
import { LedgerHash, topics, type Conversation } from '@convoscope/contracts';
import { LEDGER_STAGES, type LedgerDocument, type LedgerStage } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { aConversation, anEvent, seededRandom } from '@convoscope/testing';
import {
  createMongoCounter,
  createReportCounter,
  createTopicCounters,
  createTotalsCounter,
  changeProof,
  NEVER_PROVEN,
  observeProof,
  readProof,
  reconcile,
  storeProof,
  type LedgerMember,
  type LogCounter,
  type StageCounter,
  type StateCounter,
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

const stageOf = (stage: LedgerStage, members: readonly LedgerMember[]): StateCounter => ({
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

/** Every stage, in different orders, the named one tampered with. */
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

describe('a stage that lets go of what is old', () => {
  const old = new Set(['c1', 'c2', 'c3', 'c7']);
  const forgetful = (stage: LedgerStage, members: readonly LedgerMember[]): LogCounter => ({
    stage,
    keptSinceMs: () => Promise.resolve(1_000),
    scan: (onMembers) =>
      Promise.resolve(
        onMembers(
          members.map((one) => ({
            ...one,
            ...{ eventId: `${one.conversationId}-1`, sequence: 1, pass: 0 },
            appendedAtMs: old.has(one.conversationId) ? 10 : 2_000,
          })),
        ),
      ),
    knowledge: {
      scanDeletions: () => Promise.resolve(),
      stored: () =>
        each(
          all.map(({ conversationId }) => ({
            conversationId,
            ingestedAt: new Date(old.has(conversationId) ? 5 : 1_500),
          })),
        ),
    },
  });
  const reconcileWith = (members: readonly LedgerMember[]) =>
    reconcile([stageOf('source', all), forgetful('topic', members), stageOf('lake', all)]);
  const without = (...ids: string[]) => all.filter(({ conversationId }) => !ids.includes(conversationId));

  it('is balanced without them, and says how many were not compared', async () => {
    const result = await reconcileWith(without('c1', 'c7'));
    expect(result).toMatchObject({ isBalanced: true, mismatches: [] });
    const onTopic = result.entries.filter(({ stage }) => stage === 'topic');
    expect(onTopic.reduce((sum, { nNotCompared }) => sum + nNotCompared, 0)).toBe(2);
    expect(onTopic.reduce((sum, { count }) => sum + count, 0)).toBe(60);
  });

  it('still misses what is young, on the same day too', async () => {
    const { mismatches } = await reconcileWith(without('c7', 'c22'));
    expect(mismatches).toEqual([expect.objectContaining({ ...noDifferences, missing: ['c22'] })]);
  });

  it('is held to what it has kept of them', async () => {
    const altered = all.map((one) => (one.conversationId === 'c7' ? { ...one, revision: 'other' } : one));
    const { mismatches } = await reconcileWith(altered);
    expect(mismatches).toEqual([expect.objectContaining({ ...noDifferences, altered: ['c7'] })]);
  });
});

describe('what the stages hold', () => {
  const NOW = Date.UTC(2026, 5, 1);
  const DAY_MS = 86_400_000;
  const telemetry = createTelemetry({ service: 'ledger-test', logLevel: 'silent' });
  afterAll(() => telemetry.close());
  const event = (data: Conversation, overrides = {}) =>
    anEvent(topics.conversationsIngested, data.conversationId, data, overrides);
  const deletion = (conversationId: string, tenant = 'default') => {
    const data = {
      ...{ conversationId, source: 'test', sequence: 5, reason: 'gone-at-source' as const },
      ...{ startedAt: '2026-01-05T09:00:00.000Z', deletedAt: '2026-01-05T09:00:00.000Z' },
    };
    return anEvent(topics.conversationsDeleted, conversationId, data, { tenant });
  };
  const heldBy = async (bus: Bus, retentionMs: number | null, stored: readonly object[] = []) => {
    const options = {
      bus: { scan: bus.scan.bind(bus), retentionMs: () => Promise.resolve(retentionMs) },
      messages: { refs: () => each(stored) } as never,
      ...{ tenant: 'default', nowMs: NOW },
    };
    // Against a reference that holds nothing, all that stands there is a phantom.
    const topic = createTopicCounters(options).topic;
    const { entries, mismatches } = await reconcile([stageOf('source', []), topic]);
    const ids = mismatches.flatMap(({ phantom, doubled }) => [...phantom, ...doubled]).sort();
    return { ids, hashes: entries.map(({ hash }) => hash) };
  };

  it('is on the topic the newest revision of each live conversation of the tenant', async () => {
    const bus = createMemoryBus({ telemetry, service: 'ledger-test' });
    const before = aConversation({ conversationId: 'a', title: 'old', sequence: 1 });
    const now = aConversation({ conversationId: 'a', title: 'new', sequence: 2 });
    const gone = aConversation({ conversationId: 'b', sequence: 4 });
    const returned = aConversation({ conversationId: 'c', sequence: 6 });
    await bus.publish(
      topics.conversationsIngested,
      [now, now, before, gone, returned].map((data) => event(data)),
    );
    await bus.publish(topics.conversationsIngested, [
      event(aConversation({ conversationId: 'd' }), { tenant: 'other' }),
    ]);
    await bus.publish(topics.conversationsDeleted, [deletion('b'), deletion('c'), deletion('a', 'other')]);
    const { ids, hashes } = await heldBy(bus, null);
    expect(ids).toEqual(['a', 'c']);
    const expected = new LedgerHash();
    for (const { conversationId, revision } of [now, returned]) expected.add(conversationId, revision);
    expect(hashes).toEqual([expected.hex]);
    await bus.close();
  });

  it('is on the topic twice what two events say under different ids, once what comes again', async () => {
    const bus = createMemoryBus({ telemetry, service: 'ledger-test' });
    const [repeated, doubled] = ['a', 'b'].map((conversationId) => aConversation({ conversationId }));
    await bus.publish(topics.conversationsIngested, [
      ...[event(repeated!), event(repeated!), event(doubled!)],
      event(doubled!, { id: '6ba7b811-9dad-11d1-80b4-00c04fd430c8' }),
    ]);
    expect((await heldBy(bus, null)).ids).toEqual(['a', 'b', 'b']);
    await bus.close();
  });

  it('is on the topic not what outlived its deletion, when that has left its own topic', async () => {
    const bus = createMemoryBus({
      ...{ telemetry, service: 'ledger-test' },
      clock: { now: () => NOW - 9 * DAY_MS, elapsed: () => 0, sleep: () => Promise.resolve() },
    });
    const [live, gone] = ['live', 'gone'].map((conversationId) => aConversation({ conversationId }));
    await bus.publish(topics.conversationsIngested, [event(live!), event(gone!)]);
    const stored = [{ ...live!, ingestedAt: new Date(NOW - 9 * DAY_MS) }];
    expect((await heldBy(bus, 7 * DAY_MS, stored)).ids).toEqual(['live']);
    expect((await heldBy(bus, 14 * DAY_MS, stored)).ids).toEqual(['gone', 'live']);
    await bus.close();
  });

  it('is surely kept by a topic as long as its retention, less an hour for what is deleted meanwhile', async () => {
    const counters = createTopicCounters({
      bus: {
        scan: () => Promise.reject(new Error('not asked for')),
        retentionMs: () => Promise.resolve(7 * DAY_MS),
      },
      messages: { refs: () => each([]) } as never,
      ...{ tenant: 'default', nowMs: NOW },
    });
    for (const counter of Object.values(counters))
      expect(await counter.keptSinceMs()).toBe(NOW - 7 * DAY_MS + 3_600_000);
    expect(Object.keys(counters)).toEqual(['topic', 'translated', 'categorised', 'scored']);
  });

  it('is in MongoDB, in the reports and in their totals what the repositories stream', async () => {
    const document = aConversation({ conversationId: 'a' });
    const repository = { refs: () => each([{ ...document, category: { sequence: 1 } }]) } as never;
    const result = await reconcile([
      createMongoCounter(repository, 'default'),
      createReportCounter(repository, 'default'),
      createTotalsCounter(repository, 'default'),
    ]);
    expect(result).toMatchObject({ isBalanced: true, reference: 'mongodb' });
    expect(result.entries).toMatchObject([
      { source: 'test', date: '2026-01-05', stage: 'mongodb', count: 1 },
      { source: 'test', date: '2026-01-05', stage: 'report', count: 1 },
      { source: 'test', date: '2026-01-05', stage: 'totals', count: 1 },
    ]);
  });

  it('is not in the totals what has no category, and altered what has that of another revision', async () => {
    const documents = [null, { sequence: 1 }, { sequence: 7 }].map((category, i) => ({
      ...aConversation({ conversationId: `c${i}` }),
      category,
    }));
    const repository = { refs: () => each(documents) } as never;
    const { mismatches } = await reconcile([
      createReportCounter(repository, 'default'),
      createTotalsCounter(repository, 'default'),
    ]);
    expect(mismatches).toEqual([
      expect.objectContaining({ stage: 'totals', ...noDifferences, missing: ['c0'], altered: ['c2'] }),
    ]);
  });
});

describe('what moves while it is compared', () => {
  const moving = (ids: readonly string[]) => Promise.resolve(ids.filter((id) => id === 'c7'));
  const broken = stagesWith('lake', (m) =>
    m.filter(({ conversationId }) => !['c7', 'c8'].includes(conversationId)),
  );

  it('is no difference, and counted', async () => {
    const { isBalanced, nMoved, mismatches } = await reconcile(broken, { moved: moving });
    expect([isBalanced, nMoved]).toEqual([false, 1]);
    expect(mismatches.flatMap(({ missing }) => missing)).toEqual(['c8']);
    const all = await reconcile(broken, { moved: (ids) => Promise.resolve(ids) });
    expect(all).toMatchObject({ isBalanced: true, nMoved: 2, mismatches: [] });
  });
});

it('counts of what a source lists twice the first alone, where that is how it is taken in', async () => {
  const twice = [...all, { ...at(all, 'c7'), revision: 'second row' }];
  const [source, ...others] = stagesWith('source', (m) => m);
  const listed = { ...stageOf('source', twice), countsFirst: true };
  expect(await reconcile([listed, ...others])).toMatchObject({ isBalanced: true });
  expect(await reconcile([stageOf('source', twice), ...others])).toMatchObject({ isBalanced: false });
  expect(source?.stage).toBe('source');
});

describe('the proof', () => {
  const createSnapshots = () => {
    let stored: { value: unknown; version: number } | null = null;
    return {
      get: () => Promise.resolve(stored),
      put: (_tenant: string, _owner: string, _name: string, value: unknown, expected: number) => {
        if ((stored?.version ?? 0) !== expected) return Promise.resolve(false);
        stored = { value: structuredClone(value), version: expected + 1 };
        return Promise.resolve(true);
      },
    };
  };

  it('is kept in the ledger and in a few numbers, and shown as gauges that also say zero', async () => {
    const broken = stagesWith('lake', (m) =>
      m.filter(({ date, conversationId }) => date !== '2026-01-01' && conversationId !== 'c7'),
    );
    const doubled = stageOf('report', [...all, member(8)]);
    const result = await reconcile(broken.map((one) => (one.stage === 'report' ? doubled : one)));
    let kept: readonly LedgerDocument[] = [];
    const snapshots = createSnapshots();
    const ledger = {
      replaceAll: (_tenant: string, entries: readonly LedgerDocument[]) =>
        Promise.resolve(void (kept = entries)),
    };
    const times = { startedAtMs: 7_000, endedAtMs: 60_000, unread: [], nStages: LEDGER_STAGES.length };
    const proof = await storeProof({ ledger, snapshots } as never, 'acme', result, times);
    expect(proof).toMatchObject({ isBalanced: false, nConversations: 60, nDiffering: 14, nStages: 9 });
    expect(kept[0]).toMatchObject({ tenant: 'acme', countedAt: new Date(7_000), stage: 'source' });
    expect(kept.filter(({ stage, count }) => stage === 'lake' && count === 0)).toHaveLength(2);
    const telemetry = createTelemetry({ service: 'ledger-test', logLevel: 'silent' });
    const state = await readProof(snapshots, 'acme', 120_000);
    const differing = kept.filter(({ nMissing, nExtra }) => nMissing + nExtra > 0);
    observeProof(telemetry, { state, differing, nowMs: 120_000, sinceMs: 0 });
    const text = await telemetry.registry.metrics();
    expect(text).toMatch(/reconcile_missing\{[^}]*stage="lake"[^}]*\} 13/);
    expect(text).toMatch(/reconcile_missing\{[^}]*stage="topic"[^}]*\} 0/);
    expect(text).toMatch(/reconcile_extra\{[^}]*stage="report"[^}]*\} 1/);
    expect(text).toMatch(/reconcile_not_compared\{[^}]*stage="topic"[^}]*\} 0/);
    expect(text).toMatch(/reconcile_age_seconds\S* 60/);
    await telemetry.close();
  });

  it('that never was is as old as it has been waited for', async () => {
    const telemetry = createTelemetry({ service: 'ledger-test', logLevel: 'silent' });
    observeProof(telemetry, { state: NEVER_PROVEN, differing: [], nowMs: 90_000, sinceMs: 30_000 });
    const text = await telemetry.registry.metrics();
    expect(text).toMatch(/reconcile_age_seconds\S* 60/);
    expect(text).not.toContain('reconcile_missing');
    await telemetry.close();
  });

  it('that is going on is told of while it lives', async () => {
    const snapshots = createSnapshots();
    const running = {
      ...{ startedAt: new Date(0).toISOString(), updatedAt: new Date(30_000).toISOString() },
      ...{ stage: 'lake' as const, nDone: 6, nStages: 9 },
    };
    await changeProof(snapshots, 'acme', (state) => ({ ...state, running }));
    expect((await readProof(snapshots, 'acme', 60_000)).running).toEqual(running);
    expect((await readProof(snapshots, 'acme', 600_000)).running).toBeNull();
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connectStore, type AnalyticsSection, type Store } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServer } from '@convoscope/testing';
import fc from 'fast-check';
import { MeasureKeeper, rebuildMeasures } from '@convoscope/measures';
import { recount, toComparable } from './recount.ts';

const AT = new Date('2026-03-01T10:00:00.000Z');
const IDS = ['c-1', 'c-2', 'c-3', 'c-4'];

/** What a writer or a keeper does. The content of a section is a function of its version, as it is with real events. */
type Effect =
  | { kind: 'deletion'; conversationId: string; sequence: number }
  | { kind: AnalyticsSection['section']; conversationId: string; sequence: number; pass: number }
  | { kind: 'keep' };

const anEffect: fc.Arbitrary<Effect> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('conversation', 'language', 'category', 'anomaly'),
      conversationId: fc.constantFrom(...IDS),
      sequence: fc.nat(4),
      pass: fc.nat(2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('deletion' as const),
      conversationId: fc.constantFrom(...IDS),
      sequence: fc.nat(5),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'keep' as const }) },
);

/** A conversation moves between hours, days, months, users and models with its sequence. */
const STARTS = ['2026-01-31T23', '2026-02-01T00', '2026-02-01T00', '2026-02-01T05', '2026-02-02T05'];

function toSection(effect: Extract<Effect, { pass: number }>): AnalyticsSection {
  const { kind, conversationId, sequence, pass } = effect;
  const version = { sequence, pass };
  const n = sequence * 3 + pass;
  if (kind === 'conversation') {
    const startedAt = `${STARTS[sequence] ?? ''}:30:00.000Z`;
    return {
      section: 'conversation',
      value: {
        ...{
          conversationId,
          source: `s-${n % 2}`,
          revision: n.toString(16).padStart(32, '0'),
          ...version,
          startedAt,
          endedAt: startedAt,
        },
        ...{ userId: n % 4 === 0 ? null : `user-${n % 3}`, model: n % 5 === 0 ? null : `m-${n % 2}` },
        ...{ date: startedAt.slice(0, 10), title: null, nMessages: n, nUserMessages: 1 },
        ...{ nCharacters: n * 7, durationSeconds: n / 3 },
      },
    };
  }
  if (kind === 'language')
    return {
      section: 'language',
      conversationId,
      value: {
        ...{ ...version, code: n % 2 === 0 ? 'en' : 'de', confidence: 1 },
        translationStatus: n % 3 === 0 ? 'untranslated' : 'translated',
      },
    };
  if (kind === 'anomaly')
    return {
      section: 'anomaly',
      conversationId,
      value: { ...version, score: 0.5, isAnomalous: n % 2 === 0, topFeature: null },
    };
  return {
    section: 'category',
    conversationId,
    value: {
      ...{ ...version, topic: `t-${n % 3}`, topicConfidence: 1, intent: `i-${n % 2}`, nErrors: n % 2 },
      sentiment: (['negative', 'neutral', 'positive'] as const)[n % 3] ?? 'neutral',
      ...{ sentimentScore: n / 30 - 0.2, quality: n / 20, taxonomyVersion: '1' },
      ...{ qualityIssues: n % 2 === 0 ? ['refusal', 'unresolved'] : [], nAnswers: 2 },
      meanLatencySeconds: n % 4 === 0 ? null : n / 7,
    },
  };
}

describeWithServer('mongod', 'measures', ({ databaseUri, database }) => {
  const telemetry = createTelemetry({ service: 'measures-test', logLevel: 'silent' });
  let store: Store;
  let nTenants = 0;
  beforeAll(async () => {
    store = await connectStore({ uri: databaseUri, database, telemetry });
    await store.migrate();
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await telemetry.close();
  });

  const keep = (tenant: string): Promise<unknown> =>
    new MeasureKeeper({ measures: store.measures, now: () => AT.getTime() }).keep(tenant);

  /** Does the effects one after the other, in batches; a batch with a `keep` is measured while the next one is written. */
  async function live(tenant: string, effects: readonly Effect[], size: number): Promise<void> {
    const keeping: Promise<unknown>[] = [];
    for (let i = 0; i < effects.length; i += size) {
      const batch = effects.slice(i, i + size);
      const deletions = batch.filter((one) => one.kind === 'deletion');
      await store.analytics.markDeleted(
        tenant,
        deletions.map(({ conversationId, sequence }) => ({ conversationId, sequence, deletedAt: AT })),
      );
      const sections = batch.flatMap((one) => ('pass' in one ? [toSection(one)] : []));
      await store.analytics.upsertSections(tenant, sections, AT);
      if (batch.some(({ kind }) => kind === 'keep')) keeping.push(keep(tenant));
    }
    await Promise.all(keeping);
  }

  it('are those of a full recount after any history, with two writers and keepers that meet', async () => {
    const history = fc.tuple(
      fc.array(anEffect, { minLength: 1, maxLength: 14 }),
      fc.array(anEffect, { maxLength: 14 }),
      fc.integer({ min: 1, max: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(history, async ([one, other, size]) => {
        const tenant = `tenant-${(nTenants += 1)}`;
        // Duplicates and disorder: the second writer also repeats what the first one wrote.
        await Promise.all([live(tenant, one, size), live(tenant, [...other, ...one.toReversed()], 2)]);
        await Promise.all([keep(tenant), keep(tenant)]);
        expect(await toComparable(store, tenant)).toEqual(await recount(store, tenant));
        expect(await store.measures.findMarked(tenant, 'hour')).toEqual([]);
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  it('are made anew from the conversations, and what was wrong is said', async () => {
    const tenant = `tenant-${(nTenants += 1)}`;
    const effects = IDS.flatMap((conversationId, sequence) =>
      (['conversation', 'category'] as const).map((kind) => ({ kind, conversationId, sequence, pass: 0 })),
    );
    await live(tenant, effects, 3);
    const now = () => AT.getTime();
    expect((await rebuildMeasures(store.measures, tenant, now)).differing).toEqual([]);
    await store.measures.rewriteDay(
      tenant,
      { day: '2026-02-01', hours: ['2026-02-01T00'] },
      { measureHour: () => ({ measures: [], users: [] }), mergeDay: () => [] },
    );
    const { differing, nUsers } = await rebuildMeasures(store.measures, tenant, now);
    expect(differing).toContain('2026-02-01 all');
    expect(nUsers).toBeGreaterThan(0);
    expect(await toComparable(store, tenant)).toEqual(await recount(store, tenant));
  });
});

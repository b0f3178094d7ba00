import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { conversationDate, toConversationRef } from '@convoscope/contracts';
import { connectStore, type AnalyticsSection, type LedgerDocument, type Store } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { aConversation, describeWithServer } from '@convoscope/testing';
import fc from 'fast-check';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkChangedDays,
  createMongoCounter,
  createReportCounter,
  createTotalsCounter,
  reconcile,
} from '../src/index.ts';

const IDS = ['c-1', 'c-2', 'c-3'];
/** A conversation moves between days, months and sources with its sequence. */
const STARTS = ['2026-01-31T23', '2026-02-01T00', '2026-02-01T05', '2026-02-02T05'];
const NOW = Date.parse('2026-03-01T00:00:00.000Z');
const STAGES = ['mongodb', 'report', 'totals'];

interface Step {
  kind: 'stored' | 'reported' | 'categorised' | 'deleted' | 'check';
  conversationId: string;
  sequence: number;
}

const aStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step['kind']>(
    'stored',
    'stored',
    'reported',
    'reported',
    'categorised',
    'deleted',
    'check',
  ),
  conversationId: fc.constantFrom(...IDS),
  sequence: fc.nat(3),
});

const conversationAt = ({ conversationId, sequence }: Step) => {
  const startedAt = `${STARTS[sequence] ?? ''}:30:00.000Z`;
  return aConversation({
    ...{ conversationId, sequence, startedAt, endedAt: startedAt },
    ...{ source: `s-${sequence % 2}`, revision: sequence.toString(16).padStart(32, '0') },
  });
};

function toSection(step: Step): AnalyticsSection {
  const { conversationId, sequence } = step;
  const conversation = conversationAt(step);
  if (step.kind === 'reported')
    return {
      section: 'conversation',
      value: {
        ...{ ...toConversationRef(conversation), date: conversationDate(conversation), title: null },
        ...{ nUserMessages: 1, nCharacters: 1, durationSeconds: 1 },
      },
    };
  return {
    section: 'category',
    conversationId,
    value: {
      ...{ sequence, pass: 0, topic: 'account', topicConfidence: 1, intent: 'question', nErrors: 0 },
      ...{ sentiment: 'neutral', sentimentScore: 0, quality: 1, qualityIssues: [], meanLatencySeconds: null },
      taxonomyVersion: '1',
    },
  };
}

describeWithServer('mongod', 'the days in which something changed', ({ databaseUri, database }) => {
  const scratchDir = mkdtempSync(join(tmpdir(), 'convoscope-days-'));
  const telemetry = createTelemetry({ service: 'ledger-test', logLevel: 'silent' });
  let store: Store;
  let nTenants = 0;
  beforeAll(async () => {
    store = await connectStore({ uri: databaseUri, database, telemetry });
    await store.migrate();
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await telemetry.close();
    await rm(scratchDir, { recursive: true, force: true });
  });

  /** In the future, so that all that was marked is at rest. */
  const check = (tenant: string) =>
    checkChangedDays({ store, tenant, now: () => Date.now() + 60_000, settleMs: 0, scratchDir });

  async function take(tenant: string, step: Step): Promise<void> {
    const { conversationId, sequence, kind } = step;
    const deletion = { conversationId, sequence, deletedAt: new Date(NOW) };
    if (kind === 'check') await check(tenant);
    else if (kind === 'deleted') {
      await store.messages.markDeleted(tenant, [deletion]);
      await store.analytics.markDeleted(tenant, [deletion]);
    } else if (kind === 'stored') {
      const document = { ...conversationAt(step), tenant, sourceRowId: conversationId };
      const ingestedAt = new Date(NOW);
      await store.messages.upsertMany(tenant, [{ ...document, ingestedAt, deletedAt: null }]);
      // Ingestion publishes what it has stored, and reporting hears of it: now or later in the history.
    } else await store.analytics.upsertSections(tenant, [toSection(step)], new Date(NOW));
  }

  const toText = ({ source, date, stage, count, hash }: Omit<LedgerDocument, 'tenant' | 'countedAt'>) =>
    JSON.stringify([source, date, stage, count, hash]);

  /** Every stored stage, counted from all rows; what is empty is not in the ledger but where it differs. */
  async function recount(tenant: string): Promise<string[]> {
    const { entries } = await reconcile(
      [
        createMongoCounter(store.messages, tenant),
        createReportCounter(store.analytics, tenant),
        createTotalsCounter(store.analytics, tenant),
      ],
      { scratchDir },
    );
    return entries.map((entry) => toText({ ...entry, nMissing: 0, nExtra: 0 })).sort();
  }
  const kept = async (tenant: string): Promise<string[]> =>
    (await store.ledger.findAll(tenant))
      .filter(({ count }) => count > 0)
      .map(toText)
      .sort();

  it('hold in the ledger what a full count finds, after any history with two writers and checks in between', async () => {
    const history = fc.tuple(
      fc.array(aStep, { minLength: 1, maxLength: 10 }),
      fc.array(aStep, { maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(history, async ([one, other]) => {
        const tenant = `tenant-${(nTenants += 1)}`;
        const live = async (steps: readonly Step[]): Promise<void> => {
          for (const step of steps) await take(tenant, step);
        };
        // Duplicates and disorder: the second writer repeats backwards what the first has written.
        await Promise.all([live(one), live([...other, ...one.toReversed()])]);
        // What was stored is reported in the end, as it is where every event arrives.
        const stored = [];
        for await (const { conversationId, startedAt } of store.messages.refs(tenant))
          stored.push({
            kind: 'reported',
            conversationId,
            sequence: STARTS.indexOf(startedAt.slice(0, 13)),
          } as const);
        await live(stored);
        await check(tenant);
        expect(await kept(tenant)).toEqual(await recount(tenant));
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('stay marked while they differ, are counted as differing, and cost nothing once they are equal', async () => {
    const tenant = `tenant-${(nTenants += 1)}`;
    const step = { conversationId: 'c-1', sequence: 1 };
    await take(tenant, { ...step, kind: 'stored' });
    expect(await check(tenant)).toEqual({ nDays: 1, nDiffering: 1 });
    expect(await store.ledger.findDiffering(tenant)).toMatchObject([
      { stage: 'report', nMissing: 1 },
      { stage: 'totals', nMissing: 1 },
    ]);
    await take(tenant, { ...step, kind: 'reported' });
    await take(tenant, { ...step, kind: 'categorised' });
    expect(await check(tenant)).toEqual({ nDays: 1, nDiffering: 0 });
    expect(await store.ledger.findDiffering(tenant)).toEqual([]);
    expect(await store.ledger.findAll(tenant)).toHaveLength(STAGES.length);
    expect(await check(tenant)).toEqual({ nDays: 0, nDiffering: 0 });
  });

  it('are left alone while something is under way in them', async () => {
    const tenant = `tenant-${(nTenants += 1)}`;
    await take(tenant, { conversationId: 'c-1', sequence: 1, kind: 'stored' });
    const checked = checkChangedDays({ store, tenant, now: Date.now, settleMs: 60_000, scratchDir });
    expect(await checked).toEqual({ nDays: 0, nDiffering: 0 });
    expect(await store.ledger.findMarks(tenant)).toMatchObject([{ date: '2026-02-01' }]);
  });

  it('are compared although they never rest where that is asked, without what is under way', async () => {
    const tenant = `tenant-${(nTenants += 1)}`;
    await take(tenant, { conversationId: 'c-1', sequence: 1, kind: 'stored' });
    const after = (ms: number) =>
      checkChangedDays({
        ...{ store, tenant, includesBusy: true, scratchDir, settleMs: 60_000 },
        now: () => NOW + ms,
      });
    expect(await after(1_000)).toEqual({ nDays: 1, nDiffering: 0 });
    expect(await store.ledger.findMarks(tenant)).toHaveLength(1);
    expect(await after(3_600_000)).toEqual({ nDays: 1, nDiffering: 1 });
  });
});

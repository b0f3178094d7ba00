import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { summarise } from '@convoscope/app-gateway/routes/summarise';
import { readStored } from '@convoscope/app-gateway/progress/read-progress';
import { buildReport } from '@convoscope/app-reporting/report/build-report';
import { MeasureKeeper } from '@convoscope/measures';
import { connectStore, MEASURE_DIMENSIONS, type Store } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServer } from '@convoscope/testing';
import { MongoClient } from 'mongodb';
import { lastDayOf, sectionsOf } from '../tools/bench/growth/generate-rows.ts';

const TENANT = 'acme';
const AT = new Date('2026-01-01T00:00:00.000Z');
const N = 20_000;
const N_SMALL = 2_000;
const BATCH = 1_000;
const N_DAYS = 30;
const LAST_DAY = lastDayOf(N_DAYS);
const LARGE = { n: N, nDays: N_DAYS };

describeWithServer('mongod', 'what pages and reports cost', ({ databaseUri, database }) => {
  const telemetry = createTelemetry({ service: 'cost-test', logLevel: 'silent' });
  const names = { small: `${database}_small`, large: database };
  const client = new MongoClient(databaseUri);
  const stores = new Map<string, Store>();
  const storeOf = (name: string): Store => {
    const store = stores.get(name);
    if (store === undefined) throw new Error(`no store ${name}`);
    return store;
  };
  const keep = (name: string) =>
    new MeasureKeeper({ measures: storeOf(name).measures, now: () => AT.getTime() }).keep(TENANT);

  /** Documents that the server looked at while the work ran. */
  async function examined(name: string, work: (store: Store) => Promise<unknown>): Promise<number> {
    const db = client.db(name);
    await db.command({ profile: 0 });
    await db.collection('system.profile').drop();
    await db.command({ profile: 2 });
    await work(storeOf(name));
    await db.command({ profile: 0 });
    const found = await db
      .collection('system.profile')
      .aggregate<{ n: number }>([
        { $match: { ns: { $not: /system\.profile$/ } } },
        { $group: { _id: null, n: { $sum: '$docsExamined' } } },
      ])
      .toArray();
    return found[0]?.n ?? 0;
  }

  beforeAll(async () => {
    await client.connect();
    for (const [name, n] of [
      [names.small, N_SMALL],
      [names.large, N],
    ] as const) {
      const store = await connectStore({ uri: databaseUri, database: name, telemetry });
      stores.set(name, store);
      await store.migrate();
      for (let i = 0; i < n; i += BATCH) {
        const sections = Array.from({ length: BATCH }, (_, k) =>
          sectionsOf(i + k, { n, nDays: N_DAYS }),
        ).flat();
        await store.analytics.upsertSections(TENANT, sections, AT);
      }
      await keep(name);
    }
  }, 500_000);
  afterAll(async () => {
    for (const store of stores.values()) await store.close();
    await client.db(names.small).dropDatabase();
    await client.close();
    await telemetry.close();
  });

  it('of a one-day report are the rows shown and the measures of the day', async () => {
    const order = { tenant: TENANT, period: 'daily' as const, date: LAST_DAY };
    const report = await buildReport({ ...order, store: storeOf(names.large) });
    expect(report.totals.nConversations).toBeGreaterThan(40);
    const nShown = report.unusual.length + report.users.length;
    const ofDay = async (day: string): Promise<number> => {
      const db = client.db(names.large);
      return db.collection('measures').countDocuments({ at: { $regex: `^${day}` } });
    };
    // Of twenty users at the most, of whom ten are shown, the hours in which they were active.
    const nHours = 2 * 20 * 24;
    const dayBefore = new Date(Date.parse(LAST_DAY) - 86_400_000).toISOString().slice(0, 10);
    const nMeasures = (await ofDay(LAST_DAY)) + (await ofDay(dayBefore));
    const cost = await examined(names.large, (store) => buildReport({ ...order, store }));
    expect(cost).toBeLessThanOrEqual(1.2 * nShown + nMeasures + nHours);
  });

  it('of the overview, a list, a user and the progress do not grow with the history', async () => {
    const pages: Record<string, (store: Store) => Promise<unknown>> = {
      overview: (store) => summarise(store, TENANT, {}),
      list: (store) => store.analytics.findPage(TENANT, {}, { limit: 50 }),
      topic: (store) => store.analytics.findPage(TENANT, { topic: 'billing' }, { limit: 50 }),
      user: (store) => store.users.findById(TENANT, 'user-1'),
      users: (store) => store.users.findPage(TENANT, { limit: 50 }),
      progress: (store) => readStored(store, TENANT),
    };
    for (const [page, read] of Object.entries(pages)) {
      const [small, large] = [await examined(names.small, read), await examined(names.large, read)];
      expect([page, large <= 2 * Math.max(small, 50)]).toEqual([page, true]);
    }
  });

  it('of measuring are nothing while nothing changes, and one hour where one conversation changed', async () => {
    expect(await examined(names.large, () => keep(names.large))).toBe(0);
    const [first] = sectionsOf(7, LARGE);
    if (first?.section !== 'conversation') throw new Error('no conversation');
    const changed = { ...first, value: { ...first.value, sequence: 2, title: 'Another' } };
    await storeOf(names.large).analytics.upsertSections(TENANT, [changed], AT);
    const cost = await examined(names.large, () => keep(names.large));
    expect(cost).toBeGreaterThan(0);
    // A row for each dimension: of the hours of a day, and of the days of a month.
    expect(cost).toBeLessThanOrEqual((24 + 31) * MEASURE_DIMENSIONS.length + 100);
  }, 120_000);

  it('of a change are the same for somebody with thousands of conversations and for somebody with ten', async () => {
    const store = storeOf(names.large);
    const conversationOf = (userId: string, i: number) => {
      const [section] = sectionsOf(i, LARGE);
      if (section?.section !== 'conversation') throw new Error('no conversation');
      return { ...section, value: { ...section.value, conversationId: `${userId}-${i}`, userId } };
    };
    const busy = Array.from({ length: 5_000 }, (_, i) => conversationOf('bot', i % 40 === 0 ? i : 4));
    const bot = busy.map((one, i) => ({ ...one, value: { ...one.value, conversationId: `bot-${i}` } }));
    await store.analytics.upsertSections(TENANT, bot, AT);
    await store.analytics.upsertSections(
      TENANT,
      Array.from({ length: 10 }, (_, i) => conversationOf('person', i * 37)),
      AT,
    );
    await keep(names.large);
    const costOf = async (userId: string): Promise<number> => {
      const one = conversationOf(userId, 19_990);
      await store.analytics.upsertSections(TENANT, [one], AT);
      return examined(names.large, () => keep(names.large));
    };
    const [ofPerson, ofBot] = [await costOf('person'), await costOf('bot')];
    expect((await store.users.findById(TENANT, 'bot'))?.nConversations).toBe(5_001);
    expect(ofBot).toBeLessThanOrEqual(ofPerson + 150);
  }, 240_000);
});

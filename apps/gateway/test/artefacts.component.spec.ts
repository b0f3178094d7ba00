/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer } from '@convoscope/testing';
import { API_KEY, startGateway, TENANT, type Gateway } from './gateway-fixture.ts';

const ID = 'weekly-2026-01-05';
const estimate = { value: 0.1, low: 0, high: 0.2, n: 9 };
const measures = {
  ...{ nConversations: 9, nMessages: 20, nUserMessages: 10, nAnomalous: 0, sentiment: estimate },
  ...{ quality: estimate, errorRate: estimate, meanLatencySeconds: 2, meanDurationSeconds: 60 },
};
const CONTENT = {
  ...{ reportId: ID, period: 'weekly', from: '2026-01-05', to: '2026-01-11', previous: null },
  headlines: [{ tone: 'neutral', text: '9 conversations.' }],
  ...{ coverage: { nDays: 7, nCovered: 1, previous: null }, drivers: { volume: null, sentiment: null } },
  ...{ totals: { ...measures, nUsers: 3, nNewUsers: 1 }, previousTotals: null },
  ...{ volumeByDay: [], volumeByHour: [], intents: [], sentiments: [], languages: [], models: [] },
  topics: [{ ...measures, label: '=billing()', share: 1, previous: null, isChangeSignificant: false }],
  ...{ users: [], anomalies: [], unusual: [] },
  quality: {
    ...{ issues: [], nWithoutCategory: 0, nWithoutLanguage: 0, nWithoutScore: 0, nUntranslated: 0 },
    ledger: { stages: [] },
  },
};

describeWithServer('mongod', 'files of reports', (mongod) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway(mongod);
    await write('revision-1');
  }, 60_000);
  afterAll(() => gateway?.stop());

  const write = (revision: string): Promise<unknown> =>
    gateway.service.runtime.store.reports.upsert(TENANT, {
      ...{ tenant: TENANT, reportId: ID, period: 'weekly', from: '2026-01-05', to: '2026-01-11', revision },
      ...{ content: CONTENT, artefacts: [], createdAt: new Date() },
    });
  const get = (name: string, headers: Record<string, string> = {}) =>
    gateway.call('GET', `/api/v1/reports/${ID}/artefacts/${name}`, {
      headers: { 'x-api-key': API_KEY, 'accept-encoding': 'gzip', ...headers },
    });

  it('are listed, each with its type and a name that says what it is', async () => {
    const { items } = (await gateway.get(`/api/v1/reports/${ID}/artefacts`)).json<{
      items: { name: string }[];
    }>();
    expect(items).toContainEqual({
      ...{ name: 'topics.csv', section: 'topics', fileName: `convoscope-${ID}-topics.csv` },
      contentType: 'text/csv; charset=utf-8; header=present',
    });
    for (const { name } of items.filter((one) => one.name.startsWith('report.'))) {
      const answer = await get(name);
      expect([name, answer.status, answer.headers['content-disposition']]).toEqual([
        ...[name, 200, `attachment; filename="convoscope-${ID}${name.slice(6)}"`],
      ]);
    }
  }, 60_000);

  it('come whole, with a checksum, in parts, or not at all where they have not changed', async () => {
    const whole = await get('topics.csv');
    expect(whole.text).toContain("'=billing()");
    const digest = createHash('sha256').update(whole.text).digest('base64');
    expect(whole.headers).toMatchObject({ 'repr-digest': `sha-256=:${digest}:`, 'accept-ranges': 'bytes' });
    expect(whole.headers['content-encoding']).toBeUndefined();
    const etag = String(whole.headers['etag']);
    expect(etag).toMatch(/^"/);
    expect((await get('topics.csv', { 'if-none-match': etag })).status).toBe(304);
    const size = Buffer.byteLength(whole.text);
    for (const [range, part, said] of [
      ['bytes=3-9', whole.text.slice(1, 8), `bytes 3-9/${size}`],
      ['bytes=-5', whole.text.slice(-5), `bytes ${size - 5}-${size - 1}/${size}`],
      [`bytes=${size - 2}-999999`, whole.text.slice(-2), `bytes ${size - 2}-${size - 1}/${size}`],
    ]) {
      const answer = await get('topics.csv', { range: range! });
      expect([range, answer.status, answer.text, answer.headers['content-range']]).toEqual([
        range,
        206,
        part,
        said,
      ]);
    }
    expect(await get('topics.csv', { range: `bytes=${size}-` })).toMatchObject({
      ...{ status: 416, headers: { 'content-range': `bytes */${size}` } },
    });
    expect((await get('topics.csv', { range: 'bytes=0-1', 'if-range': '"another"' })).status).toBe(200);
    for (const range of ['bytes=-', 'lines=1-2', 'bytes=0-1,3-4', 'bytes=a-b'])
      expect((await get('topics.csv', { range })).status).toBe(200);
  });

  it('are kept until the report says something else; conversations one by one are not kept', async () => {
    const { objects } = gateway.service.runtime;
    const kept = async (): Promise<string[]> => {
      const keys: string[] = [];
      for await (const { key } of objects.list(`reports/artefacts/${ID}/`)) keys.push(key);
      return keys;
    };
    await get('topics.arrow');
    await get('conversations.csv');
    expect(await kept()).toContain(`reports/artefacts/${ID}/revision-1/topics.arrow`);
    expect((await kept()).join()).not.toMatch(/conversations|xlsx/);
    const key = `reports/artefacts/${ID}/revision-1/totals.csv`;
    await objects.put(key, 'kept');
    expect((await get('totals.csv')).text).toBe('kept');
    await write('revision-2');
    expect((await get('totals.csv')).text).not.toBe('kept');
  });

  it('are not there for a report, a name or a tenant that is not there', async () => {
    expect((await get('nothing.csv')).status).toBe(400);
    expect((await get('..%2f..%2fetc%2fpasswd')).status).toBe(400);
    expect((await gateway.get('/api/v1/reports/daily-2001-01-01/artefacts/report.pdf')).status).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectStore, type Store } from '@convoscope/store';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { describeWithServer } from '@convoscope/testing';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderReportHtml, type ReportContent } from '@convoscope/reports';
import { buildReport } from '../src/report/build-report.ts';
import { storeCorpus, type reportRows } from './report-corpus.ts';

const GOLDEN = join(import.meta.dirname, 'golden');
const TENANT = 'acme';

/** Compares with the kept file; `UPDATE_GOLDEN=1` writes it anew, to be reviewed as a diff. */
function expectGolden(name: string, text: string): void {
  const path = join(GOLDEN, name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, 'utf8'));
}

describeWithServer('mongod', 'a report', ({ databaseUri, database }) => {
  let telemetry: Telemetry;
  let store: Store;
  let rows: ReturnType<typeof reportRows>;
  let weekly: ReportContent;
  beforeAll(async () => {
    telemetry = createTelemetry({ service: 'reporting-test', logLevel: 'silent' });
    store = await connectStore({ uri: databaseUri, database, telemetry });
    await store.migrate();
    rows = await storeCorpus(store, TENANT);
    weekly = await buildReport({ store, tenant: TENANT, period: 'weekly', date: '2026-03-12' });
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await telemetry.close();
  });

  const inWeek = (from: string, to: string) => rows.filter(({ date }) => date >= from && date <= to);
  const count = (values: readonly (string | null)[], label: string): number =>
    values.filter((v) => v === label).length;
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

  it('agrees with a plain count over the same conversations', () => {
    const now = inWeek('2026-03-09', '2026-03-15');
    const before = inWeek('2026-03-02', '2026-03-08');
    expect(weekly).toMatchObject({
      from: '2026-03-09',
      to: '2026-03-15',
      previous: { from: '2026-03-02', to: '2026-03-08' },
    });
    expect(weekly.totals).toMatchObject({
      nConversations: now.length,
      nMessages: now.reduce((sum, row) => sum + row.nMessages, 0),
      nUsers: new Set(now.flatMap(({ userId }) => userId ?? [])).size,
      nAnomalous: now.filter((row) => row.anomaly?.isAnomalous).length,
    });
    expect(weekly.previousTotals?.nConversations).toBe(before.length);
    const scores = now.map((row) => row.category?.sentimentScore ?? NaN);
    expect(weekly.totals.sentiment?.value).toBeCloseTo(mean(scores), 5);
    const sd = Math.sqrt(scores.reduce((sum, s) => sum + (s - mean(scores)) ** 2, 0) / (scores.length - 1));
    expect(weekly.totals.sentiment?.high).toBeCloseTo(
      mean(scores) + (1.959964 * sd) / Math.sqrt(scores.length),
      5,
    );
    const oldUsers = new Set(rows.filter(({ date }) => date < '2026-03-09').map(({ userId }) => userId));
    const newUsers = new Set(now.flatMap(({ userId }) => userId ?? []).filter((id) => !oldUsers.has(id)));
    expect(weekly.totals.nNewUsers).toBe(newUsers.size);
    for (const slice of weekly.topics) {
      expect(slice.nConversations).toBe(
        count(
          now.map((row) => row.category?.topic ?? null),
          slice.label,
        ),
      );
      expect(slice.previous?.nConversations).toBe(
        count(
          before.map((row) => row.category?.topic ?? null),
          slice.label,
        ),
      );
    }
    for (const slice of weekly.models)
      expect(slice.nConversations).toBe(
        count(
          now.map(({ model }) => model),
          slice.label,
        ),
      );
    for (const point of weekly.volumeByDay)
      expect(point.nConversations).toBe(
        count(
          now.map(({ date }) => date),
          point.at,
        ),
      );
    for (const point of weekly.volumeByHour) {
      expect(point.nConversations).toBe(
        count(
          now.map(({ startedAt }) => startedAt.slice(11, 13)),
          point.at,
        ),
      );
    }
    for (const { issue, count: n } of weekly.quality.issues) {
      expect(n).toBe(now.filter((row) => row.category?.qualityIssues.includes(issue)).length);
    }
    expect(weekly.quality.nUntranslated).toBe(
      now.filter((row) => row.language?.translationStatus === 'untranslated').length,
    );
  });

  it('says first what changed and why', () => {
    const [first] = weekly.headlines;
    expect(first?.text).toMatch(
      /^\d+ conversations, \d+ % more than the week before \(\d+\)\. “Billing” alone accounts for/,
    );
    const texts = weekly.headlines.map(({ text }) => text).join('\n');
    expect(texts).toMatch(/Sentiment fell from .* “Billing”/);
    expect(texts).toContain('On 12 March there were 2.2 times as many conversations');
  });

  it('shows an incident in each report whose days it touches, and in no other', async () => {
    const idsOn = async (date: string): Promise<string[]> => {
      const { anomalies } = await buildReport({ store, tenant: TENANT, period: 'daily', date });
      return anomalies.map(({ anomalyId }) => anomalyId);
    };
    expect(weekly.anomalies.map(({ anomalyId }) => anomalyId)).toEqual(['volume', 'mood', 'latency']);
    expect(await idsOn('2026-03-05')).toEqual([]);
    expect(await idsOn('2026-03-06')).toEqual(['latency']);
    expect(await idsOn('2026-03-10')).toEqual(['latency']);
    expect(await idsOn('2026-03-11')).toEqual([]);
    const before = await buildReport({ store, tenant: TENANT, period: 'weekly', date: '2026-03-04' });
    expect(before.anomalies).toMatchObject([
      { anomalyId: 'latency', date: '2026-03-06', endDate: '2026-03-10' },
    ]);
    expect(renderReportHtml(before)).toContain('6 Mar – 10 Mar');
  });

  it('calls nothing a change in an ordinary week', async () => {
    const quiet = await buildReport({ store, tenant: TENANT, period: 'weekly', date: '2026-03-04' });
    expect(quiet.headlines.map(({ text }) => text)).toContain(
      'Sentiment, failures and the mix of topics stayed within what chance explains.',
    );
  });

  it('compares a month with gaps a day with a day, says the gap, and draws no zero where there is no data', async () => {
    const monthly = await buildReport({ store, tenant: TENANT, period: 'monthly', date: '2026-03-12' });
    expect(monthly.coverage).toEqual({ nDays: 31, nCovered: 15, previous: { nDays: 28, nCovered: 13 } });
    const [first] = monthly.headlines;
    // 555 against 480 conversations: 16 % more, but on fifteen days against thirteen.
    expect(first?.text).toContain('about as many a day as the month before (37 against 37 a day;');
    expect(first?.text).toContain(
      'this period has data of 15 of 31 days, the one before has data of 13 of 28 days',
    );
    const [begin, end] = [monthly.volumeByDay[0], monthly.volumeByDay.at(-1)];
    expect([begin?.isCovered, begin?.previous, end?.isCovered]).toEqual([true, null, false]);
  });

  it('names the stage that does not hold what the source has', () => {
    const { stages } = weekly.quality.ledger;
    expect(stages.map(({ stage, isEqual }) => [stage, isEqual])).toEqual([
      ['source', true],
      ['topic', true],
      ['mongodb', true],
      ['lake', false],
      ['report', true],
    ]);
  });

  it('compares an open week with as many days of the one before', async () => {
    const open = await buildReport({
      store,
      tenant: TENANT,
      period: 'weekly',
      date: '2026-03-10',
      today: '2026-03-10',
    });
    expect(open.previous).toEqual({ from: '2026-03-02', to: '2026-03-03' });
    expect(open.volumeByDay[2]?.previous).toBeNull();
  });

  it('says so when there is nothing, and when there is nothing before', async () => {
    const empty = await buildReport({ store, tenant: TENANT, period: 'daily', date: '2020-01-01' });
    expect(empty.headlines).toEqual([{ tone: 'neutral', text: 'No conversations in this period.' }]);
    expect(renderReportHtml(empty)).toContain('No conversations in this period.');
    const first = await buildReport({ store, tenant: TENANT, period: 'weekly', date: '2026-02-16' });
    expect(first.headlines[0]?.text).toContain('there is nothing before to compare with');
    expect(first.previousTotals).toBeNull();
  });

  it('shows one tenant nothing of another', async () => {
    const other = await buildReport({ store, tenant: 'other', period: 'weekly', date: '2026-03-12' });
    expect(other.totals.nConversations).toBe(0);
    expect([...other.anomalies, ...other.unusual, ...other.users]).toEqual([]);
  });

  it('is the same twice, as data and as a page', async () => {
    const again = await buildReport({ store, tenant: TENANT, period: 'weekly', date: '2026-03-15' });
    expect(again).toEqual(weekly);
    expectGolden('weekly-2026-03-09.json', `${JSON.stringify(weekly, null, 2)}\n`);
    expectGolden('weekly-2026-03-09.html', renderReportHtml(weekly));
    for (const period of ['daily', 'monthly'] as const) {
      const other = await buildReport({ store, tenant: TENANT, period, date: '2026-03-12' });
      expectGolden(`${other.reportId}.html`, renderReportHtml(other));
    }
  });

  describe('as a page', () => {
    it('loads nothing and runs nothing', () => {
      const html = renderReportHtml(weekly);
      expect(html).not.toMatch(/<script|<link|<img|<iframe|url\((?!#)|@import|javascript:|\son\w+=/i);
      expect(html.replaceAll('http-equiv', '')).not.toMatch(/https?:/);
    });

    it('shows text of strangers as text', () => {
      const [unusual] = weekly.unusual;
      const attack = '<script>alert(1)</script>"\'&';
      const attacked = {
        ...weekly,
        unusual:
          unusual === undefined
            ? []
            : [{ ...unusual, title: attack, explanation: attack, conversationId: attack }],
        users: [{ userId: attack, nConversations: 1, sentiment: null, nAnomalous: 0 }],
        topics: weekly.topics.map((slice) => ({ ...slice, label: attack })),
        models: weekly.models.map((slice) => ({ ...slice, label: attack })),
        anomalies: weekly.anomalies.map((one) => ({ ...one, explanation: attack, severity: attack })),
        headlines: [{ tone: 'neutral' as const, text: attack }],
      };
      expect(weekly.unusual.length).toBeGreaterThan(0);
      expect(renderReportHtml(attacked)).not.toContain('<script>');
    });
  });
});

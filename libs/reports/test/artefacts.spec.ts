import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { AnalyticsDocument } from '@convoscope/store';
import { artefactNames, createArtefactMaker } from '../src/index.ts';
import { renderReportPdf } from '../src/pdf/render-report-pdf.ts';
import { sampleReport } from './sample-report.ts';

const ROW = {
  ...{ conversationId: 'c-1', source: 's', date: '2026-03-09', startedAt: '2026-03-09T10:00:00Z' },
  ...{ endedAt: '2026-03-09T10:05:00Z', userId: 'u', model: 'm', title: '=cmd()', nMessages: 2 },
  ...{ nUserMessages: 1, nCharacters: 10, durationSeconds: 300, revision: 'r' },
  ...{ language: null, category: null, anomaly: null },
} as unknown as AnalyticsDocument;

describe('a report as files', () => {
  const scratchDir = mkdtempSync(join(tmpdir(), 'artefacts-'));
  const asked: unknown[] = [];
  const maker = createArtefactMaker({
    scratchDir,
    analytics: {
      stream: async function* (tenant, range) {
        asked.push([tenant, range]);
        yield ROW;
      },
    },
  });
  afterAll(async () => {
    await maker.close();
    await rm(scratchDir, { recursive: true });
  });
  const make = (name: string): Promise<Buffer> => maker.make('t', sampleReport, name);

  it('has names for the whole and for each of its tables', () => {
    expect(artefactNames).toEqual(
      expect.arrayContaining(['report.pdf', 'report.xlsx', 'topics.csv', 'conversations.parquet']),
    );
    expect(() => maker.make('t', sampleReport, '../etc/passwd')).toThrow(RangeError);
  });

  it('gives a table whose figures are those of the report, as CSV and Arrow', async () => {
    const csv = (await make('topics.csv')).toString();
    const [head = '', first = ''] = csv.replace('\ufeff', '').split('\n');
    const row = Object.fromEntries(head.split(',').map((name, i) => [name, first.split(',')[i]]));
    const [topic] = sampleReport.topics;
    expect(row).toMatchObject({
      ...{ label: topic!.label, conversations: String(topic!.nConversations) },
      share: String(topic!.share),
    });
    const table = tableFromIPC(await make('topics.arrow'));
    expect(table.numRows).toBe(sampleReport.topics.length);
    expect(Number(table.getChild('conversations')?.get(0))).toBe(topic!.nConversations);
    expect((await make('days.parquet')).subarray(0, 4).toString()).toBe('PAR1');
  });

  it('leaves a day without data empty, which is not a zero', async () => {
    const gap = { ...sampleReport.volumeByDay[0]!, isCovered: false, nConversations: 0, sentiment: null };
    const csv = await maker.make('t', { ...sampleReport, volumeByDay: [gap] }, 'days.csv');
    expect(csv.toString().split('\n')[1]).toMatch(/^[\d-]+,false,,/);
  });

  it('asks for conversations of its days alone, and makes no formula of their titles', async () => {
    expect((await make('conversations.csv')).toString()).toContain("'=cmd()");
    expect(asked).toEqual([['t', { from: sampleReport.from, to: sampleReport.to }]]);
    const book = new AdmZip(await make('report.xlsx'));
    const names = book.readAsText('xl/workbook.xml');
    for (const name of ['Summary', 'Models compared', 'Conversations']) expect(names).toContain(name);
    const sheets = book.getEntries().filter(({ entryName }) => /worksheets\/sheet/.test(entryName));
    for (const sheet of sheets) expect(sheet.getData().toString()).not.toContain('<f');
  });

  it('is a page that loads nothing and leads to the conversations behind a figure', async () => {
    const html = (await make('report.html')).toString();
    expect(html).toContain('href="/conversations?from=2026-03-09&amp;to=2026-03-15&amp;topic=billing"');
    expect(html).not.toMatch(/<script|src=|@import|url\((?!#)/);
    expect(JSON.parse((await make('report.json')).toString())).toEqual(sampleReport);
  });

  it('is a PDF with structure, outline and pages, the same each time', async () => {
    const pdf = await renderReportPdf(sampleReport);
    const text = pdf.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    for (const part of [
      '/StructTreeRoot',
      '/Outlines',
      '/Lang',
      '/Marked true',
      '/S /H1',
      '/S /TH',
      '/S /Figure',
      '/Alt',
    ])
      expect(text).toContain(part);
    expect((text.match(/\/Type \/Page\b/g) ?? []).length).toBeGreaterThan(2);
    expect((await renderReportPdf(sampleReport)).equals(pdf)).toBe(true);
  });

  it('is made in its thread as it is made here', async () => {
    expect((await make('report.pdf')).equals(await renderReportPdf(sampleReport))).toBe(true);
  });

  it('is a PDF whatever is in it: no row at all, or names in any script', async () => {
    const names = ['مرحبا', 'שלום (x)', '你好', '안녕', '😀', 'x'.repeat(3_000), '\u0000\ud800'];
    const [model] = sampleReport.models;
    const many = { ...sampleReport, models: names.map((label) => ({ ...model!, label })) };
    const none = {
      ...sampleReport,
      ...{ models: [], topics: [], users: [], unusual: [], anomalies: [], headlines: [] },
    };
    for (const content of [many, none])
      expect((await renderReportPdf(content)).length).toBeGreaterThan(5_000);
  });
});

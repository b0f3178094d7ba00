import { describe, expect, it } from '@jest/globals';
import { judgeProcess, judgeThroughput } from './judge-soak.ts';
import { renderMemorySvg, renderSoakMarkdown, renderSoakText, type SoakReport } from './render-soak.ts';
import type { SoakSample } from './soak-sample.ts';

const samples: SoakSample[] = [0, 5_000].map((atMs) => ({
  atMs,
  processes: { lake: { rssMiB: 150 + atMs / 100, heapMiB: 50, eventLoopP99Ms: 11, nHandles: 40 } },
  settled: { lake: atMs },
  lag: {},
  load: 1.5,
}));

const report: SoakReport = {
  ...{
    startedAt: '2026-11-21T08:25:00.000Z',
    commit: 'abc1234',
    versions: { Node: 'v24' },
    minutes: 60,
    rate: 300,
  },
  ...{ nConversations: 10, nUpdates: 5, nMessages: 80, drainSeconds: 4, reconciled: 'in = out.' },
  processes: [judgeProcess('lake', samples)],
  throughput: [judgeThroughput('lake', samples)],
  problems: ['lake: something'],
  machine: { meanLoad: 1.5, nCores: 2 },
};

describe('the report of a soak', () => {
  it('says in text what was not kept, and never a number that is none', () => {
    const text = renderSoakText(report);
    expect(text).toMatch(/NOT kept: lake: something\./);
    expect(text).not.toMatch(/NaN/);
  });

  it('is a Markdown table with as many cells in every row', () => {
    const rows = renderSoakMarkdown(report, 'Limits.')
      .split('\n')
      .filter((line) => line.startsWith('| ') || line.startsWith('|-'));
    const nCells = rows.map((row) => row.split('|').length);
    expect(new Set(nCells)).toEqual(new Set([14, 7]));
  });

  it('draws a line a process, inside the picture', () => {
    const svg = renderMemorySvg(samples);
    const points = /points="([^"]+)"/
      .exec(svg)?.[1]
      ?.split(' ')
      .map((point) => point.split(',').map(Number));
    expect(points).toHaveLength(2);
    for (const [x = NaN, y = NaN] of points ?? []) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(900);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(320);
    }
  });
});

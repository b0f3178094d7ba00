import { describe, expect, it } from '@jest/globals';
import { signals } from '@convoscope/telemetry';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alerts } from './alerts.ts';
import { dashboards } from './dashboards.ts';
import { toGrafana } from './grafana.ts';
import { toMetricsPage } from './metrics-page.ts';
import { objectiveRecordings } from './objectives.ts';

const root = join(import.meta.dirname, '../..');

interface GrafanaPanel {
  id: number;
  type: string;
  title: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { refId: string; expr: string; datasource: { uid: string } }[];
}

const rendered = dashboards.map(
  (dashboard) => toGrafana(dashboard) as { uid: string; schemaVersion: number; panels: GrafanaPanel[] },
);

const SUFFIX = /_(bucket|sum|count)$/;
/** Names of our metrics in a query that the catalogue lacks, or whose part does not fit their kind. */
const unknownMetrics = (expr: string): string[] =>
  [...expr.matchAll(/\bconvoscope_(\w+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => {
      const known = signals as Readonly<Record<string, { kind: string }>>;
      return known[name] === undefined && known[name.replace(SUFFIX, '')]?.kind !== 'histogram';
    });

describe.each(rendered.map((dashboard) => [dashboard.uid, dashboard] as const))(
  'the dashboard %s',
  (_, dashboard) => {
    const panels = dashboard.panels.filter(({ type }) => type !== 'row');

    it('is written in the schema of Grafana 12, each panel once', () => {
      expect(dashboard.schemaVersion).toBe(41);
      const ids = dashboard.panels.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const titles = panels.map(({ title }) => title);
      expect(new Set(titles).size).toBe(titles.length);
    });

    it('says of every panel why somebody looks at it', () => {
      for (const { description, targets = [] } of panels) {
        expect(description).toMatch(/\w{3}/);
        expect(targets.length).toBeGreaterThan(0);
        expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
      }
    });

    it('puts no panel over another, nor beyond the edge', () => {
      for (const [i, { gridPos: a }] of dashboard.panels.entries()) {
        expect(a.x + a.w).toBeLessThanOrEqual(24);
        for (const { gridPos: b } of dashboard.panels.slice(i + 1))
          expect(a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h).toBe(false);
      }
    });

    it('asks only for metrics that exist', () => {
      for (const { targets = [] } of panels)
        for (const { expr } of targets) expect(unknownMetrics(expr)).toEqual([]);
    });
  },
);

describe('the metrics', () => {
  const sources = globSync('{libs,apps}/*/src/**/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.spec.ts') && file !== 'libs/telemetry/src/signals.ts')
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');

  it.each(Object.keys(signals))('%s is made somewhere, and says why somebody looks at it', (name) => {
    expect(sources).toContain(`'${name}'`);
    const { why } = signals[name as keyof typeof signals];
    expect(why).toMatch(/.{15,}\.$/);
    expect(toMetricsPage()).toContain(`\`convoscope_${name}\``);
  });

  it('have labels of few values: no ids', () => {
    const labels = new Set(Object.values(signals).flatMap((one) => [...one.labels]));
    for (const label of labels)
      expect(label).not.toMatch(/(^|_)(id|user|conversation|message|event|path|url|tenant)(_|$)/);
  });

  it('end in the unit that Prometheus asks for', () => {
    for (const [name, { kind, unit }] of Object.entries(signals)) {
      expect(name.endsWith('_total')).toBe(kind === 'counter');
      if (unit === 'seconds') expect(name).toMatch(/_seconds$/);
    }
  });

  it('are the only ones of ours that alerts and recordings ask for', () => {
    for (const { expr } of [...alerts, ...objectiveRecordings]) expect(unknownMetrics(expr)).toEqual([]);
  });
});

/**
 * Writes what watches Convoscope, from the metrics that the code declares: the catalogue, the alerts and the dashboards.
 * `node tools/docs/monitoring.ts` writes them; with `--check` it only compares and exits 1 when one is out of date.
 */
import { join } from 'node:path';
import './from-sources.ts';
import { writeOrCheck } from './write-or-check.ts';

const { dashboards } = await import('../monitoring/dashboards.ts');
const { toGrafana } = await import('../monitoring/grafana.ts');
const { toMetricsPage } = await import('../monitoring/metrics-page.ts');
const { toRulesFile } = await import('../monitoring/rules-file.ts');

const root = join(import.meta.dirname, '../..');
const files = join(root, 'charts/convoscope/files');

await writeOrCheck(
  'run node tools/docs/monitoring.ts',
  new Map([
    [join(root, 'docs/generated/metrics.md'), toMetricsPage()],
    [join(files, 'alerts.yaml'), toRulesFile()],
    ...dashboards.map(
      (dashboard) =>
        [join(files, `dashboards/${dashboard.id}.json`), JSON.stringify(toGrafana(dashboard))] as const,
    ),
  ]),
);

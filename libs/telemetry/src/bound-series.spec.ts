import { describe, expect, it } from '@jest/globals';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { boundSeries } from './bound-series.ts';

const configuration = { help: 'x', labelNames: ['tenant', 'route'] };

/** Lines of a registry that are series. */
const seriesOf = async (registry: Registry): Promise<string[]> =>
  (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('bounded series', () => {
  it('keep a pod with 1,000 tenants x 50 routes under 20,000 series, and lose no count', async () => {
    const registry = new Registry();
    const registers = [registry];
    const names = configuration.labelNames;
    const buckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    const requests = boundSeries(new Counter({ name: 'a_total', ...configuration, registers }), names, 1);
    const open = boundSeries(new Gauge({ name: 'b', ...configuration, registers }), names, 1);
    const time = boundSeries(new Histogram({ name: 'c', ...configuration, buckets, registers }), names, 13);
    for (let tenant = 0; tenant < 1_000; tenant++) {
      for (let route = 0; route < 50; route++) {
        const labels = { tenant: `t${tenant}`, route: `r${route}` };
        requests.inc(labels);
        open.set(labels, 1);
        time.observe(labels, 0.1);
      }
    }
    const lines = await seriesOf(registry);
    expect(lines.length).toBeLessThanOrEqual(20_000);
    const sum = (name: string): number =>
      lines
        .filter((line) => line.startsWith(`${name}{`))
        .reduce((total, line) => total + Number(line.split(' ')[1]), 0);
    expect([sum('a_total'), sum('c_count')]).toEqual([50_000, 50_000]);
    // Routes stay apart: the label with fewer values keeps them.
    expect(lines.some((line) => line.startsWith('a_total{tenant="other",route="r49"}'))).toBe(true);
  });

  it('change nothing below the limit, given as an object or in order', async () => {
    const registry = new Registry();
    const counter = boundSeries(
      new Counter({ name: 'a_total', ...configuration, registers: [registry] }),
      configuration.labelNames,
      1,
    );
    counter.inc({ tenant: 'x', route: 'r' }, 2);
    counter.labels({ tenant: 'x', route: 'r' }).inc();
    counter.labels('x', 'r').inc();
    expect(await seriesOf(registry)).toEqual(['a_total{tenant="x",route="r"} 4']);
  });

  it('fold everything where every label takes too many values', async () => {
    const registry = new Registry();
    const counter = boundSeries(
      new Counter({ name: 'a_total', ...configuration, registers: [registry] }),
      configuration.labelNames,
      1,
    );
    for (let i = 0; i < 20_000; i++) counter.inc({ tenant: `t${i}`, route: `r${i}` });
    const lines = await seriesOf(registry);
    expect(lines.length).toBeLessThanOrEqual(5_001);
    expect(lines.reduce((total, line) => total + Number(line.split(' ')[1]), 0)).toBe(20_000);
  });
});

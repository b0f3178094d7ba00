import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import type { ServiceProcess } from '../../../tools/cluster/service-process.ts';
import type { ProcessSample, SoakSample } from './soak-sample.ts';

const SCRAPE_TIMEOUT_MS = 4_000;
const MIB = 1_048_576;
/** The topics of the main flow; others come seldom and would blur the rate. */
const FLOW = /^conversations\.(ingested|translated|categorised|scored)/;

/** One line of Prometheus' text format. */
interface Reading {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/;

/** Reads Prometheus' text format; comments and what is no reading are left out. */
export const parseReadings = (text: string): Reading[] =>
  text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = LINE.exec(line) ?? [];
    if (name === undefined || line.startsWith('#')) return [];
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
    const byName = pairs.map(([, key = '', text_ = '']) => [key, text_] as const);
    return [{ name, labels: Object.fromEntries(byName), value: Number(value) }];
  });

/** Resident memory of a process as the kernel counts it (Linux). */
export const readRssMiB = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;

const sumBy = (readings: readonly Reading[], name: string): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const reading of readings) {
    const { group, topic } = reading.labels;
    if (reading.name !== name || group === undefined || !FLOW.test(topic ?? '')) continue;
    sums[group] = (sums[group] ?? 0) + reading.value;
  }
  return sums;
};

interface ServiceLook extends Pick<SoakSample, 'settled' | 'lag'> {
  readonly process: ProcessSample;
}

/** Null while it does not run or does not answer. */
async function lookAt({ pid, url }: ServiceProcess): Promise<ServiceLook | null> {
  if (pid === null) return null;
  try {
    const response = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(SCRAPE_TIMEOUT_MS) });
    const readings = parseReadings(await response.text());
    const valueOf = (name: string): number => readings.find((one) => one.name === name)?.value ?? NaN;
    return {
      process: {
        rssMiB: readRssMiB(pid),
        heapMiB: valueOf('nodejs_heap_size_used_bytes') / MIB,
        eventLoopP99Ms: valueOf('nodejs_eventloop_lag_p99_seconds') * 1_000,
        nHandles: readdirSync(`/proc/${pid}/fd`).length,
      },
      settled: sumBy(readings, 'convoscope_bus_events_consumed_total'),
      lag: sumBy(readings, 'convoscope_bus_consumer_lag_events'),
    };
  } catch {
    return null;
  }
}

/** Looks at every service once. Those that do not answer are left out, which the verdict counts. */
export async function lookAtServices(
  services: ReadonlyMap<string, ServiceProcess>,
  atMs: number,
): Promise<SoakSample> {
  const looks = await Promise.all(
    [...services].map(async ([name, service]) => [name, await lookAt(service)] as const),
  );
  const answered = looks.filter((look): look is readonly [string, ServiceLook] => look[1] !== null);
  return {
    atMs,
    load: loadavg()[0] ?? NaN,
    processes: Object.fromEntries(answered.map(([name, { process }]) => [name, process])),
    settled: Object.assign({}, ...answered.map(([, { settled }]) => settled)) as Record<string, number>,
    lag: Object.assign({}, ...answered.map(([, { lag }]) => lag)) as Record<string, number>,
  };
}

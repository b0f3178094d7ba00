import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceProcess } from '../cluster/service-process.ts';
import { parseReadings } from '../../e2e/faults/soak/sample-process.ts';

/** Records that each service has processed since it started. */
export type Processed = Readonly<Record<string, number>>;

interface Services {
  readonly services: ReadonlyMap<string, ServiceProcess>;
}

const LOOK_EVERY_MS = 100;
const LOOK_TIMEOUT_MS = 3_000;

/** What says of a service that an event is through: ingestion has published rows, the others have settled records. */
const isProcessed = (
  service: string,
  { name, labels }: { name: string; labels: Record<string, string> },
): boolean =>
  service === 'ingestion'
    ? name === 'convoscope_ingestion_rows_total' && labels['outcome'] === 'published'
    : name === 'convoscope_bus_events_consumed_total';

/** Null while the service does not answer. */
async function countOf({ services }: Services, name: string): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(LOOK_TIMEOUT_MS);
    const response = await fetch(`${services.get(name)?.url}/metrics`, { signal });
    const readings = parseReadings(await response.text());
    return readings.reduce((sum, reading) => sum + (isProcessed(name, reading) ? reading.value : 0), 0);
  } catch {
    return null;
  }
}

/** A service that does not answer has processed nothing. */
export async function countProcessed(cluster: Services, names: readonly string[]): Promise<Processed> {
  const counts = await Promise.all(
    names.map(async (name) => [name, (await countOf(cluster, name)) ?? 0] as const),
  );
  return Object.fromEntries(counts);
}

/** Resolves once each of the services has processed more than `before` (0 where it is not named), to the last one. Rejects after `timeoutMs`. */
export async function waitUntilProcessing(
  cluster: Services,
  names: readonly string[],
  before: Processed,
  timeoutMs: number,
): Promise<string> {
  const deadline = Date.now() + timeoutMs;
  const waiting = new Set(names);
  for (;;) {
    const counts = await countProcessed(cluster, [...waiting]);
    const moved = [...waiting].filter((name) => (counts[name] ?? 0) > (before[name] ?? 0));
    for (const name of moved) waiting.delete(name);
    const last = moved.at(-1);
    if (waiting.size === 0 && last !== undefined) return last;
    if (Date.now() > deadline)
      throw new Error(`${[...waiting].join(', ')} processed nothing in ${timeoutMs / 1_000} s`);
    await delay(LOOK_EVERY_MS);
  }
}

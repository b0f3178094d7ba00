import { MEASURE_DIMENSIONS, type MeasureRow, type MeasuresRepository } from '@convoscope/store';
import { MeasureKeeper } from './measure-keeper.ts';

export interface RebuiltMeasures {
  nBuckets: number;
  nUsers: number;
  /** Days and dimensions that said something else before, in order; empty where the measures were right. */
  differing: string[];
}

const keyOf = ({ at, dimension }: MeasureRow): string => `${at} ${dimension}`;

/** What every day says, as text by day and dimension. */
async function readDays(measures: MeasuresRepository, tenant: string): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  for (const dimension of MEASURE_DIMENSIONS) {
    const rows = await measures.read({ tenant, granularity: 'day', dimension });
    for (const [key, ofKey] of Map.groupBy(rows, keyOf)) said.set(key, JSON.stringify(ofKey));
  }
  return said;
}

/**
 * Makes every measure and user of a tenant anew from the conversations and compares the days with what was kept. May run beside services: what they
 * change meanwhile can show as a difference then, and does not where it runs again. Cost: all conversations of the tenant, an hour at a time.
 */
export async function rebuildMeasures(
  measures: MeasuresRepository,
  tenant: string,
  now: () => number,
): Promise<RebuiltMeasures> {
  const keeper = new MeasureKeeper({ measures, now });
  await keeper.keep(tenant);
  const before = await readDays(measures, tenant);
  await measures.markEverything(tenant);
  const kept = await keeper.keep(tenant);
  const after = await readDays(measures, tenant);
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return { ...kept, differing: keys.filter((key) => before.get(key) !== after.get(key)) };
}

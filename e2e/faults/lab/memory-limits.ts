import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../../processes.ts';

interface ChartValues {
  services: Record<string, { resources: { limits: { memory: string } } }>;
}

/** Memory limit of each service's container in the chart, MiB. */
export function readMemoryLimits(): Record<string, number> {
  const file = join(repositoryRoot, 'charts/convoscope/values.yaml');
  const { services } = parse(readFileSync(file, 'utf8')) as ChartValues;
  return Object.fromEntries(
    Object.entries(services).map(([name, { resources }]) => [name, parseInt(resources.limits.memory, 10)]),
  );
}

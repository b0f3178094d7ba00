import { DEFAULT_TENANT } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import type { ReportDocument } from '@convoscope/store';
import { keptArtefactsPrefix } from './artefact-names.ts';

/** Keys of all files there are of a report: those that were written with it, and those that were made of it when somebody asked. */
export async function reportFiles(
  { objects }: { objects: Pick<ObjectStore, 'list'> },
  { tenant, reportId, artefacts }: Pick<ReportDocument, 'tenant' | 'reportId' | 'artefacts'>,
): Promise<string[]> {
  const keys = artefacts.map(({ objectKey }) => objectKey);
  const prefix = keptArtefactsPrefix(tenant === DEFAULT_TENANT ? null : tenant, reportId);
  for await (const { key } of objects.list(prefix)) keys.push(key);
  return keys;
}

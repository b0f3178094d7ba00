import type { ObjectStore } from '@convoscope/objects';
import type { ExpiredDocument, Store } from '@convoscope/store';
import { announcementName, OWNER, removeKeptArtefacts } from './publish-report.ts';

export interface RemoveDependencies {
  objects: Pick<ObjectStore, 'delete' | 'list'>;
  store: Pick<Store, 'snapshots'>;
}

/** Removes what belongs to reports whose time is over: their files, and the note that they were announced. */
export async function removeReportFiles(
  { objects, store }: RemoveDependencies,
  reports: readonly ExpiredDocument[],
): Promise<void> {
  for (const report of reports) {
    const { tenant } = report;
    const { reportId, artefacts } = report as unknown as {
      reportId: string;
      artefacts: { objectKey: string }[];
    };
    for (const { objectKey } of artefacts) await objects.delete(objectKey);
    await removeKeptArtefacts({ objects }, tenant, reportId);
    await store.snapshots.remove(tenant, OWNER, announcementName(reportId));
  }
}

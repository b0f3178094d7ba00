import type { ObjectStore } from '@convoscope/objects';
import { reportFiles } from '@convoscope/reports';
import type { ExpiredDocument, ReportDocument, Store } from '@convoscope/store';
import { announcementName, OWNER } from './publish-report.ts';

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
    const { tenant, reportId, artefacts } = report as unknown as ReportDocument;
    for (const key of await reportFiles({ objects }, { tenant, reportId, artefacts }))
      await objects.delete(key);
    await store.snapshots.remove(tenant, OWNER, announcementName(reportId));
  }
}

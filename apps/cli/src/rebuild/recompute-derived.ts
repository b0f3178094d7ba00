import { createReportingEvents } from '@convoscope/app-reporting/reporting.events';
import type { DueReport } from '@convoscope/app-reporting/schedule/due-reports';
import { writeReport } from '@convoscope/app-reporting/schedule/write-due-reports';
import { REPORT_PERIODS } from '@convoscope/contracts';
import { MeasureKeeper } from '@convoscope/measures';
import type { Infrastructure } from '@convoscope/service';
import type { Telemetry } from '@convoscope/telemetry';

const ARTEFACT = new RegExp(`(?:^|/)reports/(${REPORT_PERIODS.join('|')})-(\\d{4}-\\d{2}-\\d{2})\\.json$`);

/** Reports that there once were, by the artefacts that still lie in object storage. */
async function earlierReports(
  { objects }: Pick<Infrastructure, 'objects'>,
  tenant: string,
): Promise<DueReport[]> {
  const found: DueReport[] = [];
  for (const prefix of ['reports/', `tenants/${tenant}/reports/`])
    for await (const { key } of objects.list(prefix)) {
      const [, period, date] = ARTEFACT.exec(key) ?? [];
      if (period !== undefined && date !== undefined)
        found.push({ period: period as DueReport['period'], date });
    }
  return found;
}

/**
 * Computes anew what follows from the conversations: measures and `user_analytics`, and the reports that there were before; those that are due
 * come by the schedule. Announcing a report again says nothing new: its event has the same id. Returns how many of each.
 */
export async function recomputeDerived(
  infrastructure: Infrastructure,
  telemetry: Telemetry,
): Promise<{ nUsers: number; nReports: number }> {
  const { store, clock, tenant } = infrastructure;
  const now = (): number => clock.now();
  // The rows that were written marked their hours, whoever's they are.
  const { nUsers } = await new MeasureKeeper({ measures: store.measures, now }).keepAll();
  const deps = { ...infrastructure, now, events: createReportingEvents(telemetry) };
  let nReports = 0;
  for (const order of await earlierReports(infrastructure, tenant))
    if (await writeReport(deps, { tenant, ...order })) nReports += 1;
  return { nUsers, nReports };
}

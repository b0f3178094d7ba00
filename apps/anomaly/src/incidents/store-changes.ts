import type { IncidentChanged } from '@convoscope/contracts';
import type { IncidentsRepository } from '@convoscope/store';

export interface StoreChangesOptions {
  tenant: string;
  incidents: Pick<IncidentsRepository, 'findByIds' | 'upsertMany'>;
  now: () => number;
}

/** Stores changes of incidents, to be published. Returns how many. */
export async function storeChanges(
  changed: readonly IncidentChanged[],
  { tenant, incidents, now }: StoreChangesOptions,
): Promise<number> {
  if (changed.length === 0) return 0;
  const known = await incidents.findByIds(
    tenant,
    changed.map(({ incidentId }) => incidentId),
  );
  const before = new Map(known.map((one) => [one.incidentId, one]));
  await incidents.upsertMany(
    tenant,
    changed.map((incident) => ({
      ...incident,
      // One that was withdrawn and is found again goes on counting.
      pass: Math.max(incident.pass, (before.get(incident.incidentId)?.pass ?? -1) + 1),
      ...{ tenant, isWithdrawn: incident.change === 'withdrawn', isPublished: false },
      detectedAt: new Date(now()),
    })),
  );
  return changed.length;
}

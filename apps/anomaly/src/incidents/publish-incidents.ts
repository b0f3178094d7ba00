import type { Bus } from '@convoscope/bus';
import {
  eventId,
  topics,
  type AnomalyDetected,
  type Event,
  type IncidentChanged,
} from '@convoscope/contracts';
import type { AnomaliesRepository, IncidentsRepository } from '@convoscope/store';
import type { AnomalyEvents } from '../anomaly.events.ts';
import { publishFindings } from '../findings/keep-findings.ts';
import { nameSlice } from './tell-story.ts';

export interface PublishIncidentsOptions {
  tenant: string;
  incidents: Pick<IncidentsRepository, 'findUnpublished' | 'markPublished'>;
  anomalies: Pick<AnomaliesRepository, 'upsertMany'>;
  bus: Pick<Bus, 'publish'>;
  events: AnomalyEvents;
  now: () => number;
}

/**
 * Publishes what was stored and not yet published, as incident and as one finding of `anomalies.detected`. After a crash it is published
 * again under the same id. Returns how many.
 */
export async function publishIncidents(options: PublishIncidentsOptions): Promise<number> {
  const { tenant, incidents, anomalies, bus, events, now } = options;
  const stored = await incidents.findUnpublished(tenant);
  if (stored.length === 0) return 0;
  const changed = stored.map(
    ({ tenant: _tenant, isWithdrawn: _withdrawn, isPublished: _published, detectedAt: _at, ...incident }) =>
      incident,
  );
  const found = changed.map(toAnomaly);
  await anomalies.upsertMany(
    tenant,
    found.map((anomaly) => ({ ...anomaly, tenant, detectedAt: new Date(now()) })),
  );
  await bus.publish(
    topics.incidentsChanged,
    changed.map((incident) => toIncidentEvent(tenant, incident, now())),
  );
  await publishFindings(tenant, found, { bus, events, now });
  await incidents.markPublished(tenant, changed);
  return changed.length;
}

function toIncidentEvent(tenant: string, incident: IncidentChanged, nowMs: number): Event<IncidentChanged> {
  const topic = topics.incidentsChanged.name;
  const { incidentId: key, revision, pass, detector } = incident;
  return {
    id: eventId({ topic, tenant, key, revision: `${pass}/${revision}`, producerVersion: detector }),
    ...{ topic, source: 'anomaly', tenant, key, time: new Date(nowMs).toISOString(), data: incident },
  };
}

/** An incident as a finding among others, for those who subscribe to all of them. */
export function toAnomaly(incident: IncidentChanged): AnomalyDetected {
  const { slice, causes, score } = incident;
  const total = causes.reduce((sum, { share }) => sum + share, 0);
  const rest = Math.max(0, 1 - total);
  const scale = score / (total + rest || 1);
  return {
    ...{
      anomalyId: incident.incidentId,
      kind: 'metric',
      severity: incident.severity,
      metric: incident.metric,
    },
    ...{ detectedFor: incident.startedAt, windowEnd: incident.endedAt },
    group: slice.dimension === 'all' ? {} : { [slice.dimension]: slice.label },
    ...{ observed: incident.observed, expected: incident.expected, score },
    contributions: [
      ...causes.map(({ dimension, label, observed, share }) => ({
        ...{ feature: nameSlice({ dimension, label }), value: observed },
        contribution: share * scale,
      })),
      ...(rest > 0 ? [{ feature: 'all others', value: null, contribution: rest * scale }] : []),
    ],
    explanation: incident.story,
    exampleConversationIds: incident.exampleConversationIds.slice(0, 10),
    ...{ detector: incident.detector, revision: incident.revision, pass: incident.pass },
    isWithdrawn: incident.change === 'withdrawn',
  };
}

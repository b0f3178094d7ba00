import { eventId, topics, type AnomalyDetected, type Event } from '@convoscope/contracts';

/** The event that says a finding. An updated finding has another revision and so another id. */
export function toAnomalyEvent(
  tenant: string,
  anomaly: AnomalyDetected,
  nowMs: number,
): Event<AnomalyDetected> {
  const topic = topics.anomaliesDetected.name;
  const { anomalyId: key, revision, pass = 0, detector } = anomaly;
  return {
    id: eventId({ topic, tenant, key, revision: `${pass}/${revision}`, producerVersion: detector }),
    topic,
    source: 'anomaly',
    tenant,
    key,
    time: new Date(nowMs).toISOString(),
    data: anomaly,
  };
}

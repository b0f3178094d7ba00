import type { AnomalyDetected } from '@convoscope/contracts';
import type { Telemetry } from '@convoscope/telemetry';

/** Every business event of this service, each counted and logged in one place. */
export interface AnomalyEvents {
  conversationScored(anomalyScore: number): void;
  anomalyDetected(
    anomaly: Pick<AnomalyDetected, 'kind' | 'metric' | 'severity' | 'anomalyId' | 'explanation'>,
  ): void;
}

export function createAnomalyEvents(telemetry: Telemetry): AnomalyEvents {
  const scores = telemetry.histogram({
    name: 'anomaly_conversation_score',
    help: 'Anomaly score of conversations, in [0,1]',
    buckets: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  });
  const anomalies = telemetry.counter({
    name: 'anomaly_detected_total',
    help: 'Anomalies found, by kind, metric and severity',
    labels: ['kind', 'metric', 'severity'],
  });
  return {
    conversationScored: (anomalyScore) => scores.observe(anomalyScore),
    anomalyDetected({ kind, metric, severity, anomalyId, explanation }) {
      anomalies.inc({ kind, metric, severity });
      telemetry.logger.info({ anomalyId, severity, explanation }, 'anomaly detected');
    },
  };
}

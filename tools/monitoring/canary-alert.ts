import type { Alert } from './alert.ts';
import { grown, metric } from './metric.ts';

const lastSuccess = metric('canary_last_success_timestamp_seconds');
const rounds = metric('canary_rounds_total');

/** Whether a conversation that is read now comes through, whatever each component says of itself. */
export const canaryAlerts: readonly Alert[] = [
  {
    name: 'CanaryDoesNotArrive',
    // Where it has never arrived there is no time yet, but there are rounds.
    expr: `sum(${grown(`${rounds}{outcome!="arrived"}`, '5m')}) >= 3 and (time() - max(${lastSuccess}) > 300)`,
    ...{ severity: 'page', owner: 'platform', layer: 'symptom' },
    summary: 'No canary conversation has come through the pipeline for five minutes.',
    test: {
      bad: {
        [`${rounds}{outcome="not scored"}`]: '0x5 1+1x20 21x30',
        [`${rounds}{outcome="arrived"}`]: '0+1x5 5x20 6+1x30',
        [lastSuccess]: '0+60x5 300x20 1560+60x30',
      },
      ...{ firesAt: '15m', resolvedAt: '40m' },
      quiet: {
        [`${rounds}{outcome="not scored"}`]: '0 1 1 1 2 2 2 3 3 3x40',
        [`${rounds}{outcome="arrived"}`]: '0+1x50',
        [lastSuccess]: '0+60x50',
      },
    },
  },
];

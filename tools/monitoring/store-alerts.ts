import type { Alert } from './alert.ts';
import { grown, metric } from './metric.ts';

const waiting = metric('mongodb_pool_waiting');
const slow = metric('mongodb_slow_commands_total');

/** Alerts on how MongoDB is used. Whether it answers at all is told by the breaker, and by what waits for it. */
export const storeAlerts: readonly Alert[] = [
  {
    name: 'MongoPoolExhausted',
    expr: `max by (service) (${waiting}) > 0`,
    for: '5m',
    ...{ severity: 'ticket', owner: 'platform', layer: 'root' },
    summary: '{{ $value }} callers of {{ $labels.service }} wait for a connection to MongoDB.',
    test: {
      bad: { [`${waiting}{service="reporting"}`]: '5x20 0x30' },
      ...{ firesAt: '10m', resolvedAt: '30m' },
      quiet: { [`${waiting}{service="reporting"}`]: '5x3 0 5x3 0 5x3 0x40' },
    },
  },
  {
    name: 'MongoSlowCommands',
    expr: `sum by (service, collection, command) (${grown(slow, '15m')}) > 10`,
    for: '15m',
    ...{ severity: 'ticket', owner: 'platform', layer: 'root' },
    summary:
      '{{ $labels.service }} has {{ $value | humanize }} slow {{ $labels.command }} commands on {{ $labels.collection }} in 15 minutes.',
    test: {
      bad: { [`${slow}{service="reporting",collection="measures",command="find"}`]: '0+3x60 180x40' },
      ...{ firesAt: '40m', resolvedAt: '95m' },
      quiet: { [`${slow}{service="reporting",collection="measures",command="find"}`]: '0 20x100' },
    },
  },
];

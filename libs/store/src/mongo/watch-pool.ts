import type { Telemetry } from '@convoscope/telemetry';
import type { mongo } from 'mongoose';

/** Measures the pool of connections: how many there are, how many are lent, how many callers wait for one and for how long. */
export function watchPool(client: mongo.MongoClient, telemetry: Telemetry): void {
  const connections = telemetry.gauge({
    name: 'mongodb_pool_connections',
    help: 'Connections to MongoDB, by what they do: all that are open, and those of them that are lent.',
    labels: ['state'],
  });
  const waiting = telemetry.gauge({
    name: 'mongodb_pool_waiting',
    help: 'Callers that wait for a connection.',
  });
  const checkout = telemetry.histogram({
    name: 'mongodb_pool_checkout_seconds',
    help: 'Time until a caller has a connection.',
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
  });
  const failures = telemetry.counter({
    name: 'mongodb_pool_failures_total',
    help: 'Callers that were given no connection, by reason.',
    labels: ['reason'],
  });
  // By name: the first one is open before anybody listens, and shows when it is lent.
  const open = new Set<string>();
  const see = (
    connection: mongo.ConnectionPoolMonitoringEvent & { connectionId?: unknown },
    isOpen: boolean,
  ): void => {
    const name = `${connection.address} ${String(connection.connectionId)}`;
    if (isOpen) open.add(name);
    else open.delete(name);
    connections.set({ state: 'open' }, open.size);
  };
  client.on('connectionCreated', (event) => see(event, true));
  client.on('connectionClosed', (event) => see(event, false));
  client.on('connectionCheckOutStarted', () => waiting.inc());
  client.on('connectionCheckedOut', (event) => {
    see(event, true);
    waiting.dec();
    connections.inc({ state: 'lent' });
    checkout.observe(event.durationMS / 1_000);
  });
  client.on('connectionCheckOutFailed', ({ reason }) => {
    waiting.dec();
    failures.inc({ reason });
  });
  client.on('connectionCheckedIn', () => connections.dec({ state: 'lent' }));
}

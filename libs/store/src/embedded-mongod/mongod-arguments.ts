import { REPLICA_SET } from './replica-set.ts';

export interface MongodPlace {
  readonly dbPath: string;
  readonly port: number;
}

/** Command line of a small mongod that only this machine can reach: 256 MB cache, no diagnostics. */
export const standaloneArguments = ({ dbPath, port }: MongodPlace): string[] => [
  ...['--dbpath', dbPath, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
  ...['--wiredTigerCacheSizeGB', '0.25', '--setParameter', 'diagnosticDataCollectionEnabled=false'],
  // A single node has nobody to hand over to: no quiet time for clients before it ends.
  ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=0'],
];

/** The same as a member of a replica set with a 128 MB oplog. */
export const mongodArguments = (place: MongodPlace): string[] => [
  ...standaloneArguments(place),
  ...['--replSet', REPLICA_SET, '--oplogSize', '128'],
];

import { REPLICA_SET } from './replica-set.ts';

export interface MongodPlace {
  readonly dbPath: string;
  readonly port: number;
}

/** Command line of a small mongod that only this machine can reach: 256 MB cache, 128 MB oplog. */
export const mongodArguments = ({ dbPath, port }: MongodPlace): string[] => [
  ...['--dbpath', dbPath, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', REPLICA_SET],
  ...['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '128', '--nounixsocket'],
  ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
];

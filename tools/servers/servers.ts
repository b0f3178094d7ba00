import type { OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import type { ServerName, ServerSettings } from '../../libs/testing/src/server-registry.ts';
import { installKafka, startKafka } from './kafka.ts';
import { installMongod, startMongod } from './mongod.ts';
import { installS3, startS3 } from './s3.ts';
import type { ServerProcess, StartOptions } from './server-process.ts';

/** The servers that have a process of their own. */
export const startedServers = ['kafka', 'mongod', 's3'] as const;
export type StartedServer = (typeof startedServers)[number];

export const serverNames: readonly ServerName[] = [...startedServers];

/** What the default run of the tests uses; the others are opt-in. */
export const defaultServers: readonly StartedServer[] = ['kafka', 'mongod', 's3'];

/** Installs a server if it is missing and resolves to what is run. */
export const installers: Readonly<Record<StartedServer, (onProgress?: OnProgress) => Promise<string>>> = {
  kafka: installKafka,
  mongod: installMongod,
  s3: installS3,
};

export const starters: {
  readonly [N in StartedServer]: (options?: StartOptions) => Promise<ServerProcess & ServerSettings[N]>;
} = {
  kafka: startKafka,
  mongod: startMongod,
  s3: startS3,
};

/** Names from a command line; none given means the default ones. Throws on a name that no server has. */
export function parseServerNames(names: readonly string[]): StartedServer[] {
  const known: readonly string[] = startedServers;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`no such server: ${unknown.join(', ')}; there are ${known.join(', ')}`);
  return names.length > 0 ? (names as StartedServer[]) : [...defaultServers];
}

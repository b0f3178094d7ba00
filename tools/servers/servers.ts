import type { OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import type { ServerName, ServerSettings } from '../../libs/testing/src/server-registry.ts';
import { installApertium, startApertium } from './apertium.ts';
import { installChromium } from './chromium.ts';
import { installKafka, startKafka } from './kafka.ts';
import { installMongod, startMongod } from './mongod.ts';
import { installNocodb, startNocodb } from './nocodb.ts';
import { installS3, startS3 } from './s3.ts';
import type { ServerProcess, StartOptions } from './server-process.ts';

/** The servers that have a process of their own. */
export const startedServers = ['kafka', 'mongod', 's3', 'nocodb', 'apertium'] as const;
export type StartedServer = (typeof startedServers)[number];

/** All of them, with the browser, which is only installed. */
export const serverNames: readonly ServerName[] = [...startedServers, 'chromium'];

/** What the default run of the tests uses; the others are opt-in. */
export const defaultServers: readonly StartedServer[] = ['kafka', 'mongod', 's3'];

/** Installs a server if it is missing and resolves to what is run. */
export const installers: Readonly<Record<ServerName, (onProgress?: OnProgress) => Promise<string>>> = {
  kafka: installKafka,
  mongod: installMongod,
  s3: installS3,
  nocodb: installNocodb,
  apertium: installApertium,
  chromium: installChromium,
};

export const starters: {
  readonly [N in StartedServer]: (options?: StartOptions) => Promise<ServerProcess & ServerSettings[N]>;
} = {
  kafka: startKafka,
  mongod: startMongod,
  s3: startS3,
  nocodb: startNocodb,
  apertium: startApertium,
};

/** Names from a command line; none given means the default ones. Throws on a name that is not in `known`. */
export function parseServerNames<N extends ServerName>(names: readonly string[], known: readonly N[]): N[] {
  const unknown = names.filter((name) => !(known as readonly string[]).includes(name));
  if (unknown.length > 0)
    throw new Error(`no such server: ${unknown.join(', ')}; there are ${known.join(', ')}`);
  const chosen: readonly string[] = names.length > 0 ? names : defaultServers;
  return known.filter((name) => chosen.includes(name));
}

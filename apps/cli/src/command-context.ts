import { join, resolve } from 'node:path';
import { ingestionService } from '@convoscope/app-ingestion/ingestion.service';
import { defaultEnvFile, loadSettings, withEnvFile, type Environment } from '@convoscope/config';
import {
  installationSources,
  type InstallationSource,
} from '@convoscope/app-standalone/installation-sources';
import { openEmbedded } from '@convoscope/app-standalone/open-embedded';
import { EMBEDDED_DEFAULTS } from '@convoscope/app-standalone/services';
import { readRuntimeFile, type RuntimeInfo } from '@convoscope/app-standalone/runtime-file';
import { createFilesystemObjectStore } from '@convoscope/objects';
import {
  createInfrastructure,
  createStorePolicy,
  infrastructureSettings,
  withAnchoredAudit,
  type Infrastructure,
} from '@convoscope/service';
import { connectStore, type Store } from '@convoscope/store';
import { createTelemetry, systemClock, type Telemetry } from '@convoscope/telemetry';
import type { CommandHost } from './command-host.ts';

/** What a command works on. */
export interface CommandContext extends CommandHost {
  telemetry: Telemetry;
  /** The installation of `npm start` that is running on the data folder: it alone may write to its bus. */
  running: RuntimeInfo | null;
  /** What reads need: database and files. */
  openStorage(): Promise<Pick<Infrastructure, 'store' | 'objects' | 'tenant' | 'clock' | 'dataDir'>>;
  /** Everything, bus included. Refused while `npm start` is running on the same data folder. */
  openInfrastructure(): Promise<Infrastructure>;
  /** The sources of the installation, that of its last start first, or what the settings name. Throws ConfigError where they are wrong. */
  sources(): InstallationSource[];
  /** Whether its services run as processes of their own, which only they know of. */
  isDistributed: boolean;
  close(): Promise<void>;
}

/** Whether the settings name servers (services in processes of their own), or nothing (`npm start`). */
export const isDistributed = (env: Environment): boolean =>
  env['BUS_DRIVER'] === 'kafka' || (env['BUS_DRIVER'] === undefined && env['KAFKA_BROKERS'] !== undefined);

/** As `npm start` starts it: so a command goes on from where that was. */
const embeddedIngestion = (env: Environment): Environment => ({
  INGESTION_STATE: EMBEDDED_DEFAULTS.INGESTION_STATE,
  ...env,
});

export function createContext(host: CommandHost): CommandContext {
  const env = withEnvFile(host.env, defaultEnvFile());
  const dataDir = resolve(env['CONVOSCOPE_DATA_DIR'] ?? '.convoscope');
  const telemetry = createTelemetry({
    service: 'cli',
    logLevel: 'error',
    processMetrics: false,
    logDestination: host.stderr,
  });
  const running = isDistributed(env) ? null : readRuntimeFile(dataDir);
  const closers: (() => Promise<void>)[] = [() => telemetry.close()];
  let opened: Promise<Infrastructure> | undefined;
  let beside: Promise<Pick<Infrastructure, 'store' | 'objects' | 'tenant' | 'clock' | 'dataDir'>> | undefined;

  const open = async (): Promise<Infrastructure> => {
    const owned = isDistributed(env)
      ? await createInfrastructure(loadSettings(infrastructureSettings, env), telemetry)
      : await openEmbedded({ dataDir, env, telemetry, onProgress: (line) => host.stderr.write(`${line}\n`) });
    closers.unshift(() => owned.close());
    return owned;
  };
  const openBeside = async (info: RuntimeInfo) => {
    const store: Store = await connectStore({
      uri: info.mongodbUri,
      database: env['MONGODB_DATABASE'] ?? 'convoscope',
      telemetry,
      policy: createStorePolicy(telemetry),
    });
    const objects = createFilesystemObjectStore({ dir: join(dataDir, 'objects') });
    closers.unshift(
      () => store.close(),
      () => objects.close(),
    );
    return {
      store: withAnchoredAudit(store, objects),
      objects,
      tenant: env['CONVOSCOPE_TENANT'] ?? 'default',
      clock: systemClock,
      dataDir,
    };
  };
  return {
    ...host,
    env,
    telemetry,
    running,
    isDistributed: isDistributed(env),
    sources: () =>
      isDistributed(env)
        ? [{ env, settings: loadSettings(ingestionService.settings, env) }]
        : installationSources(dataDir, { given: host.env, env: embeddedIngestion(env) }),
    openStorage: () => (running === null ? (opened ??= open()) : (beside ??= openBeside(running))),
    openInfrastructure() {
      if (running !== null) {
        throw new Error(
          `npm start is running on ${dataDir} (process ${running.pid}): stop it first, or use ${running.gatewayUrl}`,
        );
      }
      return (opened ??= open());
    },
    async close() {
      for (const close of closers) await close();
    },
  };
}

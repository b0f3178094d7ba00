import { homedir } from 'node:os';
import { join } from 'node:path';
import { loadSettings, type Environment } from '@convoscope/config';
import { createInfrastructure, infrastructureSettings, type OwnedInfrastructure } from '@convoscope/service';
import { startEmbeddedMongod } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';
import { prepareDataDir } from './prepare-data-dir.ts';

export interface OpenEmbeddedOptions {
  dataDir: string;
  env: Environment;
  telemetry: Telemetry;
  onProgress: (line: string) => void;
}

/** Infrastructure on this machine, with the address of its MongoDB. */
export interface EmbeddedInfrastructure extends OwnedInfrastructure {
  mongodbUri: string;
}

/**
 * Bus with a journal, objects and state in the data folder, and a MongoDB: the one that MONGODB_URI names, or one that is
 * started here (found on PATH, or fetched once into the cache folder). `close` ends what was started.
 */
export async function openEmbedded(options: OpenEmbeddedOptions): Promise<EmbeddedInfrastructure> {
  const { dataDir, env, telemetry } = options;
  await prepareDataDir(dataDir);
  const mongod = env['MONGODB_URI'] === undefined ? await startMongod(options) : null;
  const mongodbUri = mongod?.uri ?? env['MONGODB_URI'] ?? '';
  try {
    const settings = loadSettings(infrastructureSettings, {
      // One process has no use for more: each partition has files of its own in the lake, a day each.
      KAFKA_TOPIC_PARTITIONS: '2',
      ...env,
      BUS_DRIVER: 'memory',
      OBJECTS_DRIVER: 'filesystem',
      CONVOSCOPE_DATA_DIR: dataDir,
      MONGODB_URI: mongodbUri,
    });
    const infrastructure = await createInfrastructure(settings, telemetry);
    const close = async (): Promise<void> => {
      await infrastructure.close();
      await mongod?.stop();
    };
    return { ...infrastructure, mongodbUri, close };
  } catch (error) {
    await mongod?.stop();
    throw error;
  }
}

/** The MongoDB of the data folder, started here (found on PATH, or fetched once into the cache folder). */
export const startMongod = ({ dataDir, env, onProgress }: OpenEmbeddedOptions) =>
  startEmbeddedMongod({
    dataDir: join(dataDir, 'mongodb'),
    cacheDir: env['CONVOSCOPE_CACHE_DIR'] ?? join(homedir(), '.cache', 'convoscope'),
    binary: env['MONGOD_BINARY'],
    onProgress,
  });

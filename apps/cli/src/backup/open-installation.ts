import { loadSettings } from '@convoscope/config';
import { startMongod } from '@convoscope/app-standalone/open-embedded';
import { ConfigError } from '@convoscope/contracts';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import { createObjects, infrastructureSettings } from '@convoscope/service';
import type { ArchivePlace } from '@convoscope/store';
import { join, resolve } from 'node:path';
import { isDistributed, type CommandContext } from '../command-context.ts';

/** What is backed up and restored: a database, objects and a data folder. Neither the bus nor the schema is touched by opening it. */
export interface Installation {
  readonly uri: string;
  readonly database: string;
  readonly objects: ObjectStore;
  readonly dataDir: string;
  close(): Promise<void>;
}

/** Opens what the settings name, or what `npm start` keeps in the data folder, whether it is running or not. */
export async function openInstallation(context: CommandContext): Promise<Installation> {
  const { env, telemetry, running, stderr } = context;
  const dataDir = resolve(env['CONVOSCOPE_DATA_DIR'] ?? '.convoscope');
  if (isDistributed(env)) {
    const settings = loadSettings(infrastructureSettings, env);
    const objects = createObjects(settings, dataDir, telemetry);
    const { uri, database } = settings.mongo;
    return { uri: uri.reveal(), database, objects, dataDir, close: () => objects.close() };
  }
  const objects = createFilesystemObjectStore({ dir: join(dataDir, 'objects') });
  const database = env['MONGODB_DATABASE'] ?? 'convoscope';
  const known = running?.mongodbUri ?? env['MONGODB_URI'];
  if (known !== undefined) return { uri: known, database, objects, dataDir, close: () => objects.close() };
  const onProgress = (line: string): void => void stderr.write(`${line}\n`);
  const mongod = await startMongod({ dataDir, env, telemetry, onProgress });
  const close = async (): Promise<void> => {
    await objects.close();
    await mongod.stop();
  };
  return { uri: mongod.uri, database, objects, dataDir, close };
}

const S3_PLACE = /^s3:\/\/([^/]+)\/?(.*)$/;

/** Where an archive lies: a folder, or `s3://bucket/prefix` on the server that the S3 settings name. Throws ConfigError. */
export function openPlace(place: string, { env, telemetry }: CommandContext): ArchivePlace {
  const [, bucket, prefix = ''] = S3_PLACE.exec(place) ?? [];
  if (bucket === undefined) {
    if (place.includes('://')) throw new ConfigError([`${place}: expected a folder or s3://bucket/prefix`]);
    return { objects: createFilesystemObjectStore({ dir: resolve(place) }), prefix: '' };
  }
  // MongoDB's and Kafka's addresses have no part in it.
  const settings = loadSettings(infrastructureSettings, {
    ...{ MONGODB_URI: 'mongodb://unused', BUS_DRIVER: 'memory', ...env },
    OBJECTS_DRIVER: 's3',
  });
  return { objects: createObjects(settings, '', telemetry, bucket), prefix: prefix.replace(/\/+$/, '') };
}

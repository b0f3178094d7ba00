import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SuiteServer } from './describe-with-servers.ts';

/** Environment of a service under test: bus in memory, files in a new temporary folder, the suite's own database. */
export function serviceEnvironment(mongod: SuiteServer<'mongod'>): Record<string, string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'convoscope-service-'));
  return {
    BUS_DRIVER: 'memory',
    OBJECTS_DRIVER: 'filesystem',
    MONGODB_URI: mongod.uri,
    MONGODB_DATABASE: mongod.database,
    CONVOSCOPE_DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
  };
}

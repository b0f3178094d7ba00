/** The embedded half of the pipeline bench, in a process of its own. Usage: pipeline-embedded.ts CORPUS DIR CONVERSATIONS; prints JSON. */
import { openEmbedded } from '@convoscope/app-standalone/open-embedded';
import { startServices, toServiceEnvironment } from '@convoscope/app-standalone/services';
import { syncUntilDrained } from '@convoscope/app-ingestion/sync-until-drained';
import { createTelemetry } from '@convoscope/telemetry';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuSecondsOf } from './cpu-seconds.ts';
import { watchPipeline } from './pipeline-progress.ts';

const TIMEOUT_MS = 180_000;
const [corpus = '', dataDir = '', nConversations = '0'] = process.argv.slice(2);

const logs = createWriteStream(join(dataDir, 'services.log'));
const telemetry = createTelemetry({ service: 'bench', logDestination: logs, processMetrics: false });
const source = { SOURCE_KIND: 'file', SOURCE_NAME: 'bench', SOURCE_PATH: corpus };
const env = toServiceEnvironment({ CONVOSCOPE_DATA_DIR: dataDir, LOG_LEVEL: 'warn' }, source);
const { MONGODB_URI: _placeholder, ...infrastructureEnv } = env;
const infrastructure = await openEmbedded({
  dataDir,
  env: infrastructureEnv,
  telemetry,
  onProgress: (line) => process.stderr.write(`${line}\n`),
});
const services = await startServices({ infrastructure, telemetry, env, port: 0, logs });
const watched = watchPipeline(infrastructure.bus, {
  nConversations: Number(nConversations),
  timeoutMs: TIMEOUT_MS,
});
const [run] = await Promise.all([watched, syncUntilDrained(services.ingestion.runtime)]);
const cpuSeconds = {
  'all services': cpuSecondsOf(process.pid),
  mongod: cpuSecondsOf(Number(readFileSync(join(dataDir, 'mongodb', 'db', 'mongod.lock'), 'utf8'))),
};
const peakMiB = { 'all services': Math.round(process.resourceUsage().maxRSS / 1_024) };
await services.stop();
await infrastructure.close();
await telemetry.close();
console.log(JSON.stringify({ ...run, peakMiB, cpuSeconds }));
process.exit(0);

/**
 * Real Kafka, MongoDB and S3 and every service as a process of its own on this machine, until Ctrl-C.
 * Usage: npm run cluster -- [--source demo | --source file PATH | --source nocodb] [--port 8080]
 */
import { parseArgs } from 'node:util';
import { join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { startProofs } from './cluster/proof-process.ts';
import { startCluster, type Cluster } from './cluster/start-cluster.ts';

const USAGE =
  'Usage: npm run cluster -- [--source demo | --source file PATH | --source nocodb] [--port PORT]';
const DEMO = join(import.meta.dirname, '../apps/standalone/demo/conversations.jsonl.gz');

function refuse(problem: string): never {
  process.stderr.write(`${problem}\n${USAGE}\n`);
  process.exit(78);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { source: { type: 'string', default: 'demo' }, port: { type: 'string' } },
    });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function toSource(kind: string, path: string | undefined): Record<string, string> {
  if (kind === 'nocodb') return { SOURCE_KIND: 'nocodb', SOURCE_NAME: 'nocodb' };
  if (kind !== 'demo' && kind !== 'file') refuse(`--source is "${kind}": expected demo, file or nocodb.`);
  if (kind === 'file' && path === undefined) refuse('--source file needs a path.');
  const file = kind === 'demo' ? DEMO : resolve(path ?? '');
  if (!existsSync(file)) refuse(`${file} does not exist.`);
  return { SOURCE_KIND: 'file', SOURCE_NAME: kind, SOURCE_PATH: file };
}

function toPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  return Number.isInteger(port) && port > 0 && port < 65_536
    ? port
    : refuse(`--port is "${text}": expected 1 to 65535.`);
}

function printTable({ services, gatewayUrl }: Cluster, dir: string): void {
  console.log(`\n${'service'.padEnd(16)}${'pid'.padEnd(10)}url`);
  for (const { name, pid, url } of services.values())
    console.log(`${name.padEnd(16)}${String(pid).padEnd(10)}${url}`);
  console.log(
    `\nDashboard  ${gatewayUrl}\nLogs       ${join(dir, 'logs')}\nCtrl-C stops everything; the data stays.`,
  );
}

if (existsSync('.env')) process.loadEnvFile();
const { values, positionals } = readArguments();
const dir = join(resolve(process.env['CONVOSCOPE_DATA_DIR'] ?? '.convoscope'), 'cluster');
const env = { ...toSource(values.source, positionals[0]) };
const gatewayPort = toPort(values.port);

const interrupted = new Promise<void>((done) =>
  process.once('SIGINT', () => done()).once('SIGTERM', () => done()),
);
const cluster = await startCluster({ dir, env, gatewayPort, onProgress: (line) => console.log(line) });
const proofs = startProofs({ env: cluster.env, logDir: join(dir, 'logs') });
printTable(cluster, dir);
const keepAlive = setInterval(() => undefined, 60_000);
await interrupted;
clearInterval(keepAlive);
console.log('\nStopping ...');
await proofs.stop();
await cluster.stop();
console.log(`Stopped. Everything is kept in ${dir}`);
process.exit(0);

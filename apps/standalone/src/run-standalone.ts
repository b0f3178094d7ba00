import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { defaultEnvFile, loadSettings, withEnvFile, type Environment } from '@convoscope/config';
import { ConfigError } from '@convoscope/contracts';
import { EXIT_CONFIG, reportConfigError, runUntilSignal } from '@convoscope/service';
import { createTelemetry, RotatingFile, type Telemetry } from '@convoscope/telemetry';
import { choosePort } from './choose-port.ts';
import { serveControl, type Command, type Control } from './control/serve-control.ts';
import { processWhatIsThere } from './first-run.ts';
import { installationSources } from './installation-sources.ts';
import { prepareDataDir } from './prepare-data-dir.ts';
import { openEmbedded, type EmbeddedInfrastructure } from './open-embedded.ts';
import { parseOptions, type StandaloneOptions } from './parse-options.ts';
import { prepareSource } from './prepare-source.ts';
import { createProver, type Prover } from './proof/prover.ts';
import { rememberSource } from './remembered-sources.ts';
import { readRuntimeFile, removeRuntimeFile, writeRuntimeFile } from './runtime-file.ts';
import {
  checkConversationSource,
  checkSettings,
  startServices,
  toServiceEnvironment,
  type RunningServices,
} from './services.ts';
import { standaloneSettings } from './standalone.config.ts';
import { printSummary } from './summary.ts';
import { createTerminal, type Terminal } from './terminal.ts';

const SHUTDOWN_GRACE_MS = 25_000;
/** BSD sysexits EX_DATAERR: what could be read was processed, but some of the input was refused. */
const EXIT_REFUSED = 65;
const MAX_LOG_BYTES = 64 * 1024 * 1024;

/** `npm start`: everything in one process, until Ctrl-C or, with `--once`, until all is processed (exit code 65 where rows were refused). */
export async function runStandalone(args: readonly string[], processEnv: Environment): Promise<void> {
  const terminal = createTerminal(process.stdout, Date.now);
  const env = withEnvFile(processEnv, defaultEnvFile());
  try {
    const options = parseOptions(args, env);
    if (options === null) return;
    await prepareDataDir(options.dataDir);
    refuseSecondInstance(options.dataDir);
    const source = await prepareSource(options.source, options.dataDir, Date.now());
    const serviceEnv = toServiceEnvironment(env, source);
    checkSettings(serviceEnv);
    loadSettings(standaloneSettings, serviceEnv);
    await checkConversationSource(serviceEnv);
    await run({ options, env: serviceEnv, terminal });
  } catch (error) {
    if (!reportConfigError(error, process.stderr)) throw error;
    process.exitCode = EXIT_CONFIG;
  }
}

function refuseSecondInstance(dataDir: string): void {
  const running = readRuntimeFile(dataDir);
  if (running === null) return;
  throw new ConfigError([
    `CONVOSCOPE_DATA_DIR ${dataDir} is in use by process ${running.pid} (${running.gatewayUrl}): stop it, or choose another folder.`,
  ]);
}

interface Start {
  options: StandaloneOptions;
  env: Environment;
  terminal: Terminal;
}

/** Everything that was started, with what is needed to work with it and to end it. */
interface Started extends Start {
  infrastructure: EmbeddedInfrastructure;
  services: RunningServices;
  telemetry: Telemetry;
  prover: Prover;
  control: Control;
  logFile: string;
}

async function run(start: Start): Promise<void> {
  const { once } = start.options;
  let exitCode = 0;
  await runUntilSignal(
    async () => {
      const started = await startEverything(start);
      const stopping = new AbortController();
      const work = processAndReport(started, stopping.signal).then(
        (nRefused) => {
          if (once && nRefused > 0) exitCode = EXIT_REFUSED;
        },
        (error: unknown) => {
          if (stopping.signal.aborted) return;
          started.telemetry.logger.error({ err: error }, 'processing failed');
          start.terminal.done(
            `\nProcessing failed: ${(error as Error).message}\nDetails: ${started.logFile}`,
          );
          if (once) exitCode = 1;
        },
      );
      return {
        logger: started.telemetry.logger,
        shutdownGraceMs: SHUTDOWN_GRACE_MS,
        ...(once && { ended: work }),
        async stop() {
          stopping.abort(new Error('stopping'));
          if (!once) start.terminal.line('\nStopping …');
          await work;
          await stopEverything(started);
        },
      };
    },
    {
      on: (event, listener) => process.on(event, listener),
      exit: (code) => process.exit(code === 0 ? exitCode : code),
      stderr: process.stderr,
    },
  );
}

async function startEverything(start: Start): Promise<Started> {
  const { options, env, terminal } = start;
  const { dataDir } = options;
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const logFile = join(dataDir, 'logs', 'convoscope.jsonl');
  const logs = new RotatingFile(logFile, MAX_LOG_BYTES);
  const telemetry = createTelemetry({
    ...{ service: 'standalone', logDestination: logs, processMetrics: false },
  });
  terminal.progress('Starting MongoDB …');
  const infrastructure = await openEmbedded({
    dataDir,
    env: withoutPlaceholder(env),
    telemetry,
    onProgress: terminal.progress,
  });
  const services = await startOnFreePort(start, { infrastructure, telemetry, logs });
  rememberSource(dataDir, env);
  const prover = createProver({
    ...{ infrastructure, telemetry, intervalMs: loadSettings(standaloneSettings, env).proofIntervalMs },
    sources: installationSources(dataDir, { given: env, env }).map(({ settings }) => settings),
  });
  const control = await serveControl({ reconcile: reconcileWhenAsked(prover) });
  writeRuntimeFile(dataDir, {
    pid: process.pid,
    gatewayUrl: services.gatewayUrl,
    mongodbUri: infrastructure.mongodbUri,
    control: { url: control.url, token: control.token },
  });
  return { ...start, infrastructure, services, telemetry, prover, control, logFile };
}

const reconcileWhenAsked =
  (prover: Prover): Command =>
  (tell, signal) =>
    prover.prove({ signal, onStage: (stage, nDone, nStages) => tell({ stage, nDone, nStages }) });

/** The address that only stands in for the check of settings; the embedded MongoDB has its own. */
function withoutPlaceholder({ MONGODB_URI: uri, ...env }: Environment): Environment {
  return uri === undefined || uri === 'mongodb://embedded' ? env : { ...env, MONGODB_URI: uri };
}

async function startOnFreePort(
  { options, env, terminal }: Start,
  shared: { infrastructure: EmbeddedInfrastructure; telemetry: Telemetry; logs: RotatingFile },
): Promise<RunningServices> {
  terminal.progress('Starting services …');
  const port = await choosePort(options.port);
  try {
    const services = await startServices({ ...shared, env, port });
    if (port !== options.port) terminal.done(`Port ${options.port} is taken; the dashboard has another one.`);
    terminal.done(`Dashboard     ${services.gatewayUrl}`);
    return services;
  } catch (error) {
    await shared.infrastructure.close();
    throw error;
  }
}

/** The first load and its summary; then, unless once is enough, the source is polled. */
async function processAndReport(started: Started, signal: AbortSignal): Promise<number> {
  const { options, services, prover } = started;
  const nRefused = await processWhatIsThere({ ...started, once: options.once, signal });
  await printSummary(started);
  if (options.once || signal.aborted) return nRefused;
  await services.startPolling();
  prover.start();
  return nRefused;
}

async function stopEverything({
  options,
  infrastructure,
  services,
  telemetry,
  terminal,
  prover,
  control,
}: Started): Promise<void> {
  await prover.stop();
  await control.close();
  await services.stop();
  await infrastructure.close();
  await telemetry.close();
  removeRuntimeFile(options.dataDir);
  terminal.line(`Stopped. Everything is kept in ${options.dataDir}`);
}

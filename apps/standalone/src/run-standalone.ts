import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { defaultEnvFile, withEnvFile, type Environment } from '@convoscope/config';
import { ConfigError } from '@convoscope/contracts';
import { EXIT_CONFIG, reportConfigError, runUntilSignal } from '@convoscope/service';
import { createTelemetry } from '@convoscope/telemetry';
import { choosePort } from './choose-port.ts';
import { processWhatIsThere } from './first-run.ts';
import { openEmbedded, type EmbeddedInfrastructure } from './open-embedded.ts';
import { parseOptions, type StandaloneOptions } from './parse-options.ts';
import { prepareSource } from './prepare-source.ts';
import { readRuntimeFile, removeRuntimeFile, writeRuntimeFile } from './runtime-file.ts';
import { checkSettings, startServices, toServiceEnvironment, type RunningServices } from './services.ts';
import { printSummary } from './summary.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** `npm start`: everything in one process, until Ctrl-C or, with `--once`, until all is processed. */
export async function runStandalone(args: readonly string[], processEnv: Environment): Promise<void> {
  const terminal = createTerminal(process.stdout, Date.now);
  const env = withEnvFile(processEnv, defaultEnvFile());
  try {
    const options = parseOptions(args, env);
    if (options === null) return;
    refuseSecondInstance(options.dataDir);
    const source = await prepareSource(options.source, options.dataDir, Date.now());
    const serviceEnv = toServiceEnvironment(env, source);
    checkSettings(serviceEnv);
    await run(options, serviceEnv, terminal);
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

async function run(options: StandaloneOptions, env: Environment, terminal: Terminal): Promise<void> {
  const { dataDir, once } = options;
  let exitCode = 0;
  const stopping = new AbortController();
  await runUntilSignal(
    async () => {
      mkdirSync(join(dataDir, 'logs'), { recursive: true });
      const logFile = join(dataDir, 'logs', 'convoscope.jsonl');
      const logs = createWriteStream(logFile, { flags: 'a' });
      const telemetry = createTelemetry({
        service: 'standalone',
        logDestination: logs,
        processMetrics: false,
      });
      terminal.progress('Starting MongoDB …');
      const infrastructure = await openEmbedded({
        dataDir,
        env: withoutPlaceholder(env),
        telemetry,
        onProgress: terminal.progress,
      });
      const services = await startAll({ infrastructure, env, port: options.port, logs, terminal });
      writeRuntimeFile(dataDir, {
        pid: process.pid,
        gatewayUrl: services.gatewayUrl,
        mongodbUri: infrastructure.mongodbUri,
      });
      const work = work_(services, infrastructure).catch((error: unknown) => {
        if (stopping.signal.aborted) return;
        telemetry.logger.error({ err: error }, 'processing failed');
        terminal.done(`\nProcessing failed: ${(error as Error).message}\nDetails: ${logFile}`);
        if (once) exitCode = 1;
      });
      return {
        logger: telemetry.logger,
        shutdownGraceMs: 25_000,
        ...(once && { ended: work }),
        async stop() {
          stopping.abort(new Error('stopping'));
          if (!once) terminal.line('\nStopping …');
          await work;
          await services.stop();
          await infrastructure.close();
          await telemetry.close();
          removeRuntimeFile(dataDir);
          terminal.line('Stopped. Everything is kept in ' + dataDir);
        },
      };

      async function work_(running: RunningServices, opened: EmbeddedInfrastructure): Promise<void> {
        const drained = await processWhatIsThere({
          infrastructure: opened,
          services: running,
          terminal,
          signal: stopping.signal,
        });
        await printSummary({
          infrastructure: opened,
          services: running,
          terminal,
          drained,
          options,
          logFile,
        });
        if (!once && !stopping.signal.aborted) await running.startPolling();
      }
    },
    {
      on: (event, listener) => process.on(event, listener),
      exit: (code) => process.exit(code === 0 ? exitCode : code),
      stderr: process.stderr,
    },
  );
}

/** The address that only stands in for the check of settings; the embedded MongoDB has its own. */
function withoutPlaceholder({ MONGODB_URI: uri, ...env }: Environment): Environment {
  return uri === undefined || uri === 'mongodb://embedded' ? env : { ...env, MONGODB_URI: uri };
}

interface StartAllOptions {
  infrastructure: EmbeddedInfrastructure;
  env: Environment;
  port: number;
  logs: NodeJS.WritableStream & import('node:stream').Writable;
  terminal: Terminal;
}

async function startAll({
  infrastructure,
  env,
  port,
  logs,
  terminal,
}: StartAllOptions): Promise<RunningServices> {
  terminal.progress('Starting services …');
  const chosen = await choosePort(port);
  try {
    const services = await startServices({ infrastructure, env, port: chosen, logs });
    if (chosen !== port) terminal.done(`Port ${port} is taken; the dashboard has another one.`);
    terminal.done(`Dashboard     ${services.gatewayUrl}`);
    return services;
  } catch (error) {
    await infrastructure.close();
    throw error;
  }
}

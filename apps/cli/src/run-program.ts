import { ConfigError } from '@convoscope/contracts';
import { DataError, ParameterError } from '@convoscope/detectors';
import { cleanForTerminal, maskSecrets } from '@convoscope/telemetry';
import type { Writable } from 'node:stream';
import { CommanderError, type Command } from 'commander';
import type { CommandHost, RunAlone } from './command-host.ts';
import type { RunCommand } from './run-command.ts';
import { createProgram } from './create-program.ts';
import { printJson } from './print.ts';

const EXIT_FAILURE = 1;
/** BSD sysexits EX_DATAERR. */
const EXIT_DATA = 65;
/** BSD sysexits EX_CONFIG. */
const EXIT_CONFIG = 78;

/** Each command writes where it was told to when it was made: tell them all. */
function writeTo(host: CommandHost, command: Command): void {
  command.configureOutput({
    writeOut: (text) => host.stdout.write(text),
    writeErr: (text) => host.stderr.write(text),
  });
  for (const own of command.commands) writeTo(host, own);
}

/** What receivers answered and what files are called reaches the terminal as text, never as a command to it. Bytes are somebody's data: left alone. */
function cleaned(out: Writable): Writable {
  return new Proxy(out, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== 'write') return value.bind(target) as unknown;
      return (chunk: unknown, ...rest: never[]): unknown =>
        target.write(typeof chunk === 'string' ? cleanForTerminal(chunk) : chunk, ...rest);
    },
  });
}

/** Of a single wrong setting its sentence is enough. */
function messageOf(error: unknown): string {
  if (error instanceof ConfigError && error.problems.length === 1) return error.problems[0] ?? error.message;
  return error instanceof Error ? error.message : String(error);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_CONFIG;
  if (error instanceof DataError) return EXIT_DATA;
  return error instanceof ConfigError || error instanceof ParameterError ? EXIT_CONFIG : EXIT_FAILURE;
}

/**
 * Runs the command line and answers its exit code: 0, 1 for a failure (one line on standard error), 65 for data that cannot be used or was
 * refused in part, 78 for whatever a person has to write otherwise (command, option, date, parameter, path, setting), or the command's own. With --json a failure is a JSON document on standard output as well: { error, exitCode }.
 */
export async function runProgram(args: readonly string[], given: CommandHost): Promise<number> {
  const host = { ...given, stdout: cleaned(given.stdout), stderr: cleaned(given.stderr) };
  let exitCode = 0;
  const run: RunCommand = async (work) => {
    const { createContext } = await import('./command-context.ts');
    const context = createContext(host);
    try {
      exitCode = (await work(context)) ?? 0;
    } finally {
      await context.close();
    }
  };
  const alone: RunAlone = async (work) => {
    exitCode = (await work(host)) ?? 0;
  };
  try {
    const program = await createProgram({ run, alone }, args);
    writeTo(host, program);
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    const failure = exitCodeOf(error);
    if (failure === 0) return 0;
    const message = maskSecrets(messageOf(error));
    if (!(error instanceof CommanderError)) host.stderr.write(`${message}\n`);
    if (args.includes('--json')) printJson(host.stdout, { error: message, exitCode: failure });
    return failure;
  }
}

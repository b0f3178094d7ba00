import { ConfigError } from '@convoscope/contracts';
import { DataError, ParameterError } from '@convoscope/detectors';
import { EXIT_CONFIG, reportConfigError } from '@convoscope/service';
import { CommanderError, type Command } from 'commander';
import { createContext, type CommandContext, type CommandHost } from './command-context.ts';

const EXIT_FAILURE = 1;
const EXIT_USAGE = 64;
/** BSD sysexits EX_DATAERR. */
const EXIT_DATA = 65;

/** How a command ends: nothing, or an exit code of its own. */
export type CommandResult = void | number;

/** Registers a command's work: runs it in a context that is closed afterwards. */
export type RunCommand = (work: (context: CommandContext) => Promise<CommandResult>) => Promise<void>;

/** Each command writes where it was told to when it was made: tell them all. */
function writeTo(host: CommandHost, command: Command): void {
  command.configureOutput({
    writeOut: (text) => host.stdout.write(text),
    writeErr: (text) => host.stderr.write(text),
  });
  for (const own of command.commands) writeTo(host, own);
}

/**
 * Runs the command line and answers its exit code: 0, 1 for a failure (one line on standard error), 64 for wrong usage,
 * 65 for data that cannot be used, 78 for wrong settings or parameters, or the command's own.
 */
export async function runProgram(
  createProgram: (run: RunCommand) => Command,
  args: readonly string[],
  host: CommandHost,
): Promise<number> {
  let exitCode = 0;
  const run: RunCommand = async (work) => {
    const context = createContext(host);
    try {
      exitCode = (await work(context)) ?? 0;
    } finally {
      await context.close();
    }
  };
  try {
    const program = createProgram(run);
    writeTo(host, program);
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (error instanceof ConfigError && reportConfigError(error, host.stderr)) return EXIT_CONFIG;
    host.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof DataError) return EXIT_DATA;
    return error instanceof ParameterError ? EXIT_CONFIG : EXIT_FAILURE;
  }
}

import { resolve } from 'node:path';
import { ConfigError } from '@convoscope/contracts';
import { Command, CommanderError, Option } from 'commander';

/** Where conversations come from. */
export type SourceChoice = { kind: 'demo' } | { kind: 'file'; path: string } | { kind: 'nocodb' };

export interface StandaloneOptions {
  source: SourceChoice;
  /** Process what there is, write the report, exit. */
  once: boolean;
  /** Wanted port of the dashboard; a free one is taken where it is in use. */
  port: number;
  dataDir: string;
}

const DEFAULT_PORT = 8080;

const USAGE = `
Settings of the sources and services come from the environment or a .env file (docs/generated/settings.md).

  npm start                                    the bundled demo corpus (synthetic)
  npm start -- --source file data.jsonl        JSON Lines, JSON, CSV or Parquet, also .gz
  npm start -- --source nocodb                 NOCODB_URL, NOCODB_TOKEN, NOCODB_BASE_ID, NOCODB_TABLE`;

/** Reads the command line. Throws ConfigError naming every problem; answers `null` when only help was asked for. */
export function parseOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): StandaloneOptions | null {
  const command = new Command('npm start --')
    .description('Runs all of Convoscope in one process.')
    .addOption(
      new Option('--source <kind>', 'where conversations come from')
        .choices(['demo', 'file', 'nocodb'])
        .default('demo'),
    )
    .argument('[path]', 'file or folder, for --source file')
    .option(
      '--once',
      'process what there is, write the report, exit (0, or 65 where rows were refused)',
      false,
    )
    .option('--port <number>', 'port of the dashboard (default: HTTP_PORT, or 8080)')
    .addHelpText('after', USAGE)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.code === 'commander.helpDisplayed') return null;
    throw new ConfigError([(error as Error).message.replace(/^error: /, '')]);
  }
  const given = command.opts<{ source: SourceChoice['kind']; once: boolean; port?: string }>();
  const problems: string[] = [];
  const [portName, portText] =
    given.port === undefined ? ['HTTP_PORT', env['HTTP_PORT']] : ['--port', given.port];
  const port = Number(portText || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    problems.push(`${portName} is "${portText}": expected a whole number from 0 to 65535.`);
  const path = command.args[0] ?? env['SOURCE_PATH'];
  if (given.source === 'file' && !path)
    problems.push('--source file needs a path: npm start -- --source file conversations.jsonl');
  if (given.source !== 'file' && command.args.length > 0)
    problems.push(`A path (${command.args[0]}) goes with --source file only.`);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    source: given.source === 'file' ? { kind: 'file', path: resolve(path ?? '') } : { kind: given.source },
    once: given.once,
    port,
    dataDir: resolve(env['CONVOSCOPE_DATA_DIR'] ?? '.convoscope'),
  };
}

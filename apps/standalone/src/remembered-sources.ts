import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '@convoscope/config';

/** A source that conversations of the installation came from, with what its ingestion needs to read it again. */
export interface RememberedSource {
  name: string;
  settings: Record<string, string>;
}

const fileOf = (dataDir: string): string => join(dataDir, 'sources.json');

const isOfSource = (name: string): boolean => /^(SOURCE|NOCODB)_/.test(name);
/** Secrets stay where they are: the environment gives them again. */
const isSecret = (name: string): boolean => /(TOKEN|SECRET|PASSWORD)$/.test(name);

const settingsOf = (env: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && isOfSource(entry[0]) && !isSecret(entry[0]),
    ),
  );

/** The sources of an installation, that of the last start first; none where nothing was ever started on the folder. */
export function readSources(dataDir: string): RememberedSource[] {
  try {
    return (JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as { sources: RememberedSource[] }).sources;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Error(`${fileOf(dataDir)} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** Remembers the source that these settings name, as the one of the last start. */
export function rememberSource(dataDir: string, env: Environment): void {
  const source = { name: env['SOURCE_NAME'] ?? 'conversations', settings: settingsOf(env) };
  const others = readSources(dataDir).filter(({ name }) => name !== source.name);
  const file = fileOf(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify({ sources: [source, ...others] }, null, 2)}\n`, {
    mode: 0o600,
  });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}

/**
 * Settings of the ingestion for each source of an installation, that of the last start first. What names a source on the command line or in the
 * process's environment (`given`) wins over what is remembered, which wins over an env file, as it did at the start.
 */
export function sourceEnvironments(
  dataDir: string,
  { given, env }: { given: Environment; env: Environment },
): Environment[] {
  const remembered = readSources(dataDir);
  const rest = Object.fromEntries(
    Object.entries(env).filter(([name]) => !isOfSource(name) || isSecret(name)),
  );
  const known = remembered.map(({ settings }): Environment => ({ ...rest, ...settings }));
  if (given['SOURCE_KIND'] === undefined && remembered.length > 0) return known;
  const name = env['SOURCE_NAME'] ?? 'conversations';
  return [env, ...known.filter((one) => one['SOURCE_NAME'] !== name)];
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '../../docs/generated/settings.md');

/** Settings that may be given as a mounted file: those of the type "secret". */
export interface SettingNames {
  readonly all: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
}

/** Names of the environment variables that the services read, from the page that is generated from (and checked against) the code. */
export function readSettingNames(): SettingNames {
  const rows = [...readFileSync(PAGE, 'utf8').matchAll(/^\| `([A-Z0-9_]+)` *\| ([^|]+?) *\|/gm)];
  const names = (wanted: readonly RegExpMatchArray[]): Set<string> =>
    new Set(wanted.map(([, name = '']) => name));
  return { all: names(rows), secrets: names(rows.filter(([, , type]) => type === 'secret')) };
}

/** The names that are no setting: neither one itself nor, by `_FILE`, the file of one. */
export const unknownSettings = (names: Iterable<string>, { all }: SettingNames): string[] =>
  [...names].filter((name) => !all.has(name) && !all.has(name.replace(/_FILE$/, '')));

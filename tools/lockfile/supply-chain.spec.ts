import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Entry {
  link?: boolean;
  hasInstallScript?: boolean;
  integrity?: string;
}

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../..', name), 'utf8')) as T;

const entries = Object.entries(
  read<{ packages: Record<string, Entry> }>('package-lock.json').packages,
).filter(([path, { link }]) => path.startsWith('node_modules/') && link !== true);
const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('the packages that npm ci installs', () => {
  it('run no install script that nobody has allowed or refused by name', () => {
    const { allowScripts } = read<{ allowScripts: Record<string, boolean> }>('package.json');
    const withScript = entries
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path));
    expect(withScript.filter((name) => !(name in allowScripts))).toEqual([]);
  });

  it('are checked against a checksum, those for other platforms too (mend: npm run lockfile)', () => {
    const unchecked = entries.filter(([, { integrity }]) => integrity === undefined);
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { lockedEntries, nameOf as nameOfEntry, toSbom, type LockedPackages } from './to-sbom.ts';

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

/** Permissive, or weak enough to be used unchanged beside ours. */
const LICENCES = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense'],
  ...['Python-2.0', 'PSF-2.0', 'CC0-1.0', 'CC-BY-4.0', 'MPL-2.0', 'OFL-1.1', 'Zlib', 'MIT-0'],
]);
/** Their lock entry names no licence; what their own licence file says. */
const LOOKED_UP: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

const isAllowed = (expression: string): boolean => {
  const words = expression.replaceAll(/[()]/g, '').trim();
  if (/ OR /.test(words)) return words.split(' OR ').some(isAllowed);
  return words.split(' AND ').every((licence) => LICENCES.has(licence));
};

describe('what is installed', () => {
  const { packages } = read<{ packages: LockedPackages }>('package-lock.json');

  it('has licences that go with ours', () => {
    const odd = lockedEntries(packages).filter(
      ([path, entry]) => !isAllowed(entry.license ?? LOOKED_UP[nameOfEntry(path, entry)] ?? 'none'),
    );
    expect(odd.map(([path, { license }]) => [path, license])).toEqual([]);
    expect(['GPL-3.0-only', 'AGPL-3.0', 'MIT AND GPL-2.0', 'none'].filter(isAllowed)).toEqual([]);
  });

  it('is in the bill of materials, every entry with its checksum, and changes it by a single byte', () => {
    const sbom = toSbom(packages, { name: 'convoscope', version: '1' });
    const listed = new Set(sbom.components.map((component) => component['bom-ref']));
    expect(entries.filter(([path]) => !listed.has(path))).toEqual([]);
    for (const { hashes, purl } of sbom.components) {
      expect(purl).toMatch(/^pkg:npm\/(%40[^/]+\/)?[^/]+@.+$/);
      expect(hashes?.[0]?.content).toMatch(/^([0-9a-f]{128}|[0-9a-f]{64}|[0-9a-f]{40})$/);
    }
    const [path = '', entry = {}] = lockedEntries(packages)[0] ?? [];
    const changed = {
      ...packages,
      [path]: { ...entry, integrity: `sha512-${Buffer.alloc(64, 1).toString('base64')}` },
    };
    expect(toSbom(changed, { name: 'convoscope', version: '1' })).not.toEqual(sbom);
  });
});

describe('the repository', () => {
  /** Keys as those who give them out write them; our own API keys too. */
  const SECRETS = [
    /\bAKIA[0-9A-Z]{16}\b/,
    /-----BEGIN (RSA |EC |OPENSSH |)PRIVATE KEY-----\n[A-Za-z0-9+/=\n]{100}/,
    /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
    /\bxox[abprs]-[0-9A-Za-z-]{20,}\b/,
    /\bsk-(proj-|ant-)?[A-Za-z0-9_-]{40,}\b/,
    /\bcvk_[0-9a-f]{16}_(?!x{43})[A-Za-z0-9_-]{43}\b/,
  ];
  /** `-c -I`: text files that are tracked. */
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: join(import.meta.dirname, '../..'), maxBuffer: 2 ** 28 }).toString();

  it('holds no secret', () => {
    const found = git('ls-files', '-z')
      .split('\0')
      .filter((file) => /\.(ts|tsx|mjs|cjs|js|json|ya?ml|md|sh|env|example|conf|ini|tpl|txt)$/.test(file))
      .filter((file) => file !== 'package-lock.json')
      .flatMap((file) => {
        const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
        return SECRETS.filter((pattern) => pattern.test(text)).map((pattern) => `${file}: ${pattern.source}`);
      });
    expect(found).toEqual([]);
    expect(SECRETS.some((pattern) => pattern.test(`cvk_${'0'.repeat(16)}_${'aB3'.repeat(14)}z`))).toBe(true);
  });
});

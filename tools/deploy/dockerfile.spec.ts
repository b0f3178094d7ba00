import { describe, expect, it } from '@jest/globals';
import { globSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from '../service-names.ts';

const root = join(import.meta.dirname, '../..');
const dockerfile = readFileSync(join(root, 'deploy/docker/Dockerfile'), 'utf8');

/** The instructions, continuation lines joined, comments gone. */
const instructions = dockerfile
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line.trim() !== '');

const sourcesFromContext = instructions
  .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
  .flatMap((line) => line.split(/\s+/).slice(1, -1));

const allowedIntoContext = readFileSync(join(root, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

describe('the Dockerfile', () => {
  it.each(sourcesFromContext)('copies %s, which is in the repository and in the build context', (source) => {
    expect(existsSync(join(root, source))).toBe(true);
    expect(allowedIntoContext.some((path) => source === path || source.startsWith(`${path}/`))).toBe(true);
  });

  it('ends as a user that is not root and is given by number', () => {
    const users = instructions.filter((line) => line.startsWith('USER '));
    expect(users.at(-1)).toMatch(/^USER [1-9]\d*:[1-9]\d*$/);
  });

  it('runs the service as process 1 and asks for its health, both without a shell', () => {
    const commandOf = (keyword: string): unknown => {
      const line = instructions.find((candidate) => candidate.startsWith(keyword)) ?? '';
      return JSON.parse(line.slice(line.indexOf('[')));
    };
    expect(commandOf('CMD ')).toEqual(['node', '--enable-source-maps', 'service.js']);
    expect(commandOf('HEALTHCHECK ')).toEqual(['node', 'deploy/docker/health-check.mjs', 'live']);
  });

  it('carries no packages that only development needs', () => {
    expect(instructions.some((line) => line.includes('npm prune --omit=dev'))).toBe(true);
  });

  it.each(serviceNames)('finds the program of %s where its SERVICE argument looks for it', (name) => {
    expect(existsSync(join(root, 'apps', name, 'src', 'main.ts'))).toBe(true);
  });

  it('gives the build every file outside apps and libs that the build script reads', () => {
    const script = readFileSync(join(root, 'tools/build.ts'), 'utf8');
    const read = [...script.matchAll(/join\(root, '([^']+)'\)/g)].map(([, path = '']) => path);
    const outside = read.filter((path) => !/^(apps|libs)\//.test(path));
    expect(outside).not.toHaveLength(0);
    expect(sourcesFromContext).toEqual(expect.arrayContaining(outside));
  });

  it('knows every package that the services load: none is a development dependency', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const files = globSync('{libs,apps}/*/src/**/*.ts', { cwd: root }).filter(
      (file) =>
        !/\.spec\.ts$|^apps\/dashboard\/|^libs\/testing\/|^libs\/detectors\/src\/conformance\//.test(file),
    );
    const imported = files.flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(
          /^(?:import|export)(?! type)[^'";]*? from '([^']+)'/gm,
        ),
      ].map(([, specifier = '']) => ({ file, specifier })),
    );
    expect(imported.filter(({ specifier }) => specifier in devDependencies)).toEqual([]);
  });
});

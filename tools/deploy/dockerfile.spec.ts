import { describe, expect, it } from '@jest/globals';
import { globSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from '../service-names.ts';
import { readEnvironment, readInstructions } from './dockerfile.ts';
import { reach } from './prune.ts';

const root = join(import.meta.dirname, '../..');
const instructions = readInstructions();

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

  it('says what it is by the labels that registries and scanners read', () => {
    const labels = instructions.filter((line) => line.startsWith('LABEL ')).join(' ');
    for (const label of ['title', 'description', 'licenses', 'source', 'version', 'revision', 'created'])
      expect(labels).toContain(`org.opencontainers.image.${label}=`);
  });

  it('follows the rules of hadolint that apply: pinned base, no shell forms, no sudo, no cd, no ADD, no latest', () => {
    const froms = instructions.filter((line) => line.startsWith('FROM '));
    for (const from of froms) expect(from).toMatch(/^FROM \$\{NODE_IMAGE\}( AS \w+)?$/);
    expect(instructions.find((line) => line.startsWith('ARG NODE_IMAGE='))).toMatch(/:\d+-slim$/);
    for (const line of instructions) {
      expect(line).not.toMatch(/^(ADD|MAINTAINER)\b|^RUN .*\b(sudo|cd|apt-get|curl|wget)\b|:latest\b/);
      if (/^(CMD|ENTRYPOINT|HEALTHCHECK)/.test(line)) expect(line).toContain('[');
    }
    expect(froms).toHaveLength(2);
  });

  it('gives the process an environment in which Node keeps its memory small', () => {
    expect(readEnvironment({ SERVICE: 'lake' })).toMatchObject({
      NODE_ENV: 'production',
      OTEL_SERVICE_NAME: 'lake',
      NODE_OPTIONS: expect.stringContaining('--max-semi-space-size=32'),
    });
  });

  it.each(serviceNames)('finds the program of %s where its SERVICE argument looks for it', (name) => {
    expect(existsSync(join(root, 'apps', name, 'src', 'main.ts'))).toBe(true);
  });

  it.each(serviceNames)('starts tracing before anything of %s is loaded', (name) => {
    const program = readFileSync(join(root, 'apps', name, 'src', 'main.ts'), 'utf8');
    expect(program).toContain(`await startTracing('${name}'`);
    expect(program).not.toMatch(/^import .*@convoscope\/service/m);
  });

  it('gives the build every file outside apps and libs that the build script reads', () => {
    const script = readFileSync(join(root, 'tools/build.ts'), 'utf8');
    const read = [...script.matchAll(/join\(root, '([^']+)'\)/g)].map(([, path = '']) => path);
    const outside = read.filter((path) => !/^(apps|libs)\//.test(path));
    expect(outside).not.toHaveLength(0);
    expect(sourcesFromContext).toEqual(expect.arrayContaining(outside));
  });

  it.each([...serviceNames, 'cli'])(
    'takes into the image of %s no package that only development needs',
    (name) => {
      const { packages } = reach(name);
      const own = packages.filter((place) => !/node_modules\/.*node_modules\//.test(place));
      const names = own.map((place) => place.slice('node_modules/'.length));
      expect(
        names.filter((one) =>
          /jest|typescript|eslint|@swc\/(?!helpers)|vite|playwright|prettier|^nx$/.test(one),
        ),
      ).toEqual([]);
      expect(names).toContain('kafkajs');
    },
  );

  it('keeps the engines of files and text out of the images that do not use them', () => {
    const packagesOf = (name: string): string => reach(name).packages.join(' ');
    expect(packagesOf('lake')).toContain('@duckdb/node-api');
    expect(packagesOf('categorisation')).not.toContain('@duckdb/');
    expect(reach('lake').own).not.toContain('libs/text');
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

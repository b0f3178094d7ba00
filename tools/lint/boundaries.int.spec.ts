import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

jest.setTimeout(120_000);

const ROOT = join(import.meta.dirname, '..', '..');
const CONFIGURATION = [
  'package.json',
  'nx.json',
  'eslint.config.mjs',
  '.dependency-cruiser.cjs',
  'tools/lint/layers.json',
];
const COMPILER = ['tsconfig.json', 'tsconfig.base.json'];
const PACKAGES = ['libs/contracts', 'libs/store', 'libs/config', 'apps/ingestion', 'apps/gateway'];

let workspace: string;

const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(workspace, file)), { recursive: true });
  writeFileSync(join(workspace, file), text);
};

const run = (program: string, ...args: string[]): { status: number | null; output: string } => {
  const env = { ...process.env, NX_DAEMON: 'false', NO_COLOR: '1', FORCE_COLOR: '0', NODE_OPTIONS: '' };
  const command = [join(ROOT, 'node_modules', '.bin', program), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: workspace,
    env,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
};
const lint = (): ReturnType<typeof run> => run('nx', 'run', 'convoscope-workspace:eslint', '--verbose');
const cruise = (): ReturnType<typeof run> =>
  run('depcruise', '--config', '.dependency-cruiser.cjs', 'libs', 'apps');

/** Other packages are those installed here, ours are the copies. */
function linkInstalledPackages(): void {
  const target = join(workspace, 'node_modules');
  mkdirSync(join(target, '@convoscope'), { recursive: true });
  const installed = readdirSync(join(ROOT, 'node_modules')).filter(
    (name) => name !== '@convoscope' && name !== '.cache',
  );
  for (const name of installed) symlinkSync(join(ROOT, 'node_modules', name), join(target, name));
  for (const folder of PACKAGES) {
    const { name } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as { name: string };
    symlinkSync(join(workspace, folder), join(target, name));
  }
}

/** A small copy of this workspace, with the real configuration and the real packages' names and tags, so that nothing is planted here. */
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'planted-'));
  for (const file of [...CONFIGURATION, ...COMPILER]) cpSync(join(ROOT, file), join(workspace, file));
  linkInstalledPackages();
  for (const folder of PACKAGES) {
    cpSync(join(ROOT, folder, 'package.json'), join(workspace, folder, 'package.json'));
    write(`${folder}/src/index.ts`, `export { size } from './size.ts';\n`);
    write(`${folder}/src/size.ts`, 'export const size = 1;\n');
  }
});
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe('the boundaries between packages', () => {
  it('are kept by a workspace without a planted violation', () => {
    write(
      'apps/gateway/src/good.ts',
      `import { size } from '@convoscope/store';\nexport const twice = size * 2;\n`,
    );
    expect(lint()).toMatchObject({ status: 0 });
    expect(cruise()).toMatchObject({ status: 0 });
  });

  it('Nx catches a lower layer that imports a higher one, and everybody who imports an app', () => {
    const importing = (target: string): string =>
      `import { size } from '${target}';\nexport const twice = size * 2;\n`;
    const planted = {
      'libs/contracts/src/planted.ts': '@convoscope/store',
      'libs/config/src/planted.ts': '@convoscope/app-gateway/size',
      'apps/ingestion/src/planted.ts': '@convoscope/app-gateway/size',
    };
    Object.entries(planted).forEach(([file, target]) => write(file, importing(target)));
    const { status, output } = lint();
    Object.keys(planted).forEach((file) => rmSync(join(workspace, file)));
    const found = output.matchAll(
      /planted-\w+\/(\S+)\n +1:1 +error +([^\n]*(?:\n[^\n]*)?) @nx\/enforce-module-boundaries/g,
    );
    expect(Object.fromEntries([...found].map(([, file, message]) => [file, message?.trim()]))).toEqual({
      'libs/contracts/src/planted.ts': expect.stringContaining('tagged with "lib:contracts"') as unknown,
      'libs/config/src/planted.ts': expect.stringContaining('tagged with "lib:config"') as unknown,
      'apps/ingestion/src/planted.ts': expect.stringContaining('tagged with "app:ingestion"') as unknown,
    });
    expect(status).not.toBe(0);
  });

  it.each([
    [
      'a pure library that imports another',
      'libs/contracts/src/planted.ts',
      '../../store/src/index.ts',
      'layer-of-contracts',
    ],
    [
      'an app that imports another',
      'apps/ingestion/src/planted.ts',
      '../../gateway/src/size.ts',
      'apps-never-import-apps',
    ],
    [
      'a path into a library',
      'apps/ingestion/src/planted.ts',
      '../../../libs/store/src/size.ts',
      'only-the-root-of-a-library',
    ],
  ])('dependency-cruiser catches %s', (_, file, target, rule) => {
    write(file, `import { size } from '${target}';\nexport const twice = size * 2;\n`);
    const { status, output } = cruise();
    rmSync(join(workspace, file));
    expect(output).toContain(`error ${rule}: ${file}`);
    expect(status).not.toBe(0);
  });

  it('catches a cycle and a file that nobody needs', () => {
    write('libs/store/src/a.ts', `import { b } from './b.ts';\nexport const a = (): number => b();\n`);
    write('libs/store/src/b.ts', `import { a } from './a.ts';\nexport const b = (): number => a();\n`);
    write('libs/store/src/alone.ts', 'export const alone = 1;\n');
    const { status, output } = cruise();
    ['a', 'b', 'alone'].forEach((name) => rmSync(join(workspace, `libs/store/src/${name}.ts`)));
    expect(output).toContain('error no-cycles');
    expect(output).toContain('error no-orphans: libs/store/src/alone.ts');
    expect(status).not.toBe(0);
  });

  it('keeps clients, the environment and default exports where they belong', () => {
    const lines = [
      `import { Kafka } from 'kafkajs';`,
      `import { S3Client } from '@aws-sdk/client-s3';`,
      `import mongoose from 'mongoose';`,
      `export const home = process.env['HOME'];`,
      `export default [Kafka, S3Client, mongoose];`,
    ];
    write('libs/store/src/planted.ts', `${lines.join('\n')}\n`);
    const { output } = lint();
    rmSync(join(workspace, 'libs/store/src/planted.ts'));
    expect(output).toContain('Only libs/bus imports kafkajs');
    expect(output).toContain('Only libs/objects imports @aws-sdk/*');
    expect(output).toContain('Only libs/config reads the environment');
    expect(output).toContain('no-restricted-exports');
    expect(output).not.toContain('imports mongoose');
  });
});

/** Compiles every library and app with SWC: `src/**.ts` to `dist/**.js` beside it. Only files that changed are compiled. */
import { transformFile } from '@swc/core';
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const swcOptions = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8')) as object;

/** The modification time of a file in ms, or 0 where there is none. */
const modifiedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const toOutput = (source: string): string =>
  source.replace(/^((?:libs|apps)\/[^/]+)\/src\//, '$1/dist/').replace(/\.tsx?$/, '.js');

async function compile(source: string): Promise<boolean> {
  const output = join(root, toOutput(source));
  if (modifiedAt(output) >= modifiedAt(join(root, source))) return false;
  const { code, map } = await transformFile(join(root, source), { ...swcOptions, swcrc: false, cwd: root });
  mkdirSync(dirname(output), { recursive: true });
  if (map) writeFileSync(`${output}.map`, map);
  writeFileSync(output, code);
  return true;
}

/** Output whose source is gone would still be importable: remove it. */
function removeOrphans(expected: Set<string>): void {
  for (const file of globSync('{libs,apps}/*/dist/**/*.js', { cwd: root })) {
    if (!file.startsWith('apps/dashboard/') && !expected.has(file)) rmSync(join(root, file));
  }
}

/** Bundles the page with Vite, when it is older than its sources. */
async function buildDashboard(): Promise<void> {
  const dashboard = join(root, 'apps/dashboard');
  const inputs = globSync('{src,public}/**/*', { cwd: dashboard }).concat(
    'index.html',
    'vite.config.ts',
    '../../package-lock.json',
  );
  const newest = Math.max(...inputs.map((file) => modifiedAt(join(dashboard, file))));
  if (
    modifiedAt(join(dashboard, 'index.html')) === 0 ||
    modifiedAt(join(dashboard, 'dist/index.html')) >= newest
  )
    return;
  const { build } = await import('vite');
  await build({ root: dashboard, configFile: join(dashboard, 'vite.config.ts'), logLevel: 'warn' });
}

const sources = globSync('{libs,apps}/*/src/**/*.ts', { cwd: root }).filter(
  (file) => !/\.(spec|d)\.ts$/.test(file) && !file.startsWith('apps/dashboard/'),
);
removeOrphans(new Set(sources.map(toOutput)));
const startedAt = Date.now();
const compiled = (await Promise.all(sources.map(compile))).filter(Boolean).length;
if (compiled > 0 || !process.argv.includes('--quiet')) {
  console.log(`build: ${compiled} of ${sources.length} files compiled in ${Date.now() - startedAt} ms`);
}
await buildDashboard();

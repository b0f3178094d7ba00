import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareGo } from '../servers/go-toolchain.ts';
import { installPython } from '../servers/install-python.ts';
import { runCommand } from '../servers/run-command.ts';
import { copyReadme, generateClient } from './generator.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Manifest {
  version: string;
  license: string;
  dependencies: Record<string, string>;
}
const readManifest = (): Manifest => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

const PYTHON_BUILD = { setuptools: '84.2.1', wheel: '0.48.0' };
/** Where whoever keeps the module will have it, is for them to say. */
const GO_MODULE = ['--git-host', 'example.com', '--git-user-id', 'convoscope', '--git-repo-id', 'client-go'];

/** Writes a package into an empty folder and builds it; resolves to what somebody installs. */
type BuildSdk = (folder: string) => Promise<string>;

function only(pattern: string, folder: string): string {
  const [file, ...others] = globSync(pattern, { cwd: folder });
  if (file === undefined || others.length > 0)
    throw new Error(`expected one ${pattern} in ${folder}, found ${others.length + (file ? 1 : 0)}`);
  return join(folder, file);
}

/** Who the generator would name as authors, and an address nobody has. */
function tidyPyproject(folder: string): void {
  const file = join(folder, 'pyproject.toml');
  const text = readFileSync(file, 'utf8')
    .replace(/authors = \[[^\]]*\]/, 'authors = [{ name = "Convoscope" }]')
    .replace(/\[project\.urls\][^[]*/, '')
    .replace(/\[tool\.poetry[^\]]*\][^[]*/g, '');
  writeFileSync(file, text);
}

async function buildPython(folder: string): Promise<string> {
  const { version } = readManifest();
  const names = { packageName: 'convoscope_client', projectName: 'convoscope-client' };
  await generateClient('python', { ...names, packageVersion: version }, folder);
  tidyPyproject(folder);
  const pins = Object.entries(PYTHON_BUILD);
  const python = await installPython(
    `python-build-${pins.map(([, pinned]) => pinned).join('-')}`,
    pins.map(([name, pinned]) => `${name}==${pinned}`),
  );
  await runCommand(
    python,
    ['-m', 'pip', 'wheel', '-q', '--no-deps', '--no-build-isolation', '-w', 'dist', '.'],
    { cwd: folder },
  );
  return only('dist/*.whl', folder);
}

async function buildGo(folder: string): Promise<string> {
  const env = await prepareGo('the Go client');
  const names = { packageName: 'convoscope', packageVersion: readManifest().version };
  await generateClient('go', { ...names, withGoMod: 'true' }, folder, GO_MODULE);
  await runCommand('go', ['mod', 'tidy'], { cwd: folder, env });
  await runCommand('go', ['build', './...'], { cwd: folder, env });
  return folder;
}

/** The client that the page and the command line use themselves. */
async function buildTypeScript(folder: string): Promise<string> {
  const { version, license, dependencies } = readManifest();
  const tsc = join(ROOT, 'node_modules/.bin/tsc');
  const source = join(ROOT, 'libs/client/src/index.ts');
  const options = [
    '--declaration',
    '--outDir',
    join(folder, 'dist'),
    '--rootDir',
    join(ROOT, 'libs/client/src'),
  ];
  await runCommand(tsc, ['--ignoreConfig', ...options, ...COMPILER_OPTIONS, source], { cwd: ROOT });
  const entry = { types: './dist/index.d.ts', default: './dist/index.js' };
  const manifest = {
    ...{ name: 'convoscope-client', version, license, type: 'module', sideEffects: false },
    ...{ description: 'Client of the Convoscope API', files: ['dist'], exports: { '.': entry } },
    engines: { node: '>=20' },
    dependencies: { 'openapi-fetch': dependencies['openapi-fetch'] },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  copyReadme('typescript', folder);
  await runCommand('npm', ['pack', '--silent'], { cwd: folder });
  return only('*.tgz', folder);
}

const COMPILER_OPTIONS = [
  ...['--target', 'es2022', '--lib', 'es2022,dom,dom.iterable', '--module', 'nodenext'],
  ...['--strict', '--skipLibCheck', '--rewriteRelativeImportExtensions'],
];

const BUILDERS: Readonly<Record<string, BuildSdk>> = {
  typescript: buildTypeScript,
  python: buildPython,
  go: buildGo,
};

export const LANGUAGES = Object.keys(BUILDERS);

/** Makes the client of a language anew in `<into>/<language>`; resolves to the package. */
export async function buildSdk(language: string, into: string): Promise<string> {
  const build = BUILDERS[language];
  if (build === undefined)
    throw new RangeError(
      `no client is made in ${JSON.stringify(language)}; there are ${LANGUAGES.join(', ')}`,
    );
  const folder = join(into, language);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return build(folder);
}

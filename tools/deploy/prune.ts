/**
 * Lays out what one service needs to run, and nothing else: its own code and that of the libraries it reaches, and the packages that these
 * load with all that those need. Usage: node tools/deploy/prune.ts SERVICE FOLDER [COMMIT [BUILT_AT]] (built before: npm run build)
 */
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');

interface LockEntry {
  link?: boolean;
  resolved?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

type Lock = Readonly<Record<string, LockEntry>>;

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** What a service reads beside its own code, by the paths that the code names. */
const FOR_ALL: readonly string[] = ['deploy/docker/health-check.mjs', 'LICENSE'];
const ASSETS: Readonly<Record<string, readonly string[]>> = {
  cli: ['deploy/docker/create-bucket.mjs'],
  gateway: ['apps/dashboard/dist', 'apps/cli'],
  ingestion: ['apps/standalone/demo'],
};

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire(?:\.resolve)?\s*\(\s*)['"]([^'".][^'"]*)['"]/g;

const packageOf = (specifier: string): string =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Names of packages that the compiled code below a folder loads. */
function importedBy(folder: string): Set<string> {
  const names = new Set<string>();
  const files = globSync('dist/**/*.{js,mjs,cjs}', { cwd: join(root, folder) });
  // The exam that detectors sit in tests is compiled with them and never runs in a service.
  for (const file of files.filter((path) => !path.startsWith('dist/conformance/'))) {
    const text = readFileSync(join(root, folder, file), 'utf8');
    for (const [, specifier = ''] of text.matchAll(IMPORT)) {
      if (!isBuiltin(specifier) && /^@?[a-z0-9][\w.-]*(\/|$)/.test(specifier))
        names.add(packageOf(specifier));
    }
  }
  return names;
}

/** The place of a package as seen from another, as Node looks for it: beside it first, then further up. */
function findPackage(lock: Lock, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    if (lock[place] !== undefined) return place;
    if (folder === '.' || folder === '') return undefined;
  }
}

function needsOf(entry: LockEntry): string[] {
  const peers = Object.keys(entry.peerDependencies ?? {}).filter(
    (name) => entry.peerDependenciesMeta?.[name]?.optional !== true,
  );
  return [
    ...Object.keys(entry.dependencies ?? {}),
    ...Object.keys(entry.optionalDependencies ?? {}),
    ...peers,
  ];
}

/** Folders of our own and of packages that a service reaches, relative to the repository. */
export function reach(service: string): { own: string[]; packages: string[] } {
  const lock = (readJson(join(root, 'node_modules/.package-lock.json')) as { packages: Lock }).packages;
  const own = new Set([
    `apps/${service}`,
    ...(ASSETS[service] ?? []).filter((path) => existsSync(join(root, path, 'package.json'))),
  ]);
  const packages = new Set<string>();
  // Both sets grow while they are walked.
  for (const folder of own) {
    for (const name of importedBy(folder)) {
      const place = findPackage(lock, '', name);
      const entry = place === undefined ? undefined : lock[place];
      if (place === undefined || entry === undefined) continue;
      if (entry.link === true) own.add(entry.resolved ?? '');
      else packages.add(place);
    }
  }
  for (const place of packages) {
    for (const name of needsOf(lock[place] ?? {})) {
      const found = findPackage(lock, place, name);
      if (found !== undefined && existsSync(join(root, found))) packages.add(found);
    }
  }
  return { own: [...own].sort(), packages: [...packages].sort() };
}

const NOT_RUN =
  /\/(tests?|__tests__|examples?|\.github)$|\.(d\.[cm]?ts|[cm]?ts|tsx|map|md|markdown|tsbuildinfo)$/;
const OWN_LEFT_OUT = /\/(src|test|node_modules)$|\.tsbuildinfo$/;

function copy(path: string, into: string, leftOut: RegExp): void {
  const source = join(root, path);
  cpSync(source, join(into, path), {
    recursive: true,
    dereference: true,
    filter: (file) => file === source || !leftOut.test(file),
  });
}

/** Makes the folder of a service. */
export function prune(service: string, into: string): void {
  if (!existsSync(join(root, 'apps', service, 'dist/main.js')))
    throw new Error(
      `apps/${service}/dist/main.js is not there: unknown service, or not built (npm run build)`,
    );
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const { own, packages } = reach(service);
  for (const folder of own) copy(folder, into, OWN_LEFT_OUT);
  for (const asset of [...FOR_ALL, ...(ASSETS[service] ?? [])]) copy(asset, into, OWN_LEFT_OUT);
  // A package inside another comes with it.
  for (const place of packages.filter((path) => !packages.some((other) => path.startsWith(`${other}/`))))
    copy(place, into, NOT_RUN);
  for (const folder of own) {
    const { name } = readJson(join(root, folder, 'package.json')) as { name: string };
    const link = join(into, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(relative(dirname(link), join(into, folder)), link);
  }
  // Enough to be a module, and to say which version it is.
  const { name, version, type } = readJson(join(root, 'package.json')) as Record<string, string>;
  writeFileSync(join(into, 'package.json'), JSON.stringify({ name, version, private: true, type }));
}

if (import.meta.main) {
  const [service = '', folder = '', commit = '', builtAt = ''] = process.argv.slice(2);
  prune(service, folder);
  const stamp = { ...(commit !== '' && { commit }), ...(builtAt !== '' && { builtAt }) };
  writeFileSync(join(folder, 'build-info.json'), JSON.stringify(stamp));
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Which build runs. */
export interface BuildInfo {
  readonly version: string;
  /** Of git; `unknown` where the build did not say (a checkout). */
  readonly commit: string;
  /** ISO time; null where the build did not say. */
  readonly builtAt: string | null;
}

interface PackageFile {
  name?: string;
  version?: string;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** The folder of the workspace above a file: the one whose package.json is that of the product. */
function findRoot(folder: string): string | null {
  const file = join(folder, 'package.json');
  if (existsSync(file) && (readJson(file) as PackageFile).name === 'convoscope-workspace') return folder;
  const parent = dirname(folder);
  return parent === folder ? null : findRoot(parent);
}

/** What `build-info.json` beside the product's package.json says (images have one), and the version of that package.json. */
export function readBuildInfo(from = import.meta.dirname): BuildInfo {
  const root = findRoot(from);
  const unknown = { version: 'unknown', commit: 'unknown', builtAt: null };
  if (root === null) return unknown;
  const { version = 'unknown' } = readJson(join(root, 'package.json')) as PackageFile;
  const stamp = join(root, 'build-info.json');
  const stamped = existsSync(stamp) ? (readJson(stamp) as Partial<BuildInfo>) : {};
  return { ...unknown, version, ...stamped };
}

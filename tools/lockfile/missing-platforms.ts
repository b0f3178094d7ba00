/** The part of an entry of package-lock.json (version 3) that is read or written here. */
export interface LockEntry {
  version?: string;
  link?: boolean;
  integrity?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lockfile {
  packages: Record<string, LockEntry>;
}

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];
const SYNONYMS: Readonly<Record<string, string>> = {
  armv7: 'arm',
  aarch64: 'arm64',
  ppc64le: 'ppc64',
  windows: 'win32',
  wasi: 'wasm32',
};

type Platform = Pick<LockEntry, 'os' | 'cpu' | 'libc'>;

/** The platform that a package like `@swc/core-linux-arm64-musl` names; undefined when it names none. */
export function platformOf(packageName: string): Platform | undefined {
  const words = packageName.split(/[/_-]/).map((word) => SYNONYMS[word] ?? word);
  const named = (known: readonly string[]): string[] => [
    ...new Set(words.filter((word) => known.includes(word))),
  ];
  const [os, cpu] = [named(SYSTEMS), named(PROCESSORS)];
  if (os.length + cpu.length === 0) return undefined;
  const libc = words.flatMap((word) =>
    word.startsWith('musl') ? ['musl'] : word.startsWith('gnu') ? ['glibc'] : [],
  );
  return {
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(libc.length > 0 && os.includes('linux') ? { libc } : {}),
  };
}

const EXACT_VERSION = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

/** Where Node would look for a package that the one at `path` depends on, nearest first. */
function candidates(path: string, name: string): string[] {
  const folders = [`${path}/node_modules/${name}`];
  for (
    let end = path.lastIndexOf('/node_modules/');
    end > 0;
    end = path.lastIndexOf('/node_modules/', end - 1)
  ) {
    folders.push(`${path.slice(0, end)}/node_modules/${name}`);
  }
  return [...folders, `node_modules/${name}`];
}

function missingOf(
  packages: Lockfile['packages'],
  path: string,
  { optionalDependencies = {}, dev }: LockEntry,
): [string, LockEntry][] {
  return Object.entries(optionalDependencies).flatMap(([name, version]) => {
    const platform = platformOf(name);
    const found = candidates(path, name).find((folder) => packages[folder] !== undefined);
    if (found !== undefined || platform === undefined || !EXACT_VERSION.test(version)) return [];
    return [
      [`node_modules/${name}`, { version, ...platform, ...(dev === true ? { dev } : {}), optional: true }],
    ];
  });
}

/** Takes out what has no checksum, so that npm asks for it; returns the paths. */
export function removeUnchecked({ packages }: Lockfile): string[] {
  const unchecked = Object.entries(packages).flatMap(([path, { link, integrity }]) =>
    path.includes('node_modules/') && link !== true && integrity === undefined ? [path] : [],
  );
  for (const path of unchecked) delete packages[path];
  return unchecked;
}

/** Adds an entry for each optional dependency that has none, names a platform and asks for one exact version; returns their paths. */
export function completeLockfile({ packages }: Lockfile): string[] {
  const before = Object.entries(packages);
  const added: string[] = [];
  for (const [folder, entry] of before.flatMap(([path, entry]) => missingOf(packages, path, entry))) {
    packages[folder] ??= entry;
    added.push(folder);
  }
  return added;
}

/** What a lockfile says of each place in node_modules. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

interface LockedPackage {
  name?: string;
  version?: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  link?: boolean;
}

export interface Component {
  type: 'library';
  'bom-ref': string;
  name: string;
  version: string;
  purl: string;
  scope: 'required' | 'excluded';
  hashes?: { alg: string; content: string }[];
  licenses?: { expression: string }[];
}

const MODULES = 'node_modules/';
const ALGORITHMS: Readonly<Record<string, string>> = { sha512: 'SHA-512', sha1: 'SHA-1', sha256: 'SHA-256' };

/** Packages of others: neither links into the workspace nor its folders. */
export const lockedEntries = (packages: LockedPackages): [path: string, LockedPackage][] =>
  Object.entries(packages).filter(([path, { link }]) => path.includes(MODULES) && link !== true);

export const nameOf = (path: string, { name }: LockedPackage): string =>
  name ?? path.slice(path.lastIndexOf(MODULES) + MODULES.length);

/** `sha512-<base64>` as algorithm and hexadecimal digits. */
function toHash(integrity: string): { alg: string; content: string } {
  const [algorithm = '', digest = ''] = integrity.split('-', 2);
  return { alg: ALGORITHMS[algorithm] ?? algorithm, content: Buffer.from(digest, 'base64').toString('hex') };
}

function toComponent(path: string, entry: LockedPackage): Component {
  const [name, version] = [nameOf(path, entry), entry.version ?? ''];
  const purl = `pkg:npm/${name.startsWith('@') ? `%40${name.slice(1)}` : name}@${version}`;
  return {
    ...{ type: 'library', 'bom-ref': path, name, version, purl },
    scope: entry.dev === true ? 'excluded' : 'required',
    ...(entry.integrity !== undefined && { hashes: [toHash(entry.integrity)] }),
    ...(entry.license !== undefined && { licenses: [{ expression: entry.license }] }),
  };
}

/** CycloneDX 1.6: one component for each entry. The same lockfile gives the same document. */
export const toSbom = (packages: LockedPackages, product: { name: string; version: string }) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', 'bom-ref': product.name, ...product } },
  components: lockedEntries(packages).map(([path, entry]) => toComponent(path, entry)),
});

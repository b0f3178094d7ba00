/** Prints a CycloneDX 1.6 bill of materials of every entry of package-lock.json, those for other platforms too: `node tools/lockfile/sbom.ts > sbom.json`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toSbom, type LockedPackages } from './to-sbom.ts';

const root = join(import.meta.dirname, '../..');
const { version, packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  version: string;
  packages: LockedPackages;
};
console.log(JSON.stringify(toSbom(packages, { name: 'convoscope', version }), null, 2));

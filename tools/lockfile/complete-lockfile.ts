/**
 * Puts packages for other platforms into package-lock.json that npm left out because the registry in use does not serve them: with them
 * missing, `npm ci` refuses the file as out of step. Run it after `npm install`. Usage: node tools/lockfile/complete-lockfile.ts [file]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { completeLockfile, type Lockfile } from './missing-platforms.ts';

const file = process.argv[2] ?? 'package-lock.json';
const lockfile = JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
const added = completeLockfile(lockfile);
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
console.log(`${file}: ${added.length} packages for other platforms added`);

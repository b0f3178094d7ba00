/**
 * Makes package-lock.json whole after `npm install`: entries without a checksum are asked for anew, and packages for other platforms that npm left
 * out, because the registry in use does not serve them, are put in: with them missing, `npm ci` refuses the file as out of step.
 * Usage: npm run lockfile
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { completeLockfile, removeUnchecked, type Lockfile } from './missing-platforms.ts';

const FILE = 'package-lock.json';

const read = (): Lockfile => JSON.parse(readFileSync(FILE, 'utf8')) as Lockfile;
const write = (lockfile: Lockfile): void => writeFileSync(FILE, `${JSON.stringify(lockfile, null, 2)}\n`);

/** npm fills in what is not there, and never what is there without its checksum. */
function askForChecksums(): number {
  const lockfile = read();
  const removed = removeUnchecked(lockfile);
  if (removed.length === 0) return 0;
  write(lockfile);
  const args = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} ended with ${String(status)}`);
  return removed.length;
}

const nAsked = askForChecksums();
const lockfile = read();
const added = completeLockfile(lockfile);
if (added.length > 0) write(lockfile);
console.log(`${FILE}: ${nAsked} checksums asked for, ${added.length} packages for other platforms added`);

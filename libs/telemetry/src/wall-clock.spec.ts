import { expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** Where the time of day itself is wanted, such as the age of a file, whose time the file system keeps. */
const ALLOWED = new Set([
  'libs/bus/src/system-time.ts',
  'libs/telemetry/src/system-clock.ts',
  'libs/bus/src/kafka/quiet-timers.ts',
  'libs/objects/src/filesystem/file-lock.ts',
  'libs/store/src/embedded-mongod/install-once.ts',
  'apps/standalone/src/run-standalone.ts',
]);
/** For tests alone, and in a browser. */
const EXEMPT = /^(libs\/testing|apps\/dashboard)\//;

async function sources(): Promise<string[]> {
  const found = await Promise.all(
    ['apps', 'libs'].map((folder) => readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })),
  );
  return found
    .flat()
    .filter((entry) => entry.isFile() && /(?<!\.spec)\.ts$/.test(entry.name))
    .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name)))
    .filter((path) => /^\w+\/[\w-]+\/src\//.test(path) && !EXEMPT.test(path));
}

it('is read nowhere but by the clocks: what waits must not wait for hours when it is set', async () => {
  const paths = await sources();
  expect(paths.length).toBeGreaterThan(300);
  const contents = await Promise.all(paths.map((path) => readFile(join(ROOT, path), 'utf8')));
  const reading = paths.filter((_, index) => contents[index]?.includes('Date.now('));
  expect(reading.filter((path) => !ALLOWED.has(path))).toEqual([]);
});

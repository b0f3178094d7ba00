import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { installOnce, withLockFile } from './install-once.ts';

const NO_SUCH_PID = 4_194_304;
let root: string;
let nFolders = 0;
const newTarget = (): string => join(root, `tool-${nFolders++}`);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'install-once-'));
});
afterAll(() => rm(root, { recursive: true }));

describe('installing once', () => {
  it('does the work once for many callers at a time', async () => {
    const target = newTarget();
    let nRuns = 0;
    const install = async (folder: string): Promise<void> => {
      nRuns++;
      await delay(50);
      await writeFile(join(folder, 'program'), 'x');
    };
    const results = await Promise.all([1, 2, 3].map(() => installOnce({ target, install })));
    expect(nRuns).toBe(1);
    expect(new Set(results)).toEqual(new Set([target]));
    expect(await readFile(join(target, 'program'), 'utf8')).toBe('x');
  });

  it('leaves nothing behind when it fails, and succeeds the next time', async () => {
    const target = newTarget();
    const broken = installOnce({
      target,
      install: async (folder) => {
        await writeFile(join(folder, 'half'), 'x');
        throw new Error('disk full');
      },
    });
    await expect(broken).rejects.toThrow('disk full');
    expect((await readdir(root)).filter((name) => name.includes('tool-') && name.startsWith('.'))).toEqual(
      [],
    );
    expect(existsSync(target)).toBe(false);
    await installOnce({ target, install: (folder) => writeFile(join(folder, 'whole'), 'x') });
    expect(await readdir(target)).toEqual(['whole']);
  });

  it('accepts what another process finished meanwhile', async () => {
    const target = newTarget();
    const other = (folder: string): Promise<void> => writeFile(join(folder, 'theirs'), 'x');
    await installOnce({
      target,
      install: async (folder) => {
        await rm(`${target}.lock`);
        await installOnce({ target, install: other });
        await writeFile(join(folder, 'ours'), 'x');
      },
    });
    expect(await readdir(target)).toEqual(['theirs']);
  });

  it('tells what it does', async () => {
    const lines: string[] = [];
    await installOnce({
      target: join(root, 'told'),
      install: () => Promise.resolve(),
      onProgress: (line) => lines.push(line),
    });
    expect(lines).toEqual(['told: installing', 'told: installed in 0 s']);
  });
});

describe('a lock file', () => {
  it('is taken over from a process that has died', async () => {
    const lock = join(root, 'dead.lock');
    await writeFile(lock, String(NO_SUCH_PID));
    expect(await withLockFile(lock, () => Promise.resolve('done'))).toBe('done');
    expect(existsSync(lock)).toBe(false);
  });

  it('is taken over when its owner died before signing it', async () => {
    const lock = join(root, 'unsigned.lock');
    await writeFile(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lock, longAgo, longAgo);
    expect(await withLockFile(lock, () => Promise.resolve('done'))).toBe('done');
  });

  it('is given back when the work fails', async () => {
    const lock = join(root, 'failed.lock');
    await expect(withLockFile(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(lock)).toBe(false);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asNobody } from '@convoscope/testing';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataDir } from '../src/prepare-data-dir.ts';

describe('the data folder', () => {
  let dir: string;
  beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'data-dir-'))));
  afterAll(() => rm(dir, { recursive: true }));

  const problemOf = (path: string): Promise<string> =>
    prepareDataDir(path).then(
      () => '',
      (error: { problems: string[] }) => error.problems.join(),
    );

  it('is made with its parents, for nobody else to read', async () => {
    await prepareDataDir(join(dir, 'a/b/c'));
    await prepareDataDir(join(dir, 'a/b/c'));
    expect((await stat(join(dir, 'a/b/c'))).mode & 0o777).toBe(0o700);
  });

  it('is told from a file, and from a place within one', async () => {
    await writeFile(join(dir, 'file'), '');
    expect(await problemOf(join(dir, 'file'))).toMatch(/file is a file: name a folder$/);
    expect(await problemOf(join(dir, 'file/within'))).toMatch(/lies within a file/);
  });

  it('that no file system makes is refused at once: a recursive mkdir tries for ever there', async () => {
    expect(await problemOf('/proc/convoscope/data')).toMatch(/^CONVOSCOPE_DATA_DIR \/proc/);
  });

  it('that may not be written is refused', async () => {
    await mkdir(join(dir, 'theirs'));
    await chmod(join(dir, 'theirs'), 0o500);
    await chmod(dir, 0o755);
    expect(await asNobody(() => problemOf(join(dir, 'theirs')))).toMatch(/may not be written/);
  });
});

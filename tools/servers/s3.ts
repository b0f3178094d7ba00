/** versitygw: an S3 server over plain files. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce, type OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir, type ServerSettings } from '../../libs/testing/src/server-registry.ts';
import { freePort } from './free-ports.ts';
import { prepareGo } from './go-toolchain.ts';
import { runCommand } from './run-command.ts';
import {
  onFreePort,
  placeFor,
  startProcess,
  type ServerProcess,
  type StartOptions,
} from './server-process.ts';

/** Go verifies the module against its checksum database. */
const MODULE = 'github.com/versity/versitygw/cmd/versitygw';
export const S3_VERSION = 'v1.8.0';
const CREDENTIALS = { region: 'us-east-1', accessKeyId: 'testaccess', secretAccessKey: 'testsecret123' };

async function build(folder: string): Promise<void> {
  const go = await prepareGo('versitygw (S3)');
  await runCommand('go', ['install', `${MODULE}@${S3_VERSION}`], {
    cwd: folder,
    env: { ...go, GOBIN: folder },
  });
}

/** The path of versitygw, built once from source (2 minutes on 2 cores). */
export async function installS3(onProgress?: OnProgress): Promise<string> {
  const target = join(cacheDir(), `versitygw-${S3_VERSION}`);
  return join(await installOnce({ target, install: build, onProgress }), 'versitygw');
}

export type S3Server = ServerProcess & ServerSettings['s3'];

async function startOn(
  port: number,
  command: string,
  { dir: given, outlivesParent }: StartOptions,
): Promise<S3Server> {
  const { dir, removeDir } = placeFor('s3', given);
  const [data, versions] = [join(dir, 'data'), join(dir, 'versions')];
  for (const folder of [data, versions]) mkdirSync(folder, { recursive: true });
  const { region, accessKeyId, secretAccessKey } = CREDENTIALS;
  const keys = ['--access', accessKeyId, '--secret', secretAccessKey, '--region', region];
  const endpoint = `http://127.0.0.1:${port}`;
  const server = await startProcess({
    ...{ name: 's3', dir, removeDir, outlivesParent, command },
    args: [
      '--port',
      `127.0.0.1:${port}`,
      ...keys,
      '--health',
      '/health',
      'posix',
      '--versioning-dir',
      versions,
      data,
    ],
    isReady: async () => (await fetch(`${endpoint}/health`)).ok,
  });
  return Object.assign(server, { ...CREDENTIALS, endpoint });
}

/** Starts an S3 server over a folder (0.2 s). Knows no lifecycle rules and ignores the encryption header. */
export async function startS3(options: StartOptions = {}): Promise<S3Server> {
  const command = await installS3();
  return onFreePort(options.port, freePort, (port) => startOn(port, command, options));
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithServers, eventually } from '@convoscope/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../servers/free-ports.ts';
import { runCommand } from '../servers/run-command.ts';
import { serviceNames } from '../service-names.ts';
import { readEnvironment } from './dockerfile.ts';
import { prune } from './prune.ts';

const root = join(import.meta.dirname, '../..');
const node = realpathSync(join(root, 'node_modules/.bin/node'));
const images = mkdtempSync(join(tmpdir(), 'convoscope-images-'));
const running = new Set<ChildProcess>();

/** Runs a program in the folder that its image would contain: as its user, with its environment, nothing writable but /data and /tmp. */
function runInImage(image: string, env: Readonly<Record<string, string>>, ...program: string[]) {
  const all = { ...readEnvironment({ SERVICE: image }), ...env };
  const variables = Object.entries(all).map(([name, value]) => `${name}=${value}`);
  const script = join(import.meta.dirname, 'run-as-image.sh');
  const child = spawn('unshare', [
    '--mount',
    'sh',
    script,
    join(images, image),
    node,
    ...variables,
    ...program,
  ]);
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, ended, output: () => output };
}

const isRoot = process.getuid?.() === 0 && process.platform === 'linux';

beforeAll(async () => {
  await runCommand(process.execPath, [join(root, 'tools/build.ts'), '--quiet']);
  chmodSync(images, 0o755);
}, 120_000);

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(images, { recursive: true, force: true });
});

const title = 'each image, without a container engine: its folder alone, read-only, as its user';
if (!isRoot)
  describe.skip(`${title} (skipped: only root on Linux may make one)`, () =>
    it('is skipped', () => undefined));
else
  describeWithServers(['kafka', 'mongod', 's3'], title, ({ kafka, mongod, s3 }) => {
    const env = {
      KAFKA_BROKERS: kafka.brokers.join(','),
      KAFKA_TOPIC_PREFIX: kafka.topicPrefix,
      KAFKA_TOPIC_PARTITIONS: '1',
      MONGODB_URI: mongod.uri,
      MONGODB_DATABASE: mongod.database,
      S3_ENDPOINT: s3.endpoint,
      S3_BUCKET: s3.bucket,
      S3_ACCESS_KEY_ID: s3.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
      GATEWAY_API_KEY: 'a-key-for-the-test-of-images',
      SOURCE_KIND: 'file',
      SOURCE_PATH: 'apps/standalone/demo/conversations.jsonl.gz',
      INGESTION_POLL_INTERVAL: '1h',
      TRANSLATION_LANGUAGE_MODEL: 'small',
    };

    it('cli: makes the bucket, knows its commands, and can write nowhere', async () => {
      prune('cli', join(images, 'cli'));
      const bucket = runInImage('cli', env, 'node', 'deploy/docker/create-bucket.mjs');
      expect([await bucket.ended, bucket.output()]).toEqual([0, expect.stringContaining('created')]);
      const migrate = runInImage('cli', env, 'node', 'apps/cli/dist/main.js', 'migrate', 'up');
      expect([await migrate.ended, migrate.output()]).toEqual([
        0,
        expect.stringMatching(/^(up: |nothing to do)/),
      ]);
      const attempt = `try { fs.writeFileSync('/app/x', '') } catch (e) { console.log(process.getuid(), e.code) }`;
      const writer = runInImage('cli', {}, 'node', '-e', attempt);
      await writer.ended;
      expect(writer.output()).toBe('10001 EROFS\n');
    }, 120_000);

    it.each(serviceNames)(
      '%s: becomes ready, tells its version, and ends in order when it is told to',
      async (name) => {
        prune(name, join(images, name));
        const port = await freePort();
        const service = runInImage(
          name,
          { ...env, HTTP_PORT: String(port) },
          ...['node', '--enable-source-maps', `apps/${name}/dist/main.js`],
        );
        const get = (path: string) => fetch(`http://127.0.0.1:${port}/${path}`);
        await eventually(
          async () => {
            expect([service.child.exitCode, service.output()]).toEqual([null, expect.anything()]);
            expect((await get('health/ready')).status).toBe(200);
          },
          { timeoutMs: 60_000, intervalMs: 100 },
        );
        expect(await (await get('version')).json()).toMatchObject({ service: name, version: '0.1.0' });
        service.child.kill('SIGTERM');
        expect([await service.ended, service.output()]).toEqual([
          0,
          expect.not.stringContaining('"level":"error"'),
        ]);
        rmSync(join(images, name), { recursive: true });
      },
      120_000,
    );
  });

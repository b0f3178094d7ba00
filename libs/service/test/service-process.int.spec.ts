import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer, eventually } from '@convoscope/testing';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** Built code only, as in production: faults of the ES modules show here and nowhere else. */
const PROGRAM = `
import { defineSettings, integer } from '@convoscope/config';
import { defineService, runService } from '@convoscope/service';
class TinyModule {}
const settings = defineSettings({ size: { env: 'TINY_SIZE', type: integer({ min: 1 }), default: 1, doc: 'Size.' } });
await runService(defineService({ name: 'tiny', settings, module: () => ({ module: TinyModule }) }));
`;

interface Run {
  process: ChildProcess;
  output: () => string;
  exitCode: Promise<number | null>;
}

describeWithServer('mongod', 'a service process, built', ({ uri, database }) => {
  const folder = mkdtempSync(join(ROOT, 'node_modules/.cache/tiny-service-'));
  const dataDir = mkdtempSync(join(tmpdir(), 'convoscope-service-'));
  const program = join(folder, 'main.mjs');
  const running = new Set<ChildProcess>();

  beforeAll(() => {
    execFileSync(process.execPath, [join(ROOT, 'tools/build.ts')], { cwd: ROOT });
    writeFileSync(program, PROGRAM);
  }, 120_000);

  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await Promise.all([folder, dataDir].map((path) => rm(path, { recursive: true, force: true })));
  });

  const run = (settings: Record<string, string>): Run => {
    const child = spawn(process.execPath, [program], {
      cwd: dataDir,
      env: { PATH: '/usr/bin:/bin', ...settings },
    });
    running.add(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const exitCode = once(child, 'exit').then(([code]) => code as number | null);
    return { process: child, output: () => text, exitCode };
  };

  /** What the service logs as the address of its API, or of its probes while it waits. */
  const urlOf = (service: Run, field: 'url' | 'probes'): Promise<string> =>
    eventually(
      () => {
        const found = new RegExp(`"${field}":"(http:[^"]+)"`).exec(service.output())?.[1];
        if (found === undefined) throw new Error(`no ${field} yet: ${service.output()}`);
        return found;
      },
      { timeoutMs: 30_000 },
    );

  const complete = {
    MONGODB_URI: uri,
    MONGODB_DATABASE: database,
    BUS_DRIVER: 'memory',
    OBJECTS_DRIVER: 'filesystem',
    CONVOSCOPE_DATA_DIR: dataDir,
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: '0',
  };

  it('starts, answers its probes, and exits 0 on SIGTERM', async () => {
    const service = run(complete);
    const url = await urlOf(service, 'url');
    const [live, ready, metrics] = await Promise.all(
      ['/health/live', '/health/ready', '/metrics'].map(async (path) => {
        const response = await fetch(url + path);
        return `${response.status} ${await response.text()}`;
      }),
    );
    expect(live).toMatch(/^200 /);
    expect(ready).toMatch(/^200 .*"store":\{"status":"up"\}/);
    expect(metrics).toMatch(/process_resident_memory_bytes\{service="tiny"\}/);
    service.process.kill('SIGTERM');
    expect(await service.exitCode).toBe(0);
  }, 90_000);

  it('names all wrong settings and exits 78', async () => {
    const service = run({ ...complete, TINY_SIZE: '0', HTTP_PORT: 'http', CONVOSCOPE_TENNANT: 'x' });
    expect(await service.exitCode).toBe(78);
    expect(service.output()).toContain('HTTP_PORT is "http"');
    expect(service.output()).toContain('TINY_SIZE is "0"');
    expect(service.output()).toContain('did you mean CONVOSCOPE_TENANT?');
  }, 60_000);

  it('started while a server is away, waits for it alive and not ready, and still ends on SIGTERM', async () => {
    const service = run({
      ...complete,
      MONGODB_URI: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300',
    });
    const url = await urlOf(service, 'probes');
    const statusOf = async (path: string): Promise<number> => (await fetch(url + path)).status;
    expect(await statusOf('/health/live')).toBe(200);
    expect(await statusOf('/health/ready')).toBe(503);
    service.process.kill('SIGTERM');
    expect(await service.exitCode).toBe(0);
  }, 90_000);
});

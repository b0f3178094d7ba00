import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isProcessAlive } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { eventually } from '../../libs/testing/src/eventually.ts';
import { findServer } from '../../libs/testing/src/find-server.ts';
import { acceptsConnections, addressOf } from '../../libs/testing/src/server-registry.ts';
import { freePorts } from './free-ports.ts';
import { startMongod } from './mongod.ts';
import { startKafka } from './kafka.ts';
import { Kafka, logLevel } from 'kafkajs';
import mongoose from 'mongoose';
import { minorVersion } from './go-toolchain.ts';
import { verifyJars } from './kafka.ts';
import { onFreePort, placeFor, startProcess, type ServerProcess } from './server-process.ts';
import { defaultServers, parseServerNames, serverNames, startedServers, starters } from './servers.ts';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'servers-spec-'));
afterAll(() => rmSync(folder, { recursive: true }));

const isInstalled = findServer('mongod') !== undefined;
const describeInstalled = isInstalled || process.env['CI'] === 'true' ? describe : describe.skip;

/** A server of a few lines: listens, and says on its first line where. */
const SCRIPT = `require('net').createServer().listen(Number(process.argv[1]), '127.0.0.1', () => console.log('up'))`;

async function startToy(port: number, script = SCRIPT): Promise<ServerProcess> {
  const place = placeFor('toy');
  return startProcess({
    ...{ name: 'toy', ...place, command: process.execPath, args: ['-e', script, String(port)] },
    isReady: () => acceptsConnections('127.0.0.1', port),
  });
}

describe('a server process', () => {
  it('comes back on the same port after a crash', async () => {
    const [port = 0] = await freePorts(1);
    const toy = await startToy(port);
    const firstPid = toy.pid;
    // It listens before it has said so.
    await eventually(() => expect(toy.logTail()).toBe('up'));
    await toy.kill('SIGKILL');
    expect(await acceptsConnections('127.0.0.1', port)).toBe(false);
    await toy.restart();
    expect(toy.pid).not.toBe(firstPid);
    expect(await acceptsConnections('127.0.0.1', port)).toBe(true);
    await eventually(() => expect(toy.logTail()).toBe('up\nup'));
    await toy.stop();
    expect(isProcessAlive(toy.pid)).toBe(false);
    expect(existsSync(toy.dir)).toBe(false);
  });

  it('can be frozen, thawed and stopped while frozen', async () => {
    const [port = 0] = await freePorts(1);
    const toy = await startToy(port);
    await toy.kill('SIGSTOP');
    await eventually(() => expect(readFileSync(`/proc/${toy.pid}/status`, 'utf8')).toMatch(/State:\s+T/));
    await toy.kill('SIGCONT');
    await eventually(() => expect(readFileSync(`/proc/${toy.pid}/status`, 'utf8')).toMatch(/State:\s+S/));
    await toy.kill('SIGSTOP');
    await toy.stop();
    expect(isProcessAlive(toy.pid)).toBe(false);
  });

  it('tells the end of its log when it ends instead of getting ready', async () => {
    const [port = 0] = await freePorts(1);
    await expect(startToy(port, `console.error('no disk'); process.exit(7)`)).rejects.toThrow(
      /toy: ended with 7\nno disk/,
    );
    await expect(
      startProcess({
        ...placeFor('none'),
        name: 'none',
        command: '/nowhere',
        args: [],
        isReady: async () => false,
      }),
    ).rejects.toThrow('none: ');
  });

  it('dies with the process that started it, even when that is killed', async () => {
    const [port = 0] = await freePorts(1);
    const starter = join(folder, 'starter.ts');
    const module = join(import.meta.dirname, 'server-process.ts');
    writeFileSync(
      starter,
      `import { startProcess } from ${JSON.stringify(module)};
       const toy = await startProcess({ name: 'toy', dir: ${JSON.stringify(folder)}, removeDir: false,
         command: process.execPath, args: ['-e', ${JSON.stringify(SCRIPT)}, '${port}'],
         isReady: async () => (await import('node:fs')).readFileSync(${JSON.stringify(join(folder, 'server.log'))}, 'utf8').includes('up') });
       console.log(toy.pid);
       setInterval(() => {}, 1000);`,
    );
    const parent = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isProcessAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await eventually(() => expect(isProcessAlive(pid)).toBe(false));
  });
});

describe('a free port', () => {
  it('is given to one only', async () => {
    expect(new Set(await freePorts(20)).size).toBe(20);
  });

  it('is tried anew when somebody else was faster, but not when it was asked for', async () => {
    let nTries = 0;
    const start = async (port: number): Promise<number> => {
      if (++nTries < 3) throw new Error(`Address already in use: ${port}`);
      return port;
    };
    expect(await onFreePort(undefined, async () => 100 + nTries, start)).toBe(102);
    nTries = 0;
    await expect(onFreePort(5, async () => 0, start)).rejects.toThrow('already in use: 5');
    await expect(
      onFreePort(
        undefined,
        async () => 1,
        () => Promise.reject(new Error('broken')),
      ),
    ).rejects.toThrow('broken');
  });
});

describe('names of servers', () => {
  it('mean the default ones when none is given, and must exist', () => {
    expect(parseServerNames([], startedServers)).toEqual(defaultServers);
    expect(parseServerNames(['s3', 'chromium'], serverNames)).toEqual(['s3', 'chromium']);
    expect(() => parseServerNames(['redis'], startedServers)).toThrow(
      'no such server: redis; there are kafka',
    );
  });
});

describe('downloads', () => {
  it('of jars are refused unless they are exactly those listed', () => {
    const jars = mkdtempSync(join(folder, 'jars-'));
    writeFileSync(join(jars, 'a.jar'), 'a');
    const sum = spawnSync('sha256sum', ['a.jar'], { cwd: jars, encoding: 'utf8' }).stdout;
    expect(() => verifyJars(jars, sum)).not.toThrow();
    writeFileSync(join(jars, 'a.jar'), 'tampered');
    expect(() => verifyJars(jars, sum)).toThrow('unexpected');
    expect(() => verifyJars(jars, `${sum}${sum.replace('a.jar', 'b.jar')}`)).toThrow('b.jar');
  });

  it('need Go 1.21, which older ones fetch', () => {
    expect(minorVersion('go version go1.19.8 linux/amd64')).toBe(19);
    expect(minorVersion('go version go1.26 linux/arm64')).toBe(26);
  });
});

describeInstalled.each(['mongod', 's3', 'kafka'] as const)('%s', (name) => {
  it('starts on a free port, comes back there after a kill, and stops', async () => {
    const server = await starters[name]();
    const { host, port } = addressOf(server) ?? { host: '', port: 0 };
    try {
      expect(await acceptsConnections(host, port)).toBe(true);
      await server.kill('SIGKILL');
      expect(await acceptsConnections(host, port)).toBe(false);
      await server.restart();
      expect(await acceptsConnections(host, port)).toBe(true);
    } finally {
      await server.stop();
    }
    await delay(10);
    expect(await acceptsConnections(host, port)).toBe(false);
    expect(existsSync(server.dir)).toBe(false);
  });
});

describeInstalled('data of an earlier start', () => {
  const countIn = async (uri: string): Promise<number> => {
    const client = await mongoose.mongo.MongoClient.connect(uri, { serverSelectionTimeoutMS: 10_000 });
    try {
      const rows = client.db('kept').collection('rows');
      await rows.insertOne({}, { writeConcern: { w: 'majority', journal: true } });
      return await rows.countDocuments();
    } finally {
      await client.close();
    }
  };

  it('is there again when mongod starts on another port, also after kill -9: its replica set remembered the old one', async () => {
    const dir = mkdtempSync(join(folder, 'mongod-'));
    const ports = await freePorts(2);
    let nRows = 0;
    for (const [port, signal] of [
      [ports[0], 'SIGTERM'],
      [ports[1], 'SIGKILL'],
      [undefined, 'SIGKILL'],
    ] as const) {
      const server = await startMongod({ dir, port });
      expect(await countIn(server.uri)).toBe(++nRows);
      // Without a port of its own it takes the last one, which clients may have kept.
      if (port === undefined) expect(server.uri).toContain(`:${ports[1]}/`);
      await server.kill(signal);
    }
  });

  it('is there again when Kafka starts on another port', async () => {
    const dir = mkdtempSync(join(folder, 'kafka-'));
    const topicsOf = async (brokers: readonly string[]): Promise<string[]> => {
      const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      await admin.createTopics({ topics: [{ topic: 'kept' }] });
      const topics = await admin.listTopics();
      await admin.disconnect();
      return topics;
    };
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const server = await startKafka({ dir });
      expect(await topicsOf(server.brokers)).toContain('kept');
      await server.kill(signal);
    }
    const last = await startKafka({ dir });
    expect(await topicsOf(last.brokers)).toContain('kept');
    await last.stop();
  });
});

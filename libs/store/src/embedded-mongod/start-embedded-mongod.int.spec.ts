import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import mongoose from 'mongoose';
import { isProcessAlive } from './install-once.ts';
import { endProcess, writeRecord } from './mongod-record.ts';
import {
  startEmbeddedMongod,
  type EmbeddedMongod,
  type EmbeddedMongodOptions,
} from './start-embedded-mongod.ts';

jest.setTimeout(90_000);

const cacheDir = process.env['CONVOSCOPE_CACHE_DIR'] ?? join(homedir(), '.cache', 'convoscope');
const binary = process.env['MONGOD_BINARY'];
/** Above the largest process id that Linux gives out. */
const NO_SUCH_PID = 4_194_304;
const started: EmbeddedMongod[] = [];
const folders: string[] = [];
const squatters: Server[] = [];
const sockets: Socket[] = [];

const start = async (
  dataDir: string,
  options: Partial<EmbeddedMongodOptions> = {},
): Promise<EmbeddedMongod> => {
  const mongod = await startEmbeddedMongod({ dataDir, cacheDir, binary, ...options });
  started.push(mongod);
  return mongod;
};

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-mongod-'));
  folders.push(folder);
  return folder;
};

async function withCollection<T>(
  uri: string,
  work: (notes: mongoose.mongo.Collection<{ text: string }>) => Promise<T>,
): Promise<T> {
  const client = await mongoose.mongo.MongoClient.connect(uri);
  try {
    return await work(client.db('kept').collection<{ text: string }>('notes'));
  } finally {
    await client.close();
  }
}

const portOf = ({ uri }: EmbeddedMongod): number => Number(/:(\d+)\//.exec(uri)?.[1]);

/** A server that accepts and never answers, as a stranger on mongod's port may do. */
async function listenOn(port: number): Promise<number> {
  const server = createServer((socket) => sockets.push(socket)).listen(port, '127.0.0.1');
  squatters.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Another process may hold the port for a moment (as the near end of a connection): this one waits until it has it for itself. */
async function untilListening(port: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      await listenOn(port);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await setTimeout(100);
    }
  }
}

const write = (uri: string, text: string): Promise<unknown> =>
  withCollection(uri, (notes) => notes.insertOne({ text }));
const readAll = (uri: string): Promise<string[]> =>
  withCollection(uri, async (notes) =>
    (await notes.find().sort({ _id: 1 }).toArray()).map((note) => note.text),
  );

afterEach(async () => {
  squatters.splice(0).forEach((server) => server.close());
  sockets.splice(0).forEach((socket) => socket.destroy());
  await Promise.all(started.splice(0).map((mongod) => mongod.stop()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

describe('an embedded MongoDB', () => {
  it('keeps its data and its port over a stop and a start', async () => {
    const folder = await newFolder();
    const first = await start(folder);
    await write(first.uri, 'a');
    await first.stop();
    await first.stop();
    expect(isProcessAlive(first.pid)).toBe(false);
    const second = await start(folder);
    expect(second.uri).toBe(first.uri);
    expect(await readAll(second.uri)).toEqual(['a']);
  });

  it('moves to another port when the last one is taken, data and replica set with it', async () => {
    const folder = await newFolder();
    const first = await start(folder);
    await write(first.uri, 'a');
    await first.stop();
    await untilListening(portOf(first));
    const second = await start(folder);
    expect(second.uri).not.toBe(first.uri);
    await write(second.uri, 'b');
    expect(await readAll(second.uri)).toEqual(['a', 'b']);
  });

  it('recovers what was acknowledged when mongod was killed', async () => {
    const folder = await newFolder();
    const first = await start(folder);
    await withCollection(first.uri, (notes) =>
      notes.insertOne({ text: 'a' }, { writeConcern: { w: 'majority', journal: true } }),
    );
    process.kill(first.pid, 'SIGKILL');
    expect(await readAll((await start(folder)).uri)).toEqual(['a']);
  });

  it('ends the mongod that a killed process left behind', async () => {
    const folder = await newFolder();
    const first = await start(folder);
    await write(first.uri, 'a');
    await writeRecord(folder, { pid: first.pid, port: portOf(first), ownerPid: NO_SUCH_PID });
    const second = await start(folder);
    expect(isProcessAlive(first.pid)).toBe(false);
    expect(await readAll(second.uri)).toEqual(['a']);
  });

  it('refuses a folder that a living process uses', async () => {
    const folder = await newFolder();
    const first = await start(folder);
    await writeRecord(folder, { pid: first.pid, port: portOf(first), ownerPid: process.ppid });
    await expect(start(folder)).rejects.toThrow(`is in use by process ${process.ppid}`);
    expect(isProcessAlive(first.pid)).toBe(true);
  });

  it('says why it did not start, with the end of its log', async () => {
    const folder = await newFolder();
    const port = await listenOn(0);
    const failure = await start(folder, { port }).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ code: 'STORE_EMBEDDED_MONGOD_FAILED' });
    expect((failure as Error).message).toMatch(/address already in use/i);
  });

  it('says what is wrong with a configured binary', async () => {
    await expect(start(await newFolder(), { binary: '/nowhere/mongod' })).rejects.toThrow(
      '/nowhere/mongod does not start',
    );
  });
});

describe('ending a process', () => {
  it('does nothing when it has ended already', async () => {
    await expect(endProcess(NO_SUCH_PID)).resolves.toBeUndefined();
  });
});

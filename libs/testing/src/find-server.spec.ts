import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suiteServer, withDatabase } from './describe-with-servers.ts';
import { findServer, realServers, requireServer } from './find-server.ts';
import { addressOf, isReachable, readRegistry } from './server-registry.ts';

const NO_SUCH_PID = 4_194_304;
const before = { ...process.env };
let folder: string;

const register = (pid: number): void => {
  const kafka = { pid, dir: folder, settings: { brokers: ['127.0.0.1:9'] } };
  writeFileSync(join(folder, 'servers.json'), JSON.stringify({ kafka }));
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-server-'));
  Object.keys(process.env)
    .filter((name) => name.startsWith('CONVOSCOPE_TEST_'))
    .forEach((name) => delete process.env[name]);
  process.env['CONVOSCOPE_CACHE_DIR'] = folder;
});
afterEach(() => {
  process.env = { ...before };
  rmSync(folder, { recursive: true });
});

describe('finding a real server', () => {
  it('finds none where none runs, and says how to start one', () => {
    expect(readRegistry()).toEqual({});
    expect(findServer('kafka')).toBeUndefined();
    expect(() => requireServer('kafka')).toThrow('npm run servers -- --detach kafka');
  });

  it('finds one that runs, and not one that has ended', () => {
    register(process.pid);
    expect(requireServer('kafka')).toEqual({ brokers: ['127.0.0.1:9'] });
    register(NO_SUCH_PID);
    expect(findServer('kafka')).toBeUndefined();
  });

  it('lets environment variables win', () => {
    register(process.pid);
    process.env['CONVOSCOPE_TEST_KAFKA'] = 'a:1,b:2';
    process.env['CONVOSCOPE_TEST_MONGODB_URI'] = 'mongodb://h:1/?replicaSet=rs0';
    process.env['CONVOSCOPE_TEST_S3_ENDPOINT'] = 'http://h:2';
    process.env['CONVOSCOPE_TEST_NOCODB_URL'] = 'http://h:3';
    process.env['CONVOSCOPE_TEST_APERTIUM_URL'] = 'http://h:4';
    process.env['CONVOSCOPE_TEST_CHROMIUM'] = '/opt/chromium';
    expect(realServers()).toMatchObject({
      kafka: { brokers: ['a:1', 'b:2'] },
      mongod: { uri: 'mongodb://h:1/?replicaSet=rs0' },
      s3: { endpoint: 'http://h:2', region: 'us-east-1' },
      nocodb: { url: 'http://h:3' },
      apertium: { url: 'http://h:4' },
      chromium: { executablePath: '/opt/chromium' },
    });
  });

  it('gives each suite names of its own', () => {
    process.env['CONVOSCOPE_TEST_MONGODB_URI'] = 'mongodb://h:1/?replicaSet=rs0';
    const [one, two] = [suiteServer('mongod'), suiteServer('mongod')];
    expect(one?.database).not.toBe(two?.database);
    expect(one?.databaseUri).toBe(`mongodb://h:1/${one?.database}?replicaSet=rs0`);
    expect(suiteServer('s3')).toBeUndefined();
  });
});

describe('a connection string', () => {
  it.each([
    ['mongodb://h:1', 'mongodb://h:1/db'],
    ['mongodb://h:1,g:2/old?replicaSet=rs0', 'mongodb://h:1,g:2/db?replicaSet=rs0'],
    ['mongodb+srv://u:p@h/?w=majority', 'mongodb+srv://u:p@h/db?w=majority'],
  ])('%s is given a database', (uri, expected) => expect(withDatabase(uri, 'db')).toBe(expected));
});

describe('the address of a server', () => {
  it('is found in each kind of settings', () => {
    expect(addressOf({ brokers: ['127.0.0.1:41809'] })).toEqual({ host: '127.0.0.1', port: 41809 });
    expect(addressOf({ uri: 'mongodb://127.0.0.1:43103/?replicaSet=rs0' })).toEqual({
      host: '127.0.0.1',
      port: 43103,
    });
    expect(addressOf({ url: 'http://localhost:808' })).toEqual({ host: 'localhost', port: 808 });
    expect(addressOf({ executablePath: '/usr/bin/chromium' })).toBeUndefined();
  });

  it('tells whether somebody answers there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const settings = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    expect(await isReachable(settings)).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await isReachable(settings)).toBe(false);
    expect(await isReachable({ executablePath: '/usr/bin/chromium' })).toBe(true);
  });
});

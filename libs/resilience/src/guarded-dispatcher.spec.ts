import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PermanentError } from '@convoscope/contracts';
import { createTelemetry, systemClock } from '@convoscope/telemetry';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createGuardedDispatcher,
  createHttpClient,
  createPolicy,
  defaultPolicyOptions,
  whyRefused,
  type GuardedDispatcherOptions,
} from './index.ts';

/** Spellings of places that nobody outside may have us call; PORT is that of a listener on every address of this machine. */
const REFUSED_TARGETS = [
  ...['http://127.0.0.1:PORT', 'http://127.0.0.2:PORT', 'http://127.255.255.254:PORT', 'http://127.1:PORT'],
  ...['http://2130706433:PORT', 'http://0x7f000001:PORT', 'http://0x7f.0.0.1:PORT', 'http://0177.0.0.1:PORT'],
  ...['http://017700000001:PORT', 'http://0x7F.1:PORT', 'http://127.0.0.1.:PORT', 'http://127.0.1:PORT'],
  ...[
    'http://１２７.0.0.1:PORT',
    'http://127。0。0。1:PORT',
    'http://①②⑦.⓪.⓪.①:PORT',
    'http://%31%32%37.0.0.1:PORT',
  ],
  ...['http://0:PORT', 'http://0.0.0.0:PORT', 'http://0.1.2.3:PORT', 'http://localhost:PORT'],
  ...['http://LOCALHOST:PORT', 'http://[::1]:PORT', 'http://[0:0:0:0:0:0:0:1]:PORT'],
  ...[
    'http://[::]:PORT',
    'http://[::127.0.0.1]:PORT',
    'http://[::ffff:127.0.0.1]:PORT',
    'http://[::ffff:7f00:1]:PORT',
  ],
  ...['http://[0:0:0:0:0:ffff:127.0.0.1]:PORT', 'http://[::ffff:10.0.0.1]', 'http://[::ffff:a9fe:a9fe]'],
  ...[
    'http://[64:ff9b::127.0.0.1]',
    'http://[64:ff9b::7f00:1]',
    'http://[64:ff9b::a9fe:a9fe]',
    'http://[64:ff9b:1::1]',
  ],
  ...['http://[2002:7f00:1::]', 'http://[2002:c0a8:101::1]', 'http://[2001::1]', 'http://[2001:db8::1]'],
  ...[
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166',
    'http://0xa9fea9fe',
    'http://0251.0376.0251.0376',
  ],
  ...[
    'http://[fe80::1]',
    'http://[fd00:ec2::254]',
    'http://[fd12:3456::1]',
    'http://[fc00::1]',
    'http://[fec0::1]',
  ],
  ...['http://10.0.0.1', 'http://10.255.255.255:27017', 'http://167772161', 'http://172.16.0.1:9092'],
  ...['http://172.31.255.255', 'http://192.168.0.1:22', 'http://100.64.0.1', 'http://100.127.255.254'],
  ...[
    'http://198.18.0.1',
    'http://224.0.0.1',
    'http://255.255.255.255',
    'http://240.0.0.1',
    'http://[ff02::1]',
  ],
  ...[
    'http://192.0.2.1',
    'http://198.51.100.7',
    'http://203.0.113.9',
    'http://100.100.100.200',
    'https://127.0.0.1:PORT',
    'http://[::ffff:0:127.0.0.1]:PORT',
    'http://[::ffff:0:10.0.0.1]',
    'http://[64:ff9b:1::10.0.0.1]',
    'http://[2606:4700::200:5efe:10.0.0.1]',
  ],
];

const telemetry = createTelemetry({ service: 'tests', logLevel: 'silent', processMetrics: false });
let server: Server;
let port: number;
let nConnections = 0;
const authorities: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    authorities.push(request.headers.host);
    response.end('{}');
  });
  server.on('connection', () => (nConnections += 1)).listen(0);
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await telemetry.close();
});

const call = (target: string, options: GuardedDispatcherOptions = {}): Promise<unknown> => {
  const policy = createPolicy(
    { ...defaultPolicyOptions('guarded'), retries: 0, timeoutMs: 5_000 },
    { clock: systemClock, telemetry },
  );
  const url = new URL(target.replace('PORT', String(port)));
  const dispatcher = createGuardedDispatcher(options);
  return createHttpClient({ baseUrl: url.origin, policy, dispatcher }).post(url.href, {});
};

const codeOf = (calling: Promise<unknown>): Promise<string> =>
  calling.then(
    () => 'answered',
    (error: unknown) => (error instanceof PermanentError ? error.code : String(error)),
  );

describe('a guarded connection', () => {
  it.each(REFUSED_TARGETS)('is refused to %s before anything is sent', async (target) => {
    const before = nConnections;
    expect(await codeOf(call(target))).toBe('HTTP_ADDRESS_REFUSED');
    expect(nConnections).toBe(before);
  });

  it('counts at least 40 spellings', () => {
    expect(new Set(REFUSED_TARGETS).size).toBeGreaterThanOrEqual(60);
  });

  it.each([
    ['every', ['10.1.2.3']],
    ['one', ['93.184.215.14', '10.1.2.3']],
    ['a scoped', ['fe80::1%eth0']],
    ['no', []],
  ])('is refused to a name with %s private address', async (_, addresses) => {
    const resolve = () => Promise.resolve(addresses);
    expect(await codeOf(call('http://hooks.svc.cluster.local', { resolve }))).toBe('HTTP_ADDRESS_REFUSED');
  });

  it('looks a name up again for every connection: one that turns private later (DNS rebinding) is refused then', async () => {
    const answers = [['192.0.2.255'], ['127.0.0.1']];
    const seen: string[] = [];
    const resolve = (hostname: string): Promise<string[]> => {
      seen.push(hostname);
      return Promise.resolve(answers.shift() ?? []);
    };
    const before = nConnections;
    await codeOf(
      call(`http://rebinding.example:${port}`, { resolve, allowPrivate: true, connectTimeoutMs: 50 }),
    );
    expect(await codeOf(call(`http://rebinding.example:${port}`, { resolve }))).toBe('HTTP_ADDRESS_REFUSED');
    expect(seen).toEqual(['rebinding.example', 'rebinding.example']);
    expect(nConnections).toBe(before);
  });

  it('goes to exactly the address that was checked, under the name that was called', async () => {
    const resolve = () => Promise.resolve(['127.0.0.1']);
    expect(await call(`http://hooks.example:${port}/in`, { resolve, allowPrivate: true })).toEqual({});
    expect(authorities.at(-1)).toBe(`hooks.example:${port}`);
  });

  it('tries the next address where one does not answer, and fails as a broken network when none does', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port: closedPort } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const resolve = () => Promise.resolve(['127.0.0.9', '127.0.0.1']);
    const only = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
    await once(only, 'listening');
    const at = (only.address() as AddressInfo).port;
    expect(await call(`http://hooks.example:${at}`, { resolve, allowPrivate: true })).toEqual({});
    only.closeAllConnections();
    only.close();
    await expect(
      call(`http://hooks.example:${closedPort}`, { resolve, allowPrivate: true }),
    ).rejects.toMatchObject({
      name: 'TransientError',
      code: 'HTTP_NETWORK',
      context: { reason: 'ECONNREFUSED' },
    });
  });

  it.each([
    'http://169.254.169.254',
    'http://[fe80::1]',
    'http://[::ffff:169.254.169.254]',
    'http://[64:ff9b::a9fe:a9fe]',
    'http://[fd00:ec2::254]',
    'http://100.100.100.200',
    'http://168.63.129.16',
    'http://161.26.0.10',
    'http://[::ffff:0:169.254.169.254]',
    'http://[::ffff:168.63.129.16]',
    'http://[64:ff9b:1::a9fe:a9fe]',
    'http://[2002:a9fe:a9fe::1]',
    'http://[2606:4700::5efe:a9fe:a9fe]',
    'http://[2001:0:808:808::5601:5601]',
  ])('is refused to %s even where private addresses are allowed', async (target) => {
    expect(await codeOf(call(target, { allowPrivate: true }))).toBe('HTTP_ADDRESS_REFUSED');
  });
});

describe('an address', () => {
  it.each([
    '93.184.215.14',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '64:ff9b::808:808',
    '::ffff:8.8.8.8',
    '2002:808:808::1',
  ])('%s of the internet may be called', (address) => expect(whyRefused(address)).toBeNull());

  it('that is none is refused', () => {
    expect(whyRefused('example.com')).toBe('no IP address');
    expect(whyRefused('')).toBe('no IP address');
  });

  it('is private until private ones are allowed', () => {
    expect(whyRefused('10.0.0.1')).toBe('a private or reserved address');
    expect(whyRefused('10.0.0.1', { allowPrivate: true })).toBeNull();
    expect(whyRefused('::ffff:10.0.0.1', { allowPrivate: true })).toBeNull();
  });
});

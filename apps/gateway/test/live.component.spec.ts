/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { startService } from '@convoscope/service';
import { describeWithServer, eventually, serviceEnvironment } from '@convoscope/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { gatewayService } from '../src/gateway.service.ts';
import { API_KEY, startGateway, TENANT, type Gateway } from './gateway-fixture.ts';

interface Told {
  event: string;
  id?: string;
  data: Record<string, unknown>;
}

interface Followed {
  told: Told[];
  closed: Promise<number>;
  close(): void;
}

const UPGRADE = {
  ...{ connection: 'Upgrade', upgrade: 'websocket' },
  ...{ 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' },
};

const dataOf = (told: readonly Told[], event: string): unknown[] =>
  told.filter((one) => one.event === event).map(({ data }) => data);

function parseBlock(block: string): Told | null {
  const field = (name: string): string | undefined =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const [event, id, data] = [field('event'), field('id'), field('data')];
  if (event === undefined || data === undefined) return null;
  return { event, ...(id !== undefined && { id }), data: JSON.parse(data) as Record<string, unknown> };
}

async function followEvents(
  url: string,
  query: string,
  headers: Record<string, string> = {},
): Promise<Followed> {
  const stopping = new AbortController();
  const response = await fetch(`${url}/api/v1/live?${query}`, {
    headers: { 'x-api-key': API_KEY, ...headers },
    signal: stopping.signal,
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const told: Told[] = [];
  const read = async (): Promise<number> => {
    let text = '';
    const chunks = response.body?.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>;
    for await (const chunk of chunks) {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      told.push(...blocks.map(parseBlock).filter((one) => one !== null));
    }
    return 0;
  };
  return { told, closed: read().catch(() => -1), close: () => stopping.abort() };
}

type SocketInit = { headers?: Record<string, string>; protocols?: string[] };

async function followMessages(
  url: string,
  query: string,
  init: SocketInit = { headers: { 'x-api-key': API_KEY } },
): Promise<Followed & { socket: WebSocket }> {
  const address = `${url.replace('http', 'ws')}/api/v1/live?${query}`;
  const socket = new WebSocket(address, init as unknown as string[]);
  const told: Told[] = [];
  socket.addEventListener('message', ({ data }) => void told.push(JSON.parse(String(data)) as Told));
  const closed = new Promise<number>((resolve) =>
    socket.addEventListener('close', ({ code }) => resolve(code)),
  );
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`no socket at ${address}`)));
  });
  return { told, closed, close: () => socket.close(), socket };
}

describeWithServer('mongod', 'following what happens', (mongod) => {
  let gateway: Gateway;
  let n = 0;
  const database = `${mongod.database}_live`;
  beforeAll(async () => {
    gateway = await startGateway(mongod, { GATEWAY_API_KEY: API_KEY, MONGODB_DATABASE: database });
  }, 60_000);
  afterAll(() => gateway?.stop());

  const writeReport = async (tenant = TENANT): Promise<string> => {
    const reportId = `daily-${++n}`;
    await gateway.service.runtime.store.reports.upsert(tenant, {
      ...{ tenant, reportId, period: 'daily', from: '2026-01-01', to: '2026-01-01', revision: 'r' },
      ...{ content: {}, artefacts: [], createdAt: new Date('2026-01-02T00:00:00Z') },
    });
    return reportId;
  };
  const reportsIn = (told: readonly Told[]): unknown[] =>
    dataOf(told, 'report').map((data) => (data as { reportId: string }).reportId);

  it('tells the same over server-sent events and over a socket, within a second, of the own tenant', async () => {
    const both = [
      await followEvents(gateway.url, 'channels=reports,progress'),
      await followMessages(gateway.url, 'channels=reports,progress'),
    ];
    await writeReport('other');
    const startedAt = performance.now();
    const reportId = await writeReport();
    await eventually(() => {
      for (const { told } of both) expect(reportsIn(told)).toEqual([reportId]);
    });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    const [events, messages] = both.map(({ told }) => told.find(({ event }) => event === 'report'));
    expect(events).toEqual(messages);
    expect(events?.data).toEqual({
      ...{ reportId, period: 'daily', from: '2026-01-01', to: '2026-01-01', revision: 'r', artefacts: [] },
      createdAt: '2026-01-02T00:00:00.000Z',
    });
    for (const { told } of both) {
      expect(told[0]).toMatchObject({
        event: 'ready',
        data: {
          channels: ['reports', 'progress'],
          isResumed: false,
          window: { maxEvents: 1_000, maxSeconds: 300 },
        },
      });
      await eventually(() => expect(dataOf(told, 'progress')).toHaveLength(1));
    }
    for (const { close } of both) close();
  });

  it('goes on where somebody was, at another server too', async () => {
    const first = await followEvents(gateway.url, 'channels=reports');
    await writeReport();
    await eventually(() => expect(reportsIn(first.told)).toHaveLength(1));
    first.close();
    const missed = [await writeReport(), await writeReport()];
    const id = first.told.at(-1)?.id ?? '';
    const resumed = await followEvents(gateway.url, 'channels=reports', { 'last-event-id': id });
    await eventually(() => expect(reportsIn(resumed.told)).toEqual(missed));
    expect(resumed.told[0]?.data['isResumed']).toBe(true);

    const other = await startService(gatewayService, {
      env: { ...serviceEnvironment(mongod), MONGODB_DATABASE: database, GATEWAY_API_KEY: API_KEY },
      http: { host: '127.0.0.1', port: 0 },
    });
    const url = other.url ?? '';
    const [there, late] = [
      await followMessages(url, `channels=reports&lastEventId=${id}`),
      await followEvents(url, 'channels=reports', { 'last-event-id': '8200000001000000002B' }),
    ];
    const newest = await writeReport();
    await eventually(() => expect(reportsIn(there.told)).toEqual([...missed, newest]));
    await eventually(() => expect(reportsIn(late.told)).toContain(newest));
    expect(there.told.map(({ event }) => event)).not.toContain('gap');
    expect(late.told[1]).toMatchObject({ event: 'gap', data: { after: '8200000001000000002B' } });
    // Whoever follows is told when a server stops.
    await other.stop();
    expect([await there.closed, await late.closed]).toEqual([1001, 0]);
    for (const { told } of [there, late])
      expect(told.at(-1)).toMatchObject({ event: 'dropped', data: { reason: 'ended' } });
    resumed.close();
  }, 30_000);

  it('tells what becomes of a conversation', async () => {
    const { told, close } = await followEvents(gateway.url, 'channels=conversations,anomalies');
    const { analytics } = gateway.service.runtime.store;
    const [row] = (await analytics.findPage(TENANT, {}, { limit: 1 })).items;
    const { conversationId = '', sequence = 0 } = row ?? {};
    const value = {
      sequence: 2,
      pass: 0,
      code: 'de',
      confidence: 0.5,
      translationStatus: 'untranslated' as const,
    };
    await analytics.upsertSections(TENANT, [{ section: 'language', conversationId, value }], new Date());
    await analytics.markDeleted(TENANT, [{ conversationId, sequence, deletedAt: new Date() }]);
    await eventually(() => expect(dataOf(told, 'conversation-deleted')).toEqual([{ conversationId }]));
    const shown =
      (await gateway.get('/api/v1/conversations?limit=1')).json<{ items: object[] }>().items[0] ?? {};
    for (const data of dataOf(told, 'conversation'))
      expect(Object.keys(data as object).sort()).toEqual(
        Object.keys(shown)
          .filter((key) => key !== 'firstWords')
          .sort(),
      );
    close();
  });

  it('lets each follow what their role may see, over either, and says what is wrong', async () => {
    const made = await gateway.post('/api/v1/api-keys', { name: 'watcher', roles: ['viewer'] });
    const { key } = made.json<{ key: string }>();
    const ask = async (query: string, headers: Record<string, string>) => {
      const { status, type, text } = await gateway.call('GET', `/api/v1/live?${query}`, { headers });
      expect(type).toContain('application/problem+json');
      return [status, (JSON.parse(text) as { code: string }).code];
    };
    const asViewer = { 'x-api-key': key };
    const asAdmin = { 'x-api-key': API_KEY };
    for (const way of [{}, UPGRADE]) {
      expect(await ask('channels=reports,conversations', { ...asViewer, ...way })).toEqual([
        403,
        'forbidden',
      ]);
      expect(await ask('channels=reports', way)).toEqual([401, 'unauthenticated']);
      expect(await ask('channels=everything', { ...asAdmin, ...way })).toEqual([400, 'invalid-request']);
      expect(await ask('', { ...asAdmin, ...way })).toEqual([400, 'invalid-request']);
      const bad = { ...asAdmin, ...way, 'last-event-id': 'x' };
      expect(await ask('channels=reports', bad)).toEqual([400, 'invalid-request']);
    }
    const foreign = { ...UPGRADE, origin: 'https://evil.example' };
    expect(await ask('channels=reports', foreign)).toEqual([403, 'foreign-origin']);
    const { told, close } = await followEvents(gateway.url, 'channels=reports,progress', asViewer);
    await eventually(() => expect(told[0]?.event).toBe('ready'));
    close();
  });

  it('takes the key of a page as a protocol, and nothing once it is open', async () => {
    const protocols = ['convoscope.live', `convoscope.key.${Buffer.from(API_KEY).toString('base64url')}`];
    const { socket, told, closed } = await followMessages(gateway.url, 'channels=errors', { protocols });
    expect(socket.protocol).toBe('convoscope.live');
    await eventually(() => expect(told[0]?.event).toBe('ready'));
    socket.send('hello');
    expect(await closed).toBe(1003);
  });

  it('answers who would rather speak HTTP/2, and a socket where there is none', async () => {
    const h2c = {
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAMAAABkAAQAAP__',
    };
    const { status } = await gateway.call('GET', '/api/v1/reports', {
      headers: { 'x-api-key': API_KEY, ...h2c },
    });
    expect(status).toBe(200);
    const address = `${gateway.url.replace('http', 'ws')}/api/v1/reports`;
    const code = await new Promise((resolve) =>
      new WebSocket(address).addEventListener('close', (event) => resolve(event.code)),
    );
    expect([1005, 1006]).toContain(code);
  });
});

/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer, eventually } from '@convoscope/testing';
import { API_KEY, startGateway, type Gateway } from './gateway-fixture.ts';

const HEADERS = { 'x-api-key': API_KEY };

describeWithServer('mongod', 'the HTTP of the gateway', (mongod) => {
  const dashboardDir = mkdtempSync(join(tmpdir(), 'dashboard-'));
  let gateway: Gateway;

  beforeAll(async () => {
    mkdirSync(join(dashboardDir, 'assets'));
    writeFileSync(join(dashboardDir, 'index.html'), '<!doctype html><title>Convoscope</title>');
    writeFileSync(join(dashboardDir, 'assets', 'page-1a2b3c.js'), 'let a = 1;\n'.repeat(1_000));
    gateway = await startGateway(mongod, { GATEWAY_API_KEY: API_KEY, GATEWAY_DASHBOARD_DIR: dashboardDir });
  }, 60_000);
  afterAll(async () => {
    await gateway?.stop();
    await rm(dashboardDir, { recursive: true });
  });

  it.each(['/healthz', '/openapi.json', '/api', '/conversations'])(
    'tells a probe that mistyped its path: %s is not there',
    async (path) =>
      expect((await gateway.call('GET', path, { headers: { accept: '*/*' } })).status).toBe(404),
  );

  it('says which methods there are where the method is wrong', async () => {
    for (const [method, path, allow] of [
      ['DELETE', '/api/v1/conversations', 'GET, POST'],
      ['GET', '/api/v1/syncs', 'POST'],
      ['PUT', '/api/v1/reports', 'GET, POST'],
      ['POST', '/api/v1/conversations/some-id', 'GET'],
      ['TRACE', '/api/v1/conversations', 'GET, POST'],
      ['QUERY', '/api/v1/conversations', 'GET, POST'],
    ] as const) {
      const answer = await gateway.call(method, path, { headers: HEADERS });
      expect([path, answer.status, answer.headers['allow']]).toEqual([path, 405, allow]);
    }
    expect((await gateway.call('DELETE', '/api/v1/nothing', { headers: HEADERS })).status).toBe(404);
  });

  it('finds out that there is no conversation with an id of 512 characters', async () => {
    const id = encodeURIComponent('é'.repeat(512));
    expect((await gateway.get(`/api/v1/conversations/${id}`)).json()).toMatchObject({ code: 'not-found' });
  });

  it('takes its own cursor where ids are long', async () => {
    // As the list makes it behind a user of 512 characters.
    const position = { nConversations: 1, userId: '漢'.repeat(512) };
    const cursor = Buffer.from(JSON.stringify(position)).toString('base64url');
    expect((await gateway.get(`/api/v1/users?limit=1&cursor=${cursor}`)).status).toBe(200);
  });

  it('refuses a change that says nothing, and years that nobody meant', async () => {
    const empty = await gateway.call('POST', '/api/v1/syncs', { headers: HEADERS });
    expect([empty.status, empty.json()['title']]).toEqual([400, expect.stringContaining('needs a body')]);
    for (const date of ['0020-01-05', '9999-12-31']) {
      expect((await gateway.post('/api/v1/reports', { period: 'daily', date })).status).toBe(400);
      expect((await gateway.get(`/api/v1/conversations?from=${date}`)).status).toBe(400);
    }
  });

  it('keeps answers out of caches, and hashed files in them for ever, compressed', async () => {
    expect((await gateway.get('/api/v1/users')).headers['cache-control']).toBe('no-store');
    expect((await gateway.get('/api/v1/nothing')).headers['cache-control']).toBe('no-store');
    const file = await gateway.call('GET', '/assets/page-1a2b3c.js', {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(file.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    });
    const page = await gateway.call('GET', '/', { headers: { accept: 'text/html' } });
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-cache']);
  });

  it('documents the statuses that it answers with', async () => {
    type Operations = Record<
      string,
      Record<string, { responses: Record<string, unknown>; requestBody?: object; security?: [] }>
    >;
    const { paths } = (await gateway.get('/api/v1/openapi.json')).json<{ paths: Operations }>();
    for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
      const statuses = Object.keys(operation.responses);
      const any = ['400', '405', '431', '500', '503', ...(operation.security === undefined ? ['401'] : [])];
      expect(statuses).toEqual(expect.arrayContaining(any));
      if (operation.requestBody) expect(statuses).toEqual(expect.arrayContaining(['408', '413', '415']));
    }
    expect(Object.keys(paths['/api/v1/progress/stream']?.['get']?.responses ?? {})).toContain('429');
  });

  it('lets one key open 32 live streams, and answers its lists meanwhile', async () => {
    const open: IncomingMessage[] = [];
    const stream = (): Promise<IncomingMessage> =>
      new Promise((resolve, reject) => {
        const options = { headers: HEADERS, agent: false };
        httpGet(`${gateway.url}/api/v1/progress/stream`, options, resolve).on('error', reject);
      });
    for (let n = 0; n < 33; n++) open.push(await stream());
    expect(open.map(({ statusCode }) => statusCode)).toEqual([...Array<number>(32).fill(200), 429]);
    expect((await gateway.get('/api/v1/users')).status).toBe(200);
    for (const response of open) response.destroy();
    await eventually(async () => {
      const again = await stream();
      again.destroy();
      expect(again.statusCode).toBe(200);
    });
  });
});

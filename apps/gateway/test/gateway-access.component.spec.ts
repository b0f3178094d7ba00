/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithServer } from '@convoscope/testing';
import { API_KEY, startGateway, type Gateway } from './gateway-fixture.ts';

const PATH = '/api/v1/users';
const PAGE = '<!doctype html><title>Convoscope</title>';

describeWithServer('mongod', 'who is let in', (mongod) => {
  const dashboardDir = mkdtempSync(join(tmpdir(), 'dashboard-'));
  let gateway: Gateway;
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await gateway.call('GET', PATH, { headers })).status;

  beforeAll(() => writeFileSync(join(dashboardDir, 'index.html'), PAGE));
  afterAll(() => rm(dashboardDir, { recursive: true }));

  describe('with a key', () => {
    beforeAll(async () => {
      gateway = await startGateway(mongod, {
        GATEWAY_API_KEY: API_KEY,
        GATEWAY_DASHBOARD_DIR: dashboardDir,
      });
    }, 60_000);
    afterAll(() => gateway?.stop());

    it('is let in by either header', async () => {
      expect(await status({ 'x-api-key': API_KEY })).toBe(200);
      expect(await status({ authorization: `Bearer ${API_KEY}` })).toBe(200);
      expect(await status({ authorization: `bearer ${API_KEY}` })).toBe(200);
    });

    it.each([
      {},
      { 'x-api-key': '' },
      { 'x-api-key': `${API_KEY}x` },
      { 'x-api-key': API_KEY.slice(1) },
      { authorization: `Basic ${API_KEY}` },
      { authorization: 'Bearer wrong' },
    ])('is not let in with %j, from this machine either', async (headers) => {
      const answer = await gateway.call('GET', PATH, { headers });
      expect([answer.status, answer.type.split(';')[0]]).toEqual([401, 'application/problem+json']);
      expect(answer.json()).toMatchObject({ code: 'unauthenticated' });
    });

    it('does not start with a key that can be guessed', async () => {
      await expect(startGateway(mongod, { GATEWAY_API_KEY: 'a' })).rejects.toMatchObject({
        problems: [expect.stringMatching(/GATEWAY_API_KEY.*at least 16 characters/)],
      });
    });

    it('asks for it at every operation but the documents and signing in', async () => {
      const document = (await gateway.get('/api/v1/openapi.json')).json<{
        paths: Record<string, Record<string, { security?: unknown[] }>>;
      }>();
      const open: string[] = [];
      for (const [path, methods] of Object.entries(document.paths))
        for (const [method, { security }] of Object.entries(methods)) {
          const { status } = await gateway.call(method.toUpperCase(), path);
          const isRefused = status === 401;
          expect([path, method, isRefused]).toEqual([path, method, security === undefined]);
          if (security !== undefined) open.push(`${method} ${path}`);
        }
      expect(open.sort()).toEqual([
        ...['get /api/v1/asyncapi.json', 'get /api/v1/openapi.json', 'get /api/v1/sign-in'],
        'post /api/v1/sign-in',
      ]);
    });

    it('shows the page, and the same page for addresses inside it', async () => {
      for (const path of ['/', '/conversations/conversation-1']) {
        const page = await gateway.call('GET', path, { headers: { accept: 'text/html' } });
        expect([page.status, page.text]).toEqual([200, PAGE]);
        expect(page.headers['content-security-policy']).toContain("default-src 'self'");
      }
    });
  });

  describe('without a key, on this machine', () => {
    beforeAll(async () => {
      gateway = await startGateway(mongod, { GATEWAY_ALLOW_LOOPBACK: 'true' });
    }, 60_000);
    afterAll(() => gateway?.stop());

    it('is let in', async () => {
      expect(await status({})).toBe(200);
      expect(await status({ host: 'localhost:8080', origin: 'http://localhost:8080' })).toBe(200);
      expect(await status({ host: '[::1]:8080' })).toBe(200);
    });

    it('lets no page of another port trigger a sync by what a form can send', async () => {
      const post = async (headers: Record<string, string>): Promise<number> =>
        (await gateway.call('POST', '/api/v1/syncs', { headers, body: {} })).status;
      expect(await post({ 'content-type': 'text/plain' })).toBe(415);
      expect(await post({ 'content-type': 'application/x-www-form-urlencoded' })).toBe(415);
      expect(await post({ host: 'localhost:8080', origin: 'http://localhost:3000' })).toBe(401);
      expect(await post({ host: 'localhost:8080', origin: 'http://localhost:8080' })).toBe(202);
    });

    it.each([
      { host: 'evil.example' },
      { host: 'localhost.evil.example' },
      { host: '127.0.0.1.evil.example' },
      { origin: 'https://evil.example' },
      { origin: 'http://localhost.evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:1' },
      { host: 'localhost:8080', origin: 'http://localhost:3000' },
      { host: 'localhost:8080', origin: 'http://127.0.0.1:8080' },
      { 'x-forwarded-for': '127.0.0.1' },
      { forwarded: 'for=127.0.0.1' },
      { 'x-real-ip': '10.0.0.1' },
      { 'x-api-key': 'unknown' },
    ])('is not let in with %j', async (headers) =>
      expect(await status(headers as Record<string, string>)).toBe(401),
    );
  });
});

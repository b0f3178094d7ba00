/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { describeWithServer, ManualClock } from '@convoscope/testing';
import { createTelemetry } from '@convoscope/telemetry';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import { HttpProblem } from '../src/http/problem.ts';
import { RequestLimits, type Quotas } from '../src/limits/request-limits.ts';
import { startGateway, TENANT, type Answer, type Gateway } from './gateway-fixture.ts';

const ADMIN = 'a-key-of-some-length';
const unlimited: Quotas = { principalRequests: undefined, tenantRequests: undefined, tenantRows: undefined };
const noReply = { header: () => noReply } as unknown as FastifyReply;

describeWithServer('mongod', 'limits of requests and rows', (mongod) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway(mongod, {
      ...{ GATEWAY_API_KEY: ADMIN, GATEWAY_LIMIT_REQUESTS: '20', GATEWAY_QUOTA_ROWS: '50' },
    });
  }, 60_000);
  afterAll(() => gateway?.stop());

  const makeKey = async (name: string): Promise<string> =>
    (await gateway.post('/api/v1/api-keys', { name, roles: ['analyst'] })).json<{ key: string }>().key;
  const ask = (key: string, path = '/api/v1/me'): Promise<Answer> =>
    gateway.call('GET', path, {
      headers: { 'x-api-key': key, 'x-forwarded-for': `10.0.0.${Math.random()}` },
    });

  it('lets in exactly what the limit allows, of a thousand at once over two replicas', async () => {
    const { store } = gateway.service.runtime;
    const clock = new ManualClock();
    const telemetry = createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false });
    for (const most of [1, 100, 500, 5_000]) {
      const quotasOf = () => Promise.resolve({ ...unlimited, principalRequests: most });
      const replicas = [0, 1].map(
        () => new RequestLimits({ store, quotasOf, now: clock.now, telemetry, keepMs: 60_000 }),
      );
      const caller = { kind: 'api-key', id: `of ${most}`, name: 'a', tenant: TENANT } as const;
      const outcomes = await Promise.all(
        Array.from({ length: 1_000 }, (_, n) =>
          replicas[n % 2]?.admit(caller, noReply).then(
            () => true,
            (error: unknown) => !(error instanceof HttpProblem),
          ),
        ),
      );
      const nAllowed = outcomes.filter(Boolean).length;
      const expected = Math.min(most, 1_000);
      expect(nAllowed).toBeLessThanOrEqual(expected);
      expect(nAllowed).toBeGreaterThanOrEqual(Math.floor(expected * 0.99));
    }
  }, 30_000);

  it('are told with every answer, refuse by 429, and are of each caller alone', async () => {
    const [busy, other] = [await makeKey('busy'), await makeKey('other')];
    const first = await ask(busy);
    expect(first.headers).toMatchObject({
      'ratelimit-policy': '"principal-requests";q=20;w=60, "tenant-rows";q=50;w=86400',
      ratelimit: expect.stringMatching(/^"principal-requests";r=19;t=\d+, "tenant-rows";r=\d+;t=\d+$/),
    });
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask(busy)));
    const nAllowed = answers.filter(({ status }) => status === 200).length;
    // A minute may have begun meanwhile.
    expect([19, 20, 39, 40]).toContain(nAllowed);
    const refused = await ask(busy);
    if (refused.status === 429) {
      expect(refused.json()).toMatchObject({
        code: 'over-limit',
        detail: expect.stringContaining('20 requests'),
      });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    }
    expect((await ask(other)).status).toBe(200);
    // Whoever runs the installation is never kept out.
    for (let n = 0; n < 25; n++) expect((await ask(ADMIN)).status).toBe(200);
    expect((await ask(ADMIN)).headers['ratelimit']).toBeUndefined();
  });

  it('counts rows of the tenant, whichever of its keys asks, and shows what is used', async () => {
    const [one, two, three] = [await makeKey('one'), await makeKey('two'), await makeKey('three')];
    const usedRows = async (key: string): Promise<number | undefined> =>
      (await ask(key, '/api/v1/usage'))
        .json<{ limits: { name: string; used: number }[] }>()
        .limits.find(({ name }) => name === 'tenant-rows')?.used;
    const before = (await usedRows(three)) ?? 0;
    expect((await ask(one, '/api/v1/conversations?limit=30')).status).toBe(200);
    expect((await ask(two, '/api/v1/conversations?limit=30')).status).toBe(200);
    const refused = await ask(two, '/api/v1/conversations?limit=1');
    expect([refused.status, refused.text]).toEqual([429, expect.stringContaining('50 rows a day')]);
    expect(before).toBeLessThan(10);
  });
});

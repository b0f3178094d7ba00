import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EndpointRegistry } from '@convoscope/app-notifications/delivery/endpoint-registry';
import { connectStore, type Store, type WebhookDeliveryDocument } from '@convoscope/store';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { describeWithServer, ScriptedHttpServer } from '@convoscope/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli, type CliResult } from './run-cli.ts';

const TENANT = 'default';
const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const AT = new Date('2026-01-05T09:00:00Z');

describeWithServer('mongod', 'convoscope webhooks', (mongod) => {
  let dir: string;
  let env: Record<string, string>;
  let telemetry: Telemetry;
  let store: Store;
  let receiver: ScriptedHttpServer;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'convoscope-cli-'));
    receiver = await ScriptedHttpServer.start();
    telemetry = createTelemetry({ service: 'cli-test', logLevel: 'silent' });
    store = await connectStore({ uri: mongod.uri, database: mongod.database, telemetry });
    await store.migrate();
    const topics = ['feedback.given.v1'];
    env = {
      CONVOSCOPE_DATA_DIR: join(dir, 'data'),
      MONGODB_URI: mongod.uri,
      MONGODB_DATABASE: mongod.database,
      WEBHOOKS: JSON.stringify([{ name: 'crm', url: `${receiver.url}/in`, topics, secrets: [SECRET] }]),
      WEBHOOKS_ALLOW_PRIVATE: 'true',
    };
  }, 60_000);
  afterAll(async () => {
    await receiver.stop();
    await store.close();
    await telemetry.close();
    await rm(dir, { recursive: true, force: true });
  });

  const cli = (...args: string[]): Promise<CliResult> => runCli(env, 'webhooks', ...args);
  const delivery = (endpoint: string, eventId: string, status: WebhookDeliveryDocument['status']) => ({
    ...{ tenant: TENANT, endpoint, eventId, topic: 'feedback.given.v1', key: 'k', body: '{}', status },
    ...{ attempts: 8, nextAttemptAt: status === 'pending' ? AT : null, claim: null },
    ...{ publishedAt: AT, createdAt: AT, deliveredAt: null, expireAt: null },
    ...(status === 'failed'
      ? { lastFailedAt: AT, lastError: 'answered 500' }
      : { lastFailedAt: null, lastError: null }),
  });
  const countOf = (endpoint: string, status: WebhookDeliveryDocument['status']) =>
    store.webhookDeliveries.countByStatus(TENANT, endpoint, [status]);

  it('says that there are none', async () => {
    expect(await cli()).toMatchObject({ exitCode: 0, stdout: Buffer.from('no webhooks\n') });
    expect((await cli('enable', 'crm')).stderr).toContain('there is no webhook crm');
  });

  it('lists endpoints with their deliveries and their last error, and changes what it is told to', async () => {
    const registry = new EndpointRegistry(store.snapshots);
    const endpoint = { url: 'https://crm.example/key-42', topics: ['feedback.given.v1'] };
    await registry.register(
      TENANT,
      ['crm', 'gone'].map((name) => ({ ...endpoint, name })),
      0,
    );
    await registry.disable(TENANT, 'gone', { atMs: AT.getTime(), because: 'answered 410' });
    await store.webhookDeliveries.addMany(TENANT, [
      ...['a', 'b'].map((id) => delivery('crm', id, 'failed')),
      ...['c', 'd', 'e'].map((id) => delivery('gone', id, 'disabled')),
      delivery('gone', 'f', 'failed'),
    ]);
    const listed = JSON.parse((await cli('--json')).stdout.toString()) as unknown;
    expect(listed).toMatchObject([
      { name: 'crm', origin: 'https://crm.example', state: 'enabled', counts: { failed: 2, pending: 0 } },
      { name: 'gone', state: 'disabled', disabledAt: AT.toISOString(), counts: { disabled: 3, failed: 1 } },
    ]);
    const table = (await cli('list')).stdout.toString();
    expect(table).toMatch(/gone +https:\/\/crm.example +disabled: answered 410/);
    expect(table).toContain('answered 500');
    expect(table).not.toContain('key-42');

    expect((await cli('retry', '--endpoint', 'crm')).stdout.toString()).toBe(
      '2 failed deliveries are due again\n',
    );
    expect(await countOf('crm', 'pending')).toEqual({ pending: 2 });
    expect((await cli('retry')).stdout.toString()).toBe('1 failed deliveries are due again\n');
    expect((await cli('enable', 'gone', '--reason', 'they are back')).stdout.toString()).toBe(
      'gone is enabled; 3 deliveries had waited for it\n',
    );
    expect(await countOf('gone', 'pending')).toEqual({ pending: 4 });
    expect((await registry.read(TENANT))['gone']?.disabled).toBeNull();
    const { items } = await store.auditLog.findPage(TENANT, {}, { limit: 9 });
    expect(items.map(({ action, subject, because }) => [action, subject, because])).toEqual([
      ['webhook.enable', 'gone', 'they are back'],
      ['webhook.retry', 'all', null],
      ['webhook.retry', 'crm', null],
    ]);
  });

  it('posts a test event, and fails where it is not received', async () => {
    receiver.enqueue('POST /in', { status: 202 }, { status: 401, body: 'who are you?' });
    const received = await cli('test', 'crm');
    expect(received.stdout.toString()).toMatch(/^crm: arrived after \d+ ms/);
    expect(received.exitCode).toBe(0);
    expect(receiver.requests[0]).toMatchObject({
      json: { type: 'webhook.test', data: { endpoint: 'crm' } },
      headers: { 'webhook-signature': expect.stringMatching(/^v1,/) },
    });
    const refused = await cli('test', 'crm');
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.stdout.toString()).toContain('answered 401: who are you?');
    expect((await cli('test', 'nobody')).stderr).toContain('WEBHOOKS names no endpoint nobody');
  });
});

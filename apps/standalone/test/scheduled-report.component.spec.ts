/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { gatewayService } from '@convoscope/app-gateway/gateway.service';
import { notificationsService } from '@convoscope/app-notifications/notifications.service';
import { reportingService } from '@convoscope/app-reporting/reporting.service';
import { createMemoryBus } from '@convoscope/bus';
import { toSecret } from '@convoscope/config';
import { DEFAULT_TENANT, topics, type ReportDispatched } from '@convoscope/contracts';
import { createFilesystemObjectStore } from '@convoscope/objects';
import { startService } from '@convoscope/service';
import { connectStore } from '@convoscope/store';
import { createTelemetry, systemClock } from '@convoscope/telemetry';
import {
  anEvent,
  describeWithServer,
  eventually,
  ScriptedHttpServer,
  someConversations,
} from '@convoscope/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SECRET = toSecret(`whsec_${Buffer.alloc(32, 3).toString('base64')}`);
const KEY = 'a-key-of-some-length';
const SCHEDULE = {
  ...{ name: 'every-monday', template: 'support', cron: '0 8 * * 1', zone: 'Europe/Berlin' },
  recipients: ['webhook:mail', 'anna@example.com'],
};

describeWithServer('mongod', '“send me this every Monday”', ({ databaseUri, database }) => {
  const dir = mkdtempSync(join(tmpdir(), 'every-monday-'));
  const telemetry = createTelemetry({ service: 'every-monday-test', logLevel: 'silent' });
  const closers: (() => unknown)[] = [() => telemetry.close(), () => rmSync(dir, { recursive: true })];
  // A Friday.
  const start = Date.parse('2026-01-09T12:00:00Z') - Date.now();
  const time = { offset: start };
  const clock = { ...systemClock, now: () => Date.now() + time.offset };
  const bus = createMemoryBus({ telemetry, service: 'every-monday-test' });
  let mail: ScriptedHttpServer;
  let other: ScriptedHttpServer;
  let gatewayUrl: string;
  beforeAll(async () => {
    mail = await ScriptedHttpServer.start();
    other = await ScriptedHttpServer.start();
    mail.route('POST /', { status: 204 });
    other.route('POST /', { status: 204 });
    const store = await connectStore({ uri: databaseUri, database, telemetry });
    await store.migrate();
    const objects = createFilesystemObjectStore({ dir: join(dir, 'objects') });
    const infrastructure = { bus, store, objects, clock, tenant: DEFAULT_TENANT, dataDir: dir };
    const common = { infrastructure, telemetry, env: { GATEWAY_API_KEY: KEY } };
    const endpoint = (name: string, url: string) => ({
      ...{ name, url, topics: [topics.reportsDispatched.name], secrets: [SECRET] },
    });
    const services = [
      await startService(notificationsService, {
        ...{ ...common, http: false },
        settings: {
          webhooks: {
            ...{ allowPrivate: true, pollIntervalMs: 20 },
            endpoints: [endpoint('mail', mail.url), endpoint('other', other.url)],
          },
        },
      }),
      await startService(reportingService, {
        ...{ ...common, http: false },
        settings: { measuresIntervalMs: 50, jobsIntervalMs: 50, scheduleIntervalMs: 3_600_000 },
      }),
    ];
    const gateway = await startService(gatewayService, { ...common, http: { host: '127.0.0.1', port: 0 } });
    gatewayUrl = gateway.url ?? '';
    closers.unshift(
      ...[gateway, ...services].map((service) => () => service.stop()),
      ...[() => bus.close(), () => store.close(), () => mail.stop(), () => other.stop()],
    );
  }, 60_000);
  afterAll(async () => {
    for (const close of closers) await close();
  });

  const call = async (path: string, body?: unknown): Promise<Response> =>
    fetch(`${gatewayUrl}/api/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-api-key': KEY, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  it('comes true: asked for by API, made at its time, delivered by webhook to whom it names, and fetched', async () => {
    const conversations = someConversations(20);
    await bus.publish(
      topics.conversationsIngested,
      conversations.map((one) => anEvent(topics.conversationsIngested, one.conversationId, one)),
    );
    const saved = await call('report-schedules', { schedule: SCHEDULE });
    expect([saved.status, await saved.json()]).toEqual([
      202,
      expect.objectContaining({
        name: 'every-monday',
        nextTimes: expect.arrayContaining(['2026-01-12T07:00:00.000Z']),
      }),
    ]);
    await eventually(async () => expect((await call('report-schedules/every-monday')).status).toBe(200));
    expect(mail.requests).toHaveLength(0);
    time.offset = Date.parse('2026-01-12T07:00:30Z') - Date.now();
    await eventually(
      () => {
        expect(mail.requests).toHaveLength(1);
      },
      { timeoutMs: 20_000 },
    );
    const { type, data } = mail.requests[0]?.json as { type: string; data: ReportDispatched };
    expect(type).toBe('reports.dispatched.v1');
    expect(data).toMatchObject({
      ...{ schedule: 'every-monday', dueAt: '2026-01-12T07:00:00.000Z', isMadeUp: false },
      ...{ recipients: SCHEDULE.recipients, reportId: 'weekly-2026-01-05.support' },
    });
    expect(other.requests).toHaveLength(0);
    const file = await fetch(gatewayUrl + (data.files[0]?.path ?? ''), { headers: { 'x-api-key': KEY } });
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const runs = (await (await call('report-schedules/every-monday/runs')).json()) as { items: unknown[] };
    expect(runs.items).toEqual([
      expect.objectContaining({ state: 'done', reportId: data.reportId, share: 1 }),
    ]);
  }, 60_000);
});

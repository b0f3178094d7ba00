import { createMemoryBus, type Bus } from '@convoscope/bus';
import { toSecret, type SettingsOf } from '@convoscope/config';
import { DEFAULT_TENANT, topics, type Event, type FeedbackGiven } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { startService, type RunningService } from '@convoscope/service';
import { connectStore, type Store } from '@convoscope/store';
import { createTelemetry, systemClock, type Telemetry } from '@convoscope/telemetry';
import { anEvent, type SuiteServer } from '@convoscope/testing';
import type { webhookSettings } from '../src/notifications.config.ts';
import { notificationsService } from '../src/notifications.service.ts';
import type { WebhookEndpoint } from '../src/webhooks/webhook-endpoint.ts';

export const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;

export const anEndpoint = (overrides: Partial<WebhookEndpoint> & { url: string }): WebhookEndpoint => ({
  ...{ name: 'crm', topics: [topics.feedbackGiven.name], secrets: [toSecret(SECRET)] },
  ...overrides,
});

/** An event of a key of its own that is quickly made. */
export const feedback = (
  feedbackId: string,
  overrides: Partial<Event<FeedbackGiven>> = {},
): Event<FeedbackGiven> =>
  anEvent(
    topics.feedbackGiven,
    feedbackId,
    {
      ...{ feedbackId, subject: 'category', subjectId: 'c1', field: 'topic', value: 'billing' },
      ...{ givenBy: 'anna', givenAt: '2026-01-07T00:00:00.000Z' },
    },
    overrides,
  );

type Settings = SettingsOf<typeof webhookSettings>;

const QUICK: Partial<Settings> = {
  ...{ allowPrivate: true, timeoutMs: 2_000, pollIntervalMs: 20, breakerPauseMs: 200 },
  retryScheduleMs: [30, 30, 30],
};

/** A store on a database of its own and a bus in memory, on which the service is started as often as wanted. */
export interface NotificationsFixture {
  readonly bus: Bus;
  readonly store: Store;
  readonly telemetry: Telemetry;
  start(
    endpoints: readonly WebhookEndpoint[],
    settings?: Partial<Settings>,
  ): Promise<RunningService<typeof notificationsService.settings>>;
  publish(...events: readonly Event<FeedbackGiven>[]): Promise<void>;
  close(): Promise<void>;
}

export async function openFixture(server: SuiteServer<'mongod'>): Promise<NotificationsFixture> {
  const telemetry = createTelemetry({ service: 'notifications-test', logLevel: 'silent' });
  const bus = createMemoryBus({ telemetry, service: 'notifications-test' });
  const store = await connectStore({ uri: server.databaseUri, database: server.database, telemetry });
  await store.migrate();
  const running = new Set<{ stop(): Promise<void> }>();
  return {
    ...{ bus, store, telemetry },
    async start(endpoints, settings = {}) {
      const service = await startService(notificationsService, {
        infrastructure: {
          ...{ bus, store, objects: {} as ObjectStore, clock: systemClock },
          ...{ tenant: DEFAULT_TENANT, dataDir: '.' },
        },
        settings: { webhooks: { ...QUICK, ...settings, endpoints } },
        ...{ http: false, telemetry, env: {} },
      });
      running.add(service);
      return service;
    },
    publish: (...events) => bus.publish(topics.feedbackGiven, events),
    async close() {
      for (const service of running) await service.stop();
      await bus.close();
      await store.close();
      await telemetry.close();
    },
  };
}

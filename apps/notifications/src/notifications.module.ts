import type { DynamicModule } from '@nestjs/common';
import type { SettingsOf } from '@convoscope/config';
import { allTopics } from '@convoscope/contracts';
import { createGuardedDispatcher } from '@convoscope/resilience';
import { IntervalWorker, type ServiceRuntime } from '@convoscope/service';
import { DeliveryWorkers } from './delivery/delivery-workers.ts';
import { EndpointRegistry } from './delivery/endpoint-registry.ts';
import { EndpointWorker } from './delivery/endpoint-worker.ts';
import { registerOnce } from './delivery/register-once.ts';
import { watchDeliveries } from './delivery/watch-deliveries.ts';
import type { notificationsSettings } from './notifications.config.ts';
import { createNotificationsController, NOTIFICATIONS_PIPELINE } from './notifications.controller.ts';
import { createNotificationsEvents } from './notifications.events.ts';
import { createNotificationsPipeline } from './notifications.pipeline.ts';
import { createWebhookChannel } from './webhooks/webhook-channel.ts';

class NotificationsModule {}

const DELIVERY_WORKERS = Symbol('DELIVERY_WORKERS');
const WATCH_WORKER = Symbol('WATCH_WORKER');

const LOOK_EVERY_MS = 5_000;
/** Beyond the time that one attempt may take. */
const STALL_AFTER_MS = 60_000;

export type NotificationsRuntime = ServiceRuntime<SettingsOf<typeof notificationsSettings>>;

/** The one place where this service's ports meet their adapters. */
export function createNotificationsModule(runtime: NotificationsRuntime): DynamicModule {
  const { store, clock, telemetry } = runtime;
  const settings = runtime.settings.webhooks;
  const deliveries = store.webhookDeliveries;
  const events = createNotificationsEvents(telemetry);
  const registry = new EndpointRegistry(store.snapshots);
  const { timeoutMs, allowPrivate } = settings;
  const dispatcher = createGuardedDispatcher({ allowPrivate, connectTimeoutMs: timeoutMs });
  const endpoints = settings.endpoints.map((endpoint) => ({ tenant: runtime.tenant, ...endpoint }));
  const retries = { scheduleMs: settings.retryScheduleMs, random: Math.random };
  const statesOf = registerOnce(registry, endpoints, clock.now());
  const workers = endpoints.map(
    (endpoint) =>
      new EndpointWorker({
        ...{ ...settings, deliveries, registry, events, clock, retries },
        ...{ tenant: endpoint.tenant, endpoint: endpoint.name, registered: () => statesOf(endpoint.tenant) },
        channel: createWebhookChannel(endpoint, { ...settings, dispatcher, clock, telemetry }),
      }),
  );
  const all = new DeliveryWorkers(workers, () => dispatcher.close());
  const pipeline = createNotificationsPipeline({
    ...{ addressees: endpoints, deliveries, events, now: () => clock.now() },
    statesOf,
    wake: (names) => all.wake(names),
  });
  const watch = watchDeliveries({
    ...{ workers, deliveries, events, clock, telemetry, intervalMs: LOOK_EVERY_MS },
    stallAfterMs: STALL_AFTER_MS + timeoutMs,
  });
  const wanted = allTopics.filter(({ name }) => endpoints.some(({ topics }) => topics.includes(name)));
  return {
    module: NotificationsModule,
    controllers: wanted.length === 0 ? [] : [createNotificationsController(wanted)],
    providers: [
      { provide: NOTIFICATIONS_PIPELINE, useValue: pipeline },
      { provide: DELIVERY_WORKERS, useValue: all },
      {
        provide: WATCH_WORKER,
        useValue: new IntervalWorker({
          ...{
            name: 'watch-deliveries',
            intervalMs: LOOK_EVERY_MS,
            restFactor: 4,
            clock,
            telemetry,
            work: watch,
          },
        }),
      },
    ],
  };
}

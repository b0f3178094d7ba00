import { afterEach, describe, expect, it } from '@jest/globals';
import { createMemoryBus, ok, Subscribe, type Bus, type EventBatch, type Outcome } from '@convoscope/bus';
import { defineSettings, integer, text } from '@convoscope/config';
import { ConfigError, topics, type ConversationDeleted, type Event } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import type { Store } from '@convoscope/store';
import { anEvent, eventually } from '@convoscope/testing';
import { createTelemetry, systemClock, type Telemetry } from '@convoscope/telemetry';
import { Controller, Get, Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { defineService, startService, type Infrastructure, type RunningService } from '@convoscope/service';

const JOURNAL = Symbol('journal');

/** A service as small as one can be: writes down what it was handed, and when it was destroyed. */
@Controller()
class RecordingController implements OnModuleDestroy {
  readonly #journal: string[];

  constructor(@Inject(JOURNAL) journal: string[]) {
    this.#journal = journal;
  }

  @Subscribe(topics.conversationsDeleted)
  async record(batch: EventBatch<ConversationDeleted>): Promise<readonly Outcome[]> {
    this.#journal.push(...batch.events.map(({ key }) => `begin ${key}`));
    await systemClock.sleep(100);
    this.#journal.push(...batch.events.map(({ key }) => `end ${key}`));
    return batch.events.map(() => ok(null));
  }

  @Get('greeting')
  greet(): string {
    return 'hello';
  }

  onModuleDestroy(): void {
    this.#journal.push('destroyed');
  }
}

@Module({})
class RecordingModule {}

const settings = defineSettings({
  greeting: { env: 'RECORDING_GREETING', type: text(), default: 'hello', doc: 'What to say.' },
  limit: { env: 'RECORDING_LIMIT', type: integer({ min: 1 }), default: 5, doc: 'How many.' },
});

const recordingService = (journal: string[]) =>
  defineService({
    name: 'recording',
    settings,
    module: () => ({
      module: RecordingModule,
      controllers: [RecordingController],
      providers: [{ provide: JOURNAL, useValue: journal }],
    }),
  });

const deletionOf = (conversationId: string): Event<ConversationDeleted> =>
  anEvent(topics.conversationsDeleted, conversationId, {
    conversationId,
    source: 'tests',
    sequence: 2,
    startedAt: '2026-01-01T00:00:00.000Z',
    deletedAt: '2026-01-02T00:00:00.000Z',
    reason: 'gone-at-source',
  });

const closers: (() => Promise<void>)[] = [];

const aTelemetry = (service: string): Telemetry => {
  const telemetry = createTelemetry({ service, logLevel: 'silent', processMetrics: false });
  closers.push(() => telemetry.close());
  return telemetry;
};

const sharedInfrastructure = (): Infrastructure => {
  const bus: Bus = createMemoryBus({
    telemetry: aTelemetry('infrastructure'),
    service: 'tests',
    partitions: 1,
  });
  closers.unshift(() => bus.close());
  // The services of this file use neither store nor objects.
  const [store, objects] = [{} as Store, {} as ObjectStore];
  return { bus, store, objects, clock: systemClock, tenant: 'default', dataDir: '/nowhere' };
};

const getJson = async (service: RunningService, path: string): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${service.url}${path}`);
  return { status: response.status, body: await response.json() };
};

const env = { LOG_LEVEL: 'silent' };

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

describe('a service in a shared process', () => {
  it('takes batches, serves its routes, and tells health and metrics', async () => {
    const journal: string[] = [];
    const infrastructure = sharedInfrastructure();
    const service = await startService(recordingService(journal), { infrastructure, env });
    closers.unshift(service.stop);
    await infrastructure.bus.publish(topics.conversationsDeleted, [deletionOf('c1'), deletionOf('c2')]);
    await eventually(() => expect(journal).toEqual(['begin c1', 'begin c2', 'end c1', 'end c2']));
    expect(await (await fetch(`${service.url}/greeting`)).text()).toBe('hello');
    expect(await getJson(service, '/health/live')).toMatchObject({
      status: 200,
      body: { status: 'ok', details: { 'event-loop': { status: 'up' } } },
    });
    expect(await getJson(service, '/health/ready')).toMatchObject({
      status: 200,
      body: { details: { subscriptions: { status: 'up' } } },
    });
  });

  it('shows health and metrics of its neighbours where asked to', async () => {
    const neighbour = aTelemetry('neighbour');
    neighbour.counter({ name: 'reporting_users_total', help: 'Events.' }).inc(3);
    neighbour.addHealthCheck('ready', 'store', () => ({ healthy: false, details: { error: 'down' } }));
    const infrastructure = sharedInfrastructure();
    const service = await startService(recordingService([]), {
      infrastructure,
      env,
      alsoObserve: [neighbour],
    });
    closers.unshift(service.stop);
    service.runtime.telemetry.counter({ name: 'reporting_users_total', help: 'Events.' }).inc(4);
    const metrics = await fetch(`${service.url}/metrics`);
    const text = await metrics.text();
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toContain('convoscope_reporting_users_total{service="recording"} 4');
    expect(text).toContain('convoscope_reporting_users_total{service="neighbour"} 3');
    expect(await getJson(service, '/health/ready')).toMatchObject({
      status: 503,
      body: { status: 'error', error: { 'neighbour.store': { status: 'down', error: 'down' } } },
    });
    expect((await getJson(service, '/health/live')).status).toBe(200);
  });

  it('lets a running batch end before it destroys modules, and is not ready meanwhile', async () => {
    const journal: string[] = [];
    const infrastructure = sharedInfrastructure();
    const service = await startService(recordingService(journal), { infrastructure, env });
    await infrastructure.bus.publish(topics.conversationsDeleted, [deletionOf('c1')]);
    await eventually(() => expect(journal).toEqual(['begin c1']));
    const stopping = service.stop();
    expect((await getJson(service, '/health/ready')).status).toBe(503);
    expect((await getJson(service, '/health/live')).status).toBe(200);
    await Promise.all([stopping, service.stop()]);
    expect(journal).toEqual(['begin c1', 'end c1', 'destroyed']);
    await expect(fetch(`${service.url}/health/live`)).rejects.toThrow();
    const [progress] = await infrastructure.bus.progress(['recording'], [topics.conversationsDeleted]);
    expect(progress?.lag).toBe(0);
  });

  it('works without HTTP', async () => {
    const journal: string[] = [];
    const infrastructure = sharedInfrastructure();
    const service = await startService(recordingService(journal), { infrastructure, env, http: false });
    closers.unshift(service.stop);
    await infrastructure.bus.publish(topics.conversationsDeleted, [deletionOf('c1')]);
    await eventually(() => expect(journal).toContain('end c1'));
    expect(service.url).toBeNull();
  });

  it('takes settings from the environment, and overrides before that', async () => {
    const infrastructure = sharedInfrastructure();
    const { runtime, stop } = await startService(recordingService([]), {
      infrastructure,
      http: false,
      env: { ...env, RECORDING_GREETING: 'from env', RECORDING_LIMIT: '7' },
      settings: { limit: 9 },
    });
    closers.unshift(stop);
    expect(runtime.settings).toEqual({ greeting: 'from env', limit: 9 });
    expect(runtime.tenant).toBe('default');
  });

  it('hands the application to the definition before it listens', async () => {
    const definition = defineService({
      ...recordingService([]),
      configure: (app) =>
        void app
          .getHttpAdapter()
          .getInstance()
          .addHook('onRequest', async (_request, reply) => void reply.header('x-configured', 'yes')),
    });
    const service = await startService(definition, { infrastructure: sharedInfrastructure(), env });
    closers.unshift(service.stop);
    expect((await fetch(`${service.url}/greeting`)).headers.get('x-configured')).toBe('yes');
  });

  it('leaves nothing open when its module cannot be built', async () => {
    const broken = defineService({
      ...recordingService([]),
      module: () => ({ module: RecordingModule, controllers: [RecordingController] }),
    });
    const starting = startService(broken, { infrastructure: sharedInfrastructure(), env });
    await expect(starting).rejects.toThrow(/journal/);
  });
});

describe('a service of its own', () => {
  it('names every problem of its settings and of the infrastructure at once', async () => {
    const wrong = { RECORDING_LIMIT: '0', BUS_DRIVER: 'rabbit', HTTP_PORT: '-1' };
    const error = await startService(recordingService([]), { env: wrong }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).problems.map((problem) => problem.split(' ')[0])).toEqual([
      'HTTP_PORT',
      'BUS_DRIVER',
      'MONGODB_URI',
      'RECORDING_LIMIT',
    ]);
  });

  it('names settings that contradict each other', async () => {
    const contradictory = {
      ...env,
      MONGODB_URI: 'mongodb://localhost:1',
      KAFKA_SASL_MECHANISM: 'plain',
      S3_ACCESS_KEY_ID: 'key',
    };
    await expect(startService(recordingService([]), { env: contradictory })).rejects.toMatchObject({
      problems: [
        expect.stringContaining('KAFKA_SASL_PASSWORD'),
        expect.stringContaining('S3_SECRET_ACCESS_KEY'),
      ],
    });
  });
});

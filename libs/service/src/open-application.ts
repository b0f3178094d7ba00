import type { SettingsOf, SettingsSchema } from '@convoscope/config';
import type { Telemetry } from '@convoscope/telemetry';
import type { Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';
import { closeInOrder } from './close-in-order.ts';
import { DrainingTransport } from './draining-transport.ts';
import { IntervalWorker } from './interval-worker.ts';
import { createSweep, hasSweeps, type LifetimesMs } from './lifetimes/sweep-lifetimes.ts';
import { httpServerOptions, limitConnections } from './http-limits.ts';
import { trackErrors } from './errors/track-errors.ts';
import { createNestLogger } from './nest-logger.ts';
import type { ServiceDefinition, ServiceRuntime } from './service-definition.ts';
import { createServiceModule } from './service.module.ts';

export interface HttpAddress {
  host: string;
  port: number;
}

export interface ApplicationOptions {
  http: HttpAddress | false;
  alsoObserve: readonly Telemetry[];
  lifetimes: LifetimesMs;
  /** Where errors are sent too. */
  sentryDsn?: string | undefined;
}

export interface OpenApplication {
  url: string | null;
  close(): Promise<void>;
}

/** Requests that still run this long after the server stopped listening (open streams) are cut off. */
const HTTP_DRAIN_MS = 3_000;

async function listen(app: NestFastifyApplication, http: HttpAddress | false): Promise<string | null> {
  await app.init();
  limitConnections(app.getHttpServer());
  if (http === false) return null;
  await app.listen(http.port, http.host);
  const { port } = app.getHttpServer().address() as { port: number };
  const host = http.host === '0.0.0.0' || http.host === '::' ? 'localhost' : http.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function closeApplication(app: NestFastifyApplication): Promise<void> {
  const cutOff = setTimeout(() => app.getHttpServer().closeAllConnections(), HTTP_DRAIN_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(cutOff);
  }
}

const SWEEP_EVERY_MS = 3_600_000;

/** The worker that removes what the service owns and whose time is over; none where it owns nothing that ends. */
function lifetimeWorkers<S extends SettingsSchema>(
  definition: ServiceDefinition<S>,
  runtime: ServiceRuntime<SettingsOf<S>>,
  lifetimes: LifetimesMs,
): Provider[] {
  const { name } = definition;
  if (!hasSweeps(name)) return [];
  const { clock, telemetry } = runtime;
  const onExpiry = definition.onExpiry?.(runtime);
  const work = createSweep({ service: name, infrastructure: runtime, lifetimes, onExpiry, telemetry });
  const worker = new IntervalWorker({
    ...{ name: 'lifetimes', intervalMs: SWEEP_EVERY_MS, clock, telemetry, work },
  });
  return [{ provide: 'LIFETIMES_WORKER', useValue: worker }];
}

/**
 * The Nest application of a service: initialises its modules, answers probes, then joins the bus.
 * Closing keeps the order that loses nothing: not ready, subscriptions drained, HTTP and modules closed.
 */
export async function openApplication<S extends SettingsSchema>(
  definition: ServiceDefinition<S>,
  runtime: ServiceRuntime<SettingsOf<S>>,
  { http, alsoObserve, lifetimes, sentryDsn }: ApplicationOptions,
): Promise<OpenApplication> {
  const { telemetry } = runtime;
  const workers = [
    ...lifetimeWorkers(definition, runtime, lifetimes),
    trackErrors({ ...runtime, service: definition.name, dsn: sentryDsn }),
  ];
  const module = createServiceModule(definition.module(runtime), [telemetry, ...alsoObserve], workers);
  const app = await NestFactory.create<NestFastifyApplication>(
    module,
    new FastifyAdapter(httpServerOptions()),
    {
      logger: createNestLogger(telemetry.logger),
      abortOnError: false,
    },
  );
  const transport = new DrainingTransport({ bus: runtime.bus, group: definition.name });
  telemetry.addHealthCheck('ready', 'subscriptions', () => ({ healthy: transport.isListening }));
  const close = (): Promise<void> => closeInOrder([() => transport.close(), () => closeApplication(app)]);
  try {
    await definition.configure?.(app, runtime);
    app.connectMicroservice({ strategy: transport });
    const url = await listen(app, http);
    await app.startAllMicroservices();
    telemetry.logger.info({ url }, 'service is ready');
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

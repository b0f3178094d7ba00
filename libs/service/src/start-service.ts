import {
  loadSettings,
  processEnvironment,
  type Environment,
  type SettingsOf,
  type SettingsOverrides,
  type SettingsSchema,
} from '@convoscope/config';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { closeInOrder } from './close-in-order.ts';
import { createInfrastructure, type OwnedInfrastructure } from './create-infrastructure.ts';
import {
  infrastructureSettings,
  processSettings,
  type InfrastructureSettings,
} from './infrastructure-settings.ts';
import { openApplication, type HttpAddress } from './open-application.ts';
import type { Infrastructure, ServiceDefinition, ServiceRuntime } from './service-definition.ts';
import { waitForServers } from './wait-for-servers.ts';

export interface StartOptions<S extends SettingsSchema> {
  /** Shared with other services of this process and closed by its owner. Absent: opened from the environment and closed by `stop()`. */
  infrastructure?: Infrastructure | undefined;
  /** Settings of the service that the environment does not decide. */
  settings?: SettingsOverrides<S> | undefined;
  /** Where to listen. Default: HTTP_HOST and HTTP_PORT, or a free local port with shared infrastructure. `false`: nowhere. */
  http?: HttpAddress | false | undefined;
  /** Default: one of its own, closed by `stop()`. */
  telemetry?: Telemetry | undefined;
  /** Further services of this process whose health and metrics the HTTP server shows too. */
  alsoObserve?: readonly Telemetry[] | undefined;
  /** Default: the environment of the process. */
  env?: Environment | undefined;
  envFile?: string | undefined;
  /** Wait for servers that are away, alive and not ready, until this aborts. Absent: a server that is away fails the start. */
  waitUntil?: AbortSignal | undefined;
}

export interface RunningService<S extends SettingsSchema = SettingsSchema> {
  name: string;
  /** Base URL without a slash at the end; null where the service does not listen. */
  url: string | null;
  runtime: ServiceRuntime<SettingsOf<S>>;
  /** How long `stop()` may take before the process should be ended. */
  shutdownGraceMs: number;
  /** Readiness drops, subscriptions drain, modules are destroyed, own infrastructure is closed. Calling it again waits for the same end. */
  stop(): Promise<void>;
}

interface Prepared<S extends SettingsSchema> {
  telemetry: Telemetry;
  settings: SettingsOf<S>;
  /** Null where infrastructure is shared. */
  own: InfrastructureSettings | null;
  shutdownGraceMs: number;
  lifetimes: SettingsOf<typeof processSettings>['lifetimes'];
  sentryDsn: string | undefined;
}

const LOCAL: HttpAddress = { host: '127.0.0.1', port: 0 };

/** All settings at once, so that all problems are named at once, and the telemetry they ask for. */
function prepare<S extends SettingsSchema>(
  definition: ServiceDefinition<S>,
  options: StartOptions<S>,
): Prepared<S> {
  const { env = processEnvironment(), envFile, infrastructure } = options;
  const overrides = { service: options.settings ?? {} };
  const isOwner = infrastructure === undefined;
  const schema = {
    infrastructure: isOwner ? infrastructureSettings : processSettings,
    service: definition.settings,
  };
  const loaded = loadSettings<SettingsSchema>(schema, env, { envFile, overrides });
  const shared = loaded['infrastructure'] as SettingsOf<typeof processSettings>;
  const telemetry =
    options.telemetry ??
    createTelemetry({
      service: definition.name,
      logLevel: shared.logLevel,
      processMetrics: isOwner,
      clock: infrastructure?.clock,
    });
  return {
    telemetry,
    settings: loaded['service'] as SettingsOf<S>,
    shutdownGraceMs: shared.shutdownGraceMs,
    lifetimes: shared.lifetimes,
    sentryDsn: shared.sentryDsn?.reveal(),
    own: isOwner ? (loaded['infrastructure'] as InfrastructureSettings) : null,
  };
}

/**
 * Starts a service in this process and resolves when it has joined the bus and is ready.
 * Throws ConfigError with every problem, TransientError when a server cannot be reached (and is not waited for); nothing is left open then.
 */
export async function startService<const S extends SettingsSchema>(
  definition: ServiceDefinition<S>,
  options: StartOptions<S> = {},
): Promise<RunningService<S>> {
  const { telemetry, settings, own, shutdownGraceMs, lifetimes, sentryDsn } = prepare(definition, options);
  const closers: (() => Promise<void>)[] = [];
  if (options.telemetry === undefined) closers.unshift(() => telemetry.close());
  const close = (): Promise<void> => closeInOrder(closers);
  try {
    const { waitUntil: signal } = options;
    const http = options.http ?? own?.http ?? LOCAL;
    const open = async (): Promise<OwnedInfrastructure | null> =>
      own === null ? null : createInfrastructure(own, telemetry);
    const opened = await (signal === undefined ? open() : waitForServers(open, { telemetry, http, signal }));
    if (opened !== null) closers.unshift(opened.close);
    const infrastructure = (options.infrastructure ?? opened) as Infrastructure;
    const runtime = { ...infrastructure, name: definition.name, settings, telemetry };
    const application = await openApplication(definition, runtime, {
      http,
      alsoObserve: options.alsoObserve ?? [],
      lifetimes,
      sentryDsn,
    });
    closers.unshift(application.close);
    let stopping: Promise<void> | undefined;
    const stop = (): Promise<void> => (stopping ??= close());
    return { name: definition.name, url: application.url, runtime, shutdownGraceMs, stop };
  } catch (error) {
    await close().catch((closing: unknown) =>
      telemetry.logger.warn({ err: closing }, 'closing after a failed start failed'),
    );
    throw error;
  }
}

import { defaultEnvFile, type SettingsSchema } from '@convoscope/config';
import { infrastructureSettings } from './infrastructure-settings.ts';
import { runUntilSignal } from './run-until-signal.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { startService } from './start-service.ts';
import { watchLiveness } from './watch-liveness.ts';
import { watchNamedFiles } from './watch-named-files.ts';

/**
 * A service as a process of its own: settings from the environment and `.env`, then see `runUntilSignal`. It ends itself when its
 * liveness fails, for places where processes that end are started again and nobody probes (Compose, systemd), and in order when a mounted
 * secret is replaced. Servers that are away at the start are waited for.
 */
export const runService = <const S extends SettingsSchema>(definition: ServiceDefinition<S>): Promise<void> =>
  runUntilSignal(async (env, signal) => {
    // From before settings are read: a secret that is replaced during a slow start would never be noticed.
    const { changed } = watchNamedFiles(
      { infrastructure: infrastructureSettings, service: definition.settings },
      env,
    );
    const isOver = new AbortController();
    void changed.then(() => isOver.abort());
    const waitUntil = AbortSignal.any([signal, isOver.signal]);
    const service = await startService(definition, { env, envFile: defaultEnvFile(), waitUntil });
    const { telemetry } = service.runtime;
    return {
      logger: telemetry.logger,
      shutdownGraceMs: service.shutdownGraceMs,
      stop: service.stop,
      stuck: watchLiveness(telemetry).stuck,
      ended: changed,
    };
  });

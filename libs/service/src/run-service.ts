import { defaultEnvFile, type SettingsSchema } from '@convoscope/config';
import { runUntilSignal } from './run-until-signal.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { startService } from './start-service.ts';
import { watchLiveness } from './watch-liveness.ts';
import { watchNamedFiles } from './watch-named-files.ts';

/**
 * A service as a process of its own: settings from the environment and `.env`, then see `runUntilSignal`. It ends itself when its
 * liveness fails, for places where processes that end are started again and nobody probes (Compose, systemd), and in order when a mounted
 * secret is replaced.
 */
export const runService = <const S extends SettingsSchema>(definition: ServiceDefinition<S>): Promise<void> =>
  runUntilSignal(async (env) => {
    const service = await startService(definition, { env, envFile: defaultEnvFile() });
    const { telemetry } = service.runtime;
    return {
      logger: telemetry.logger,
      shutdownGraceMs: service.shutdownGraceMs,
      stop: service.stop,
      stuck: watchLiveness(telemetry).stuck,
      ended: watchNamedFiles(env).changed,
    };
  });

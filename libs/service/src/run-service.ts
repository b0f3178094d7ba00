import { defaultEnvFile, type SettingsSchema } from '@convoscope/config';
import { runUntilSignal } from './run-until-signal.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { startService } from './start-service.ts';

/** A service as a process of its own: settings from the environment and `.env`, then see `runUntilSignal`. */
export const runService = <const S extends SettingsSchema>(definition: ServiceDefinition<S>): Promise<void> =>
  runUntilSignal(async (env) => {
    const service = await startService(definition, { env, envFile: defaultEnvFile() });
    return {
      logger: service.runtime.telemetry.logger,
      shutdownGraceMs: service.shutdownGraceMs,
      stop: service.stop,
    };
  });

import { ingestionService } from '@convoscope/app-ingestion/ingestion.service';
import type { IngestionSettings } from '@convoscope/app-ingestion/ingestion.config';
import { loadSettings, type Environment } from '@convoscope/config';
import { ConfigError } from '@convoscope/contracts';
import { sourceEnvironments } from './remembered-sources.ts';

export interface InstallationSource {
  /** What the ingestion of this source is started with. */
  env: Environment;
  settings: IngestionSettings;
}

/** Of a source of an earlier start; null where its settings are not valid any more. */
function formerSource(env: Environment): InstallationSource | null {
  try {
    return { env, settings: loadSettings(ingestionService.settings, env) };
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

/**
 * The sources of the installation on a data folder, that of the last start first; `given` is the environment of the process without the env file.
 * Throws ConfigError where the settings of the first are wrong.
 */
export function installationSources(
  dataDir: string,
  environments: { given: Environment; env: Environment },
): InstallationSource[] {
  const [current = environments.env, ...former] = sourceEnvironments(dataDir, environments);
  return [
    { env: current, settings: loadSettings(ingestionService.settings, current) },
    ...former.flatMap((env) => formerSource(env) ?? []),
  ];
}

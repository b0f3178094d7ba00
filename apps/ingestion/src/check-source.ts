import { ConfigError } from '@convoscope/contracts';
import { fileSourceOf, findSettingProblems } from './create-source.ts';
import type { IngestionSettings } from './ingestion.config.ts';
import { loadPrivacy } from './privacy/load-privacy.ts';
import { loadMapping } from './mapping/load-mapping.ts';

/**
 * What can be said of the source before anything is started: settings that are missing, a mapping that is wrong, a path that leads nowhere, a
 * file that cannot be read or whose columns do not fit. Throws ConfigError with every problem. Asks no server. Cost: the beginning of each file.
 */
export async function checkSource(settings: IngestionSettings): Promise<void> {
  const problems = findSettingProblems(settings);
  if (problems.length > 0) throw new ConfigError(problems);
  await loadPrivacy(settings.privacy, 'default');
  const mapping = await loadMapping({ path: settings.source.mappingPath, inline: settings.source.mapping });
  if (settings.source.kind !== 'file') return;
  const source = fileSourceOf(settings, mapping);
  await source.open();
  await source.close();
}

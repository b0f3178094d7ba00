import { ConfigError } from '@convoscope/contracts';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { IngestionSettings } from './ingestion.config.ts';
import type { ColumnMapping } from './mapping/column-mapping.ts';
import { loadMapping } from './mapping/load-mapping.ts';
import type { ConversationSource } from './sources/conversation-source.port.ts';
import { createFileSource, type FileSourceOptions } from './sources/file/file-source.ts';
import { createNocodbSource } from './sources/nocodb/create-nocodb-source.ts';

export interface ConfiguredSource {
  source: ConversationSource;
  mapping: ColumnMapping;
}

/** The source that the settings name, not yet opened. Throws ConfigError with every problem. */
export async function createSource(
  settings: IngestionSettings,
  deps: { clock: Clock; telemetry: Telemetry },
): Promise<ConfiguredSource> {
  const problems = missingSettings(settings);
  const mapping = await loadMapping({
    path: settings.source.mappingPath,
    inline: settings.source.mapping,
  }).catch((error: unknown) => {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return null;
  });
  if (mapping === null || problems.length > 0) throw new ConfigError(problems);
  const source =
    settings.source.kind === 'file'
      ? fileSourceOf(settings, mapping)
      : createNocodbSource(settings, mapping, deps);
  return { source, mapping };
}

export const fileSourceOf = (settings: IngestionSettings, mapping: ColumnMapping): ConversationSource =>
  createFileSource({ ...settings.source, mapping, reading: readingOf(settings) });

const readingOf = ({ source }: IngestionSettings): NonNullable<FileSourceOptions['reading']> => ({
  encoding: source.encoding,
  delimiter: source.delimiter === '' ? null : source.delimiter.replace('\\t', '\t'),
  maxRatio: source.maxRatio,
});

/** Settings that only one kind of source needs and that therefore have no default. */
export function missingSettings({ source, nocodb }: IngestionSettings): string[] {
  const required =
    source.kind === 'file'
      ? { SOURCE_PATH: source.path }
      : {
          NOCODB_URL: nocodb.url,
          NOCODB_TOKEN: nocodb.token?.reveal() ?? '',
          NOCODB_BASE_ID: nocodb.baseId,
        };
  return Object.entries(required)
    .filter(([, value]) => value === '')
    .map(([env]) => `${env} is required with SOURCE_KIND=${source.kind}`);
}

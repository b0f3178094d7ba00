import { ConfigError } from '@convoscope/contracts';
import type { SourcePrivacy } from '@convoscope/privacy';
import { isEncoding } from '@convoscope/tables';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { IngestionSettings } from './ingestion.config.ts';
import type { ColumnMapping } from './mapping/column-mapping.ts';
import { loadMapping } from './mapping/load-mapping.ts';
import { createRowCheck } from './steps/clean-row.step.ts';
import { loadPrivacy } from './privacy/load-privacy.ts';
import type { ConversationSource } from './sources/conversation-source.port.ts';
import { createFileSource, type FileSourceOptions } from './sources/file/file-source.ts';
import { createNocodbSource } from './sources/nocodb/create-nocodb-source.ts';

export interface ConfiguredSource {
  source: ConversationSource;
  mapping: ColumnMapping;
  /** What becomes of its personal data; null: nothing is looked for. */
  privacy: SourcePrivacy | null;
}

/** The source that the settings name, not yet opened. Throws ConfigError with every problem. */
export async function createSource(
  settings: IngestionSettings,
  deps: { clock: Clock; telemetry: Telemetry; tenant: string },
): Promise<ConfiguredSource> {
  const problems = findSettingProblems(settings);
  const noted = (error: unknown): null => {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return null;
  };
  const { mappingPath: path, mapping: inline, name } = settings.source;
  const mapping = await loadMapping({ path, inline }).catch(noted);
  const privacyOf = await loadPrivacy(settings.privacy, deps.tenant).catch(noted);
  if (mapping === null || privacyOf === null || problems.length > 0) throw new ConfigError(problems);
  const source =
    settings.source.kind === 'file'
      ? fileSourceOf(settings, mapping)
      : createNocodbSource(settings, mapping, deps);
  return { source, mapping, privacy: privacyOf(name) };
}

export const fileSourceOf = (settings: IngestionSettings, mapping: ColumnMapping): ConversationSource =>
  createFileSource({
    ...{ ...settings.source, mapping, reading: readingOf(settings) },
    problemOf: createRowCheck(mapping, settings.source.name),
  });

const readingOf = ({ source }: IngestionSettings): NonNullable<FileSourceOptions['reading']> => ({
  encoding: source.encoding,
  delimiter: source.delimiter === '' ? null : source.delimiter.replace('\\t', '\t'),
  maxRatio: source.maxRatio,
});

/** Settings that only one kind of source needs and that therefore have no default, and those of files that cannot be. */
export function findSettingProblems({ source, nocodb }: IngestionSettings): string[] {
  const required =
    source.kind === 'file'
      ? { SOURCE_PATH: source.path }
      : {
          NOCODB_URL: nocodb.url,
          NOCODB_TOKEN: nocodb.token?.reveal() ?? '',
          NOCODB_BASE_ID: nocodb.baseId,
        };
  const missing = Object.entries(required)
    .filter(([, value]) => value === '')
    .map(([env]) => `${env} is required with SOURCE_KIND=${source.kind}`);
  return source.kind === 'file' ? [...missing, ...findReadingProblems(source)] : missing;
}

function findReadingProblems({ delimiter, encoding }: IngestionSettings['source']): string[] {
  const problems: string[] = [];
  if (delimiter !== '' && !/^(?:[\t\x20-\x7e]|\\t)$/.test(delimiter))
    problems.push(`SOURCE_DELIMITER is "${delimiter}": expected one character, such as ; or \\t`);
  if (!isEncoding(encoding))
    problems.push(
      `SOURCE_ENCODING is "${encoding}": expected auto, utf-8, windows-1252, utf-16le or such a name`,
    );
  return problems;
}

import { readFile } from 'node:fs/promises';
import { parse as parseYaml } from 'yaml';
import { ConfigError, isRecord } from '@convoscope/contracts';
import { columnMappingSchema, type ColumnMapping } from './column-mapping.ts';

export interface MappingSettings {
  /** Path of a JSON or YAML file; empty: none. */
  path: string;
  /** Keys that win over the file. */
  inline: Record<string, unknown>;
}

/** The column mapping out of file and settings; what neither names keeps its default. Throws ConfigError with every problem. */
export async function loadMapping(settings: MappingSettings): Promise<ColumnMapping> {
  const fromFile = settings.path === '' ? {} : await readMappingFile(settings.path);
  const merged = {
    ...fromFile,
    ...settings.inline,
    ...mergeNested(fromFile, settings.inline, 'message'),
    ...mergeNested(fromFile, settings.inline, 'roles'),
  };
  const parsed = columnMappingSchema.safeParse(merged);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map(
      (issue) => `column mapping: ${issue.path.join('.') || '(root)'}: ${issue.message}`,
    ),
  );
}

function mergeNested(
  file: Record<string, unknown>,
  inline: Record<string, unknown>,
  key: string,
): Record<string, unknown> {
  if (!isRecord(file[key]) || !isRecord(inline[key])) return {};
  return { [key]: { ...file[key], ...inline[key] } };
}

async function readMappingFile(path: string): Promise<Record<string, unknown>> {
  let content: unknown;
  try {
    // YAML is a superset of JSON, so one parser reads both.
    content = parseYaml(await readFile(path, 'utf8'));
  } catch (error) {
    throw new ConfigError([`column mapping file ${path}: ${(error as Error).message}`]);
  }
  if (!isRecord(content)) throw new ConfigError([`column mapping file ${path}: must hold an object`]);
  return content;
}

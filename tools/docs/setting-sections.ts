import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SettingsSchema, SettingsSection } from '@convoscope/config';
import './from-sources.ts';

const ROOT = join(import.meta.dirname, '../..');
const SHARED = join(ROOT, 'libs/service/src/infrastructure-settings.ts');

const { isSetting } = await import('@convoscope/config');

const isSchema = (value: unknown): value is SettingsSchema =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0 &&
  Object.values(value as SettingsSchema).every(
    (entry) =>
      typeof entry === 'object' && entry !== null && (isSetting(entry) ? 'type' in entry : isSchema(entry)),
  );

/** The settings schemas that a file exports, joined; a setting that two of them name is listed once. */
async function sectionOf(title: string, file: string): Promise<SettingsSection> {
  const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const schemas = Object.entries(exported).filter(([, value]) => isSchema(value)) as [
    string,
    SettingsSchema,
  ][];
  return { title, schema: Object.fromEntries(schemas) };
}

/** Every setting that the code declares: first those of all services, then of each, which is the section's title. */
export async function readSettingSections(): Promise<SettingsSection[]> {
  const files = globSync('apps/*/src/*.config.ts', { cwd: ROOT }).sort();
  const sections = await Promise.all(
    files.map((file) => sectionOf(basename(file, '.config.ts'), join(ROOT, file))),
  );
  return [await sectionOf('all services', SHARED), ...sections];
}

/**
 * Writes `.env.example` and `docs/generated/settings.md` from the settings that the code declares.
 * `node tools/docs/settings.ts` writes them; with `--check` it only compares and exits 1 when one is out of date.
 */
import { format, resolveConfig } from 'prettier';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SettingsSchema, SettingsSection } from '@convoscope/config';

// Libraries are taken from their sources, so that nothing needs to be built first.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, { ...context, conditions: ['source', ...context.conditions] }),
});

const ROOT = join(import.meta.dirname, '../..');
const SHARED = join(ROOT, 'libs/service/src/infrastructure-settings.ts');

const { isSetting, renderEnvExample, renderSettingsPage } = await import('@convoscope/config');

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

async function readSections(): Promise<SettingsSection[]> {
  const files = globSync('apps/*/src/*.config.ts', { cwd: ROOT }).sort();
  const sections = await Promise.all(
    files.map((file) => sectionOf(basename(file, '.config.ts'), join(ROOT, file))),
  );
  return [await sectionOf('all services', SHARED), ...sections];
}

const prettified = async (file: string, markdown: string): Promise<string> =>
  format(markdown, { ...(await resolveConfig(file)), filepath: file });

const sections = await readSections();
const page = join(ROOT, 'docs/generated/settings.md');
const documents = new Map([
  [join(ROOT, '.env.example'), `${renderEnvExample(sections).trimEnd()}\n`],
  [page, await prettified(page, renderSettingsPage(sections))],
]);

const current = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

const outdated = [...documents].filter(([file, text]) => current(file) !== text);
if (process.argv.includes('--check')) {
  for (const [file] of outdated) {
    console.error(`${relative(ROOT, file)} is out of date: run node tools/docs/settings.ts`);
  }
  process.exitCode = outdated.length === 0 ? 0 : 1;
} else {
  for (const [file, text] of outdated) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${relative(ROOT, file)}`);
  }
}

/**
 * Writes `.env.example` and `docs/generated/settings.md` from the settings that the code declares.
 * `node tools/docs/settings.ts` writes them; with `--check` it only compares and exits 1 when one is out of date.
 */
import { format, resolveConfig } from 'prettier';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { readSettingSections } from './setting-sections.ts';

const ROOT = join(import.meta.dirname, '../..');
const { renderEnvExample, renderSettingsPage } = await import('@convoscope/config');

const prettified = async (file: string, markdown: string): Promise<string> =>
  format(markdown, { ...(await resolveConfig(file)), filepath: file });

const sections = await readSettingSections();
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

/** Builds clients of the API as packages. Usage: npm run sdk -- [LANGUAGE ...] [--into FOLDER]; without a language: all of them. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSdk, LANGUAGES } from './languages.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { into: { type: 'string' } } });
const into = resolve(values.into ?? join(import.meta.dirname, '../../dist/sdk'));
const unknown = positionals.filter((language) => !LANGUAGES.includes(language));
if (unknown.length > 0) {
  console.error(`No client is made in ${unknown.join(', ')}. There are: ${LANGUAGES.join(', ')}.`);
  process.exit(64);
}
for (const language of positionals.length === 0 ? LANGUAGES : positionals)
  console.log(`${language}: ${await buildSdk(language, into)}`);

import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { createLanguageIdentifier, type LanguageIdentifier } from './identify-language.ts';
import { unpackTables } from './language-tables.ts';

/** The model that comes with the library, beside `src` and `dist`. */
const MODEL = new URL('../../models/languages.bin.br', import.meta.url);

let loaded: LanguageIdentifier | undefined;

/** The identifier over the built-in model; read once, then shared. Cost: about 0.2 s and 10 MiB. */
export function loadLanguageIdentifier(): LanguageIdentifier {
  loaded ??= createLanguageIdentifier(unpackTables(brotliDecompressSync(readFileSync(MODEL))));
  return loaded;
}

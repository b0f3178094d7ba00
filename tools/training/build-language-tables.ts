/**
 * Makes libs/text/models/languages.bin.br from the n-gram counts of Lingua (Apache-2.0):
 *   pip download --no-deps lingua-language-detector==1.3.5, unzip, then
 *   node --conditions=source tools/training/build-language-tables.ts DIR/lingua/language-models [THRESHOLD] [POWER]
 * An n-gram is kept for a language where it changes the score much (Stolcke 1998, "Entropy-based pruning of backoff
 * language models"): likelihood ratio to its shorter n-gram, weighted by how often it occurs.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { SCRIPT, scriptsOfUnits } from '../../libs/text/src/languages/letters.ts';
import {
  BACKOFF,
  extendHash,
  FLOOR,
  HASH_START,
  packTables,
  STEPS,
  ZERO,
} from '../../libs/text/src/languages/language-tables.ts';

const LEVELS = ['uni', 'bi', 'tri', 'quadri', 'five'];

const [folder, threshold = '2e-6', power = '0.75', output = 'libs/text/models/languages.bin.br'] =
  process.argv.slice(2);
if (folder === undefined) throw new Error('the folder of Lingua’s language models is missing');

interface Counts {
  /** Logarithm of the conditional frequency of the last letter. */
  readonly conditional: Map<string, number>;
  /** Logarithm of the frequency of the whole n-gram. */
  readonly joint: Map<string, number>;
}

function readLevel(language: string, level: string, before: Counts | undefined): Counts | undefined {
  const file = join(folder!, language, `${level}grams.json.br`);
  if (!existsSync(file)) return undefined;
  const { ngrams } = JSON.parse(brotliDecompressSync(readFileSync(file)).toString()) as {
    ngrams: Record<string, string>;
  };
  const conditional = new Map<string, number>();
  const joint = new Map<string, number>();
  for (const [fraction, grams] of Object.entries(ngrams)) {
    const [above = 0, below = 1] = fraction.split('/').map(Number);
    const log = Math.log(above / below);
    for (const gram of grams.split(' ')) {
      conditional.set(gram, log);
      joint.set(gram, (before === undefined ? 0 : (before.joint.get(gram.slice(0, -1)) ?? -20)) + log);
    }
  }
  return { conditional, joint };
}

const scripts = scriptsOfUnits();
const languages = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
/** Every kept n-gram: language to conditional log frequency. */
const kept: Map<string, Map<number, number>>[] = LEVELS.map(() => new Map<string, Map<number, number>>());
const scriptBits = languages.map(() => 0);

/** Keeps an n-gram and, so that a search may end at the first unknown one, all shorter ones that it ends in. */
function keep(levels: readonly Counts[], gram: string, language: number): void {
  for (let length = gram.length; length >= 1; length--) {
    const part = gram.slice(gram.length - length);
    const log = levels[length - 1]!.conditional.get(part);
    if (log === undefined) continue;
    const owners = kept[length - 1]!.get(part) ?? new Map<number, number>();
    if (owners.has(language)) return;
    kept[length - 1]!.set(part, owners.set(language, log));
  }
}

languages.forEach((name, language) => {
  const levels: Counts[] = [];
  for (const level of LEVELS) {
    const counts = readLevel(name, level, levels.at(-1));
    if (counts === undefined) break;
    levels.push(counts);
  }
  const letters = new Map<number, number>();
  for (const [letter, log] of levels[0]!.joint) {
    const script = scripts[letter.charCodeAt(0)]!;
    letters.set(script, (letters.get(script) ?? 0) + Math.exp(log));
  }
  for (const [script, share] of letters) if (share > 0.1) scriptBits[language]! |= 1 << script;
  if ((scriptBits[language]! & ((1 << SCRIPT.Han) | (1 << SCRIPT.Hangul) | (1 << SCRIPT.Kana))) !== 0) return;
  levels.forEach(({ conditional, joint }, at) => {
    for (const [gram, log] of conditional) {
      const shorter = at === 0 ? FLOOR : (levels[at - 1]!.conditional.get(gram.slice(1)) ?? FLOOR) - BACKOFF;
      const gain = Math.exp(Number(power) * joint.get(gram)!) * Math.abs(log - shorter);
      if (gain >= Number(threshold)) keep(levels, gram, language);
    }
  });
});

const hashOf = (gram: string): number => {
  let hash = HASH_START;
  for (let at = gram.length - 1; at >= 0; at--) hash = extendHash(hash, gram.charCodeAt(at));
  return hash;
};

/** What a search has added for a language when it ends with `gram`: the same sum as at run time, exactly. */
const sums = new Map<string, Map<number, number>>();
const grams = new Map<number, { owners: number[]; values: number[] }>();
kept.forEach((level, at) => {
  for (const [gram, owners] of level) {
    const before = sums.get(gram.slice(1));
    const mine = new Map(before);
    const packed: { owners: number[]; values: number[] } = { owners: [], values: [] };
    for (const [language, log] of owners) {
      const target = log - FLOOR + at * BACKOFF;
      const value = Math.round((target - (before?.get(language) ?? 0)) * STEPS) + ZERO;
      const bounded = Math.min(255, Math.max(0, value));
      packed.owners.push(language);
      packed.values.push(bounded);
      mine.set(language, (before?.get(language) ?? 0) + (bounded - ZERO) / STEPS);
    }
    if (at < LEVELS.length - 1) sums.set(gram, mine);
    grams.set(hashOf(gram), packed);
  }
});
const sorted = [...grams].sort((a, b) => a[0] - b[0]).map(([hash, packed]) => ({ hash, ...packed }));
const file = packTables(
  { languages, scripts: scriptBits, source: 'lingua-language-detector 1.3.5 (Apache-2.0)' },
  sorted,
);
const compressed = brotliCompressSync(file, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 22 },
});
writeFileSync(output, compressed);
console.log({
  nGrams: sorted.length,
  nPostings: sorted.reduce((sum, gram) => sum + gram.owners.length, 0),
  bytes: file.length,
  compressed: compressed.length,
});

import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadLanguageIdentifier, type LanguageIdentifier } from '@convoscope/text';
import { cpuSecondsOf, type Section, type Target, toTable } from '../anomaly/section.ts';
import { percent, readRows } from './read-rows.ts';

interface Row {
  readonly text: string;
  readonly lang?: string;
  readonly label?: string;
}

/** The best library's accuracy over all 75 languages, measured by others on the same rows (Lingua in high accuracy mode). */
const SETS = [
  ['Lingua, sentences', 'lingua_sentences', 0.9592],
  ['Lingua, word pairs', 'lingua_word-pairs', 0.8924],
  ['Lingua, single words', 'lingua_single-words', 0.7408],
] as const;

function judge(identifier: LanguageIdentifier, rows: readonly Row[]) {
  let [right, reliable, reliableRight] = [0, 0, 0];
  const seconds = cpuSecondsOf(() => {
    for (const row of rows) {
      const found = identifier.identify(row.text);
      const isRight = found.language === (row.lang ?? row.label);
      if (isRight) right++;
      if (found.isReliable) reliable++;
      if (found.isReliable && isRight) reliableRight++;
    }
  });
  return {
    accuracy: right / rows.length,
    reliable: reliable / rows.length,
    precision: reliable === 0 ? 0 : reliableRight / reliable,
    microseconds: (1e6 * seconds) / rows.length,
  };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** MiB in use after what is not needed has been thrown away. */
function memory(): number {
  for (let round = 0; round < 4; round++) collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

/** Language detection on Lingua's test texts and on our own short and unsupported ones. */
export function measureLanguages(data: string): Section {
  const before = memory();
  const identifier = loadLanguageIdentifier();
  const grown = memory() - before;
  const own = (name: string): Row[] => readRows<Row>(join(import.meta.dirname, `${name}.jsonl`));
  const targets: Target[] = [];
  const table = SETS.map(([name, file, asked]) => {
    const rows = readRows<Row>(join(data, 'langid', `${file}.jsonl`));
    judge(identifier, rows);
    const found = judge(identifier, rows);
    targets.push({
      what: `language: ${name}, 75 languages`,
      asked: `≥ ${percent(asked)} (best library)`,
      measured: percent(found.accuracy, 2),
      isReached: found.accuracy >= asked,
    });
    return [name, percent(found.accuracy, 2), percent(found.reliable), percent(found.precision), found.microseconds.toFixed(0)]; // prettier-ignore
  });
  const queries = judge(identifier, own('short-queries'));
  const unsupported = judge(identifier, own('unsupported-languages'));
  targets.push(
    {
      what: 'language: requests of 3 to 10 words in 13 languages (our own)',
      asked: '≥ 92 %',
      measured: percent(queries.accuracy),
      isReached: queries.accuracy >= 0.92,
    },
    {
      what: 'language: sentences in languages that are not known and yet called reliable (our own)',
      asked: '≤ 15 %',
      measured: percent(unsupported.reliable),
      isReached: unsupported.reliable <= 0.15,
    },
  );
  table.push(['our short requests', percent(queries.accuracy, 2), percent(queries.reliable), percent(queries.precision), queries.microseconds.toFixed(0)]); // prettier-ignore
  return {
    targets,
    lines: [
      '## Language',
      '',
      ...toTable(['rows', 'right', 'called reliable', 'of these right', 'µs a text'], table),
      '',
      `Memory grows by about ${grown.toFixed(0)} MiB when the tables are loaded.`,
    ],
  };
}

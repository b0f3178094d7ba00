/**
 * Measures how well personal data is found, and how fast, and writes docs/benchmarks/privacy.md.
 * Usage: npm run bench -- --section privacy
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import {
  createDetector,
  generatePersonalTexts,
  scoreDetection,
  type LabelledPersonalText,
} from '@convoscope/privacy';
import { createRandom, nextUniform } from '@convoscope/statistics';
import { heldOutTexts } from './privacy/held-out-texts.ts';

const SEED = 7;
const find = createDetector();

const percent = (part: number | null): string => (part === null ? '–' : (100 * part).toFixed(1));

function toTable(texts: readonly LabelledPersonalText[]): string[] {
  return [
    '| kind | labelled | precision % | recall % | covered % |',
    '|---|---|---|---|---|',
    ...scoreDetection(find, texts).map(
      ({ kind, nLabelled, precision, recall, covered }) =>
        `| ${kind} | ${nLabelled} | ${percent(precision)} | ${percent(recall)} | ${percent(covered)} |`,
    ),
  ];
}

/** Share of everything that is there of which nothing stays readable, by language. */
function byLanguage(texts: readonly LabelledPersonalText[]): string[] {
  const groups = [...Map.groupBy(texts, ({ language }) => language ?? '')];
  const rows = groups.map(([language, own]) => {
    const scores = scoreDetection(find, own);
    const of = (kind: string): string => percent(scores.find((score) => score.kind === kind)?.recall ?? null);
    return `| ${language} | ${of('name')} | ${of('address')} | ${of('phone')} | ${of('national-id')} |`;
  });
  return ['| language | name % | address % | phone % | national id % |', '|---|---|---|---|---|', ...rows];
}

const EVIL = [
  '1',
  '1 ',
  '1-',
  'a',
  '@',
  'a@',
  'a.',
  'A a ',
  '+1',
  '(',
  '::',
  'a:',
  '12 ',
  'Mr. ',
  'Hi ',
  'my name is ',
  'Rua ',
  'Am A 1',
  '東',
  'Anna ',
  '4111 ',
  'AB12 ',
  '\n',
];
const LENGTH = 100_000;

function slowest(): { text: string; ms: number } {
  const times = EVIL.map((unit) => {
    const text = unit.repeat(Math.ceil(LENGTH / unit.length));
    const startedAt = performance.now();
    find(text);
    return { text: unit, ms: performance.now() - startedAt };
  });
  return times.reduce((worst, one) => (one.ms > worst.ms ? one : worst));
}

function speed(texts: readonly LabelledPersonalText[]): number {
  const characters = texts.reduce((sum, { text }) => sum + text.length, 0);
  const startedAt = performance.now();
  for (const { text } of texts) find(text);
  return characters / ((performance.now() - startedAt) / 1_000);
}

const random = createRandom(SEED);
const generated = [...generatePersonalTexts(9_000, () => nextUniform(random))];
const heldOut = [...heldOutTexts(500, SEED)];
const perSecond = speed(generated);
const worst = slowest();
const page = [
  '# How well personal data is found',
  '',
  `Written by \`npm run bench -- --section privacy\`. ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}.`,
  '',
  'Precision: what was found and is right. Recall: what is there and was found as what it is (half of it at least). Covered: what is there and of which no',
  'letter and no digit stays readable. Kinds that have a check digit are sure; names and addresses are found by rules, and rules miss what they do not know:',
  'mask what must not be seen at its field (`whole`), and do not rely on names being found in running text.',
  '',
  '## Sentences and values that the rules were never written against',
  '',
  `${heldOut.length} texts in nine languages: other sentences, and names, addresses and numbers of Faker's lists of each country (telephone numbers there are drawn`,
  'by pattern, so some are numbers that nobody can have, and are rightly not found).',
  '',
  ...toTable(heldOut),
  '',
  'Recall by language:',
  '',
  ...byLanguage(heldOut),
  '',
  '## Generated sentences',
  '',
  `${generated.length} texts of the generator that comes with the library (\`convoscope privacy eval\`), which the rules were written beside: an upper bound.`,
  '',
  ...toTable(generated),
  '',
  '## Time',
  '',
  `${Math.round(perSecond / 1_000)} thousand characters a second on one core. Of ${EVIL.length} texts of ${LENGTH / 1_000},000 characters made to be slow the slowest (${JSON.stringify(worst.text)} repeated) took ${worst.ms.toFixed(0)} ms.`,
  '',
].join('\n');
writeFileSync(join(import.meta.dirname, '../../docs/benchmarks/privacy.md'), page);
console.log(page);

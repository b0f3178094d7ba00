import { loadLanguageIdentifier, UNDETERMINED } from '@convoscope/text';
import type { Command } from 'commander';
import type { CommandHost, RunAlone } from '../command-host.ts';
import { printJson, printTable } from '../print.ts';
import { readTexts, streamTexts } from '../texts/read-texts.ts';

interface Options {
  data: string;
  json?: boolean;
  skipInvalid?: boolean;
}

const DATA = 'rows as JSON Lines, JSON, CSV or Parquet, also packed; "-" is JSON Lines on standard input';

export function addLanguage(program: Command, run: RunAlone): void {
  const language = program.command('language').description('tells which language texts are in');
  language
    .command('eval')
    .description(
      'how often the language is found, over rows {"text", "label"}, the label being an ISO 639-1 code',
    )
    .requiredOption('--data <file>', DATA)
    .option('--skip-invalid', 'pass over rows that cannot be used, and count them')
    .option('--json', 'as JSON')
    .action((options: Options) => run((host) => evaluate(options, host)));
  language
    .command('run')
    .description('adds language, languageConfidence and isLanguageReliable to each row {"text"}')
    .option('--data <file>', DATA, '-')
    .option('--skip-invalid', 'pass over rows that cannot be used')
    .action((options: Options) => run((host) => tell(options, host)));
}

interface Tally {
  n: number;
  nRight: number;
  nReliable: number;
  nReliableRight: number;
  nUnknown: number;
}

const emptyTally = (): Tally => ({ n: 0, nRight: 0, nReliable: 0, nReliableRight: 0, nUnknown: 0 });

function count(tally: Tally, found: { language: string; isReliable: boolean }, label: string): void {
  const isRight = found.language === label;
  tally.n += 1;
  if (isRight) tally.nRight += 1;
  if (found.isReliable) tally.nReliable += 1;
  if (found.isReliable && isRight) tally.nReliableRight += 1;
  if (found.language === UNDETERMINED) tally.nUnknown += 1;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const toFigures = (tally: Tally) => ({
  n: tally.n,
  accuracy: share(tally.nRight, tally.n),
  reliable: share(tally.nReliable, tally.n),
  accuracyOfReliable: share(tally.nReliableRight, tally.nReliable),
  unknown: share(tally.nUnknown, tally.n),
});

async function evaluate(options: Options, { stdout, stderr }: CommandHost): Promise<void> {
  const { rows, skipped } = await readTexts(options.data, process.stdin, {
    labels: ['label', 'lang', 'language'],
    skipInvalid: options.skipInvalid,
  });
  const identifier = loadLanguageIdentifier();
  const all = emptyTally();
  const perLanguage = new Map<string, Tally>();
  for (const { text, label = '' } of rows) {
    const found = identifier.identify(text);
    const own = perLanguage.get(label) ?? emptyTally();
    perLanguage.set(label, own);
    count(all, found, label);
    count(own, found, label);
  }
  const languages = [...perLanguage].sort(([a], [b]) => (a < b ? -1 : 1));
  const supported = new Set(identifier.languages);
  if (options.json)
    return printJson(stdout, {
      ...toFigures(all),
      perLanguage: Object.fromEntries(languages.map(([name, tally]) => [name, toFigures(tally)])),
      unsupported: languages.map(([name]) => name).filter((name) => !supported.has(name)),
      skipped,
    });
  const figures = (tally: Tally): (string | number)[] =>
    [tally.nRight, tally.nReliable, tally.nUnknown].map((part) => ((100 * part) / tally.n).toFixed(1));
  const table = languages.map(([name, tally]) => [name, tally.n, ...figures(tally)]);
  printTable(stdout, ['language', 'rows', 'right %', 'reliable %', 'unknown %'], [
    ...table,
    ['all', all.n, ...figures(all)],
  ]); // prettier-ignore
  if (skipped.length > 0) stderr.write(`${skipped.length} rows were passed over\n`);
}

async function tell(options: Options, { stdout, stderr }: CommandHost): Promise<void> {
  const identifier = loadLanguageIdentifier();
  const rows = streamTexts(options.data, process.stdin, {
    skipInvalid: options.skipInvalid,
    onSkipped: ({ line, reason }) => void stderr.write(`${options.data}:${line ?? ''}: ${reason}\n`),
  });
  for await (const { text, row } of rows) {
    const { language, confidence, isReliable } = identifier.identify(text);
    const told = { ...row, language, languageConfidence: confidence, isLanguageReliable: isReliable };
    if (!stdout.write(`${JSON.stringify(told)}\n`))
      await new Promise((resolve) => stdout.once('drain', resolve));
  }
}

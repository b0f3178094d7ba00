import { readFile } from 'node:fs/promises';
import { ConfigError } from '@convoscope/contracts';
import { DataError } from '@convoscope/detectors';
import {
  createDetector,
  generatePersonalTexts,
  parsePrivacyRules,
  PrivacyRulesError,
  scoreDetection,
  type DetectionScore,
  type LabelledPersonalText,
  type PrivacyRules,
} from '@convoscope/privacy';
import { createRandom, nextUniform } from '@convoscope/statistics';
import type { Command } from 'commander';
import type { CommandHost, CommandResult, RunAlone } from '../command-host.ts';
import { printJson, printTable } from '../print.ts';
import { parseOrNull, scanTable } from '../privacy/scan-table.ts';
import { streamTexts } from '../texts/read-texts.ts';

const DATA = 'CSV, JSON, JSON Lines or Parquet, also packed';

export function addPrivacy(program: Command, run: RunAlone): void {
  const privacy = program
    .command('privacy')
    .description('finds personal data, and says how well it is found');
  privacy
    .command('scan')
    .description('which personal data there is in a file, how often and where; the data itself is not shown')
    .requiredOption('--data <file>', DATA)
    .option('--rules <file>', 'privacy rules whose own expressions are looked for as well')
    .option('--json', 'as JSON')
    .action((options: ScanOptions) => run((host) => scan(options, host)));
  privacy
    .command('eval')
    .description(
      'precision and recall by kind, over rows {"text", "spans": [{"kind", "start", "end"}]}, or over generated texts',
    )
    .option('--data <file>', `${DATA}; without it texts are generated`)
    .option('--n <number>', 'how many texts are generated', '2000')
    .option('--seed <number>', 'of the generated texts', '1')
    .option('--json', 'as JSON')
    .action((options: EvalOptions) => run((host) => evaluate(options, host)));
  privacy
    .command('check <rules>')
    .description('whether a file of privacy rules can be used, and what is wrong with it')
    .action((file: string) => run((host) => check(file, host)));
}

interface ScanOptions {
  data: string;
  rules?: string;
  json?: boolean;
}

async function scan({ data, rules, json }: ScanOptions, { stdout }: CommandHost): Promise<void> {
  const custom = rules === undefined ? [] : (await readRules(rules)).custom;
  const { nRows, finds } = await scanTable(data, createDetector(undefined, custom));
  if (json) return printJson(stdout, { file: data, nRows, finds });
  const rows = finds.map(({ kind, field, n, nRows: inRows, first }) => [kind, field, n, inRows, first]);
  printTable(stdout, ['kind', 'field', 'found', 'rows', 'first at'], rows);
  stdout.write(finds.length === 0 ? `nothing found in ${nRows} rows\n` : `${nRows} rows read\n`);
}

interface EvalOptions {
  data?: string;
  n: string;
  seed: string;
  json?: boolean;
}

async function evaluate(options: EvalOptions, { stdout }: CommandHost): Promise<void> {
  const random = createRandom(wholeNumber('--seed', options.seed));
  const texts =
    options.data === undefined
      ? [...generatePersonalTexts(wholeNumber('--n', options.n), () => nextUniform(random))]
      : await readLabelled(options.data);
  const scores = scoreDetection(createDetector(), texts);
  if (options.json) return printJson(stdout, { nTexts: texts.length, scores });
  const percent = (part: number | null): string => (part === null ? '-' : (100 * part).toFixed(1));
  const row = (score: DetectionScore): (string | number)[] => [
    ...[score.kind, score.nLabelled, score.nFound],
    ...[percent(score.precision), percent(score.recall), percent(score.covered)],
  ];
  printTable(stdout, ['kind', 'labelled', 'found', 'precision %', 'recall %', 'covered %'], scores.map(row));
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new DataError(`${name} is "${text}": expected a whole number`);
  return Number(text);
}

async function readLabelled(file: string): Promise<LabelledPersonalText[]> {
  const texts: LabelledPersonalText[] = [];
  for await (const { text, row } of streamTexts(file, process.stdin)) {
    const given: unknown = row['spans'];
    const spans: unknown = typeof given === 'string' ? parseOrNull(given) : given;
    const isLabelled = Array.isArray(spans) && spans.every((span: unknown) => isSpan(span, text.length));
    if (!isLabelled)
      throw new DataError(
        `${file}: row ${texts.length + 1} has no "spans": expected a list of {"kind", "start", "end"}, places counted in UTF-16 units within the text`,
      );
    texts.push({ text, spans: spans as LabelledPersonalText['spans'] });
  }
  return texts;
}

function isSpan(value: unknown, length: number): boolean {
  const { kind, start, end } = (value ?? {}) as { kind?: unknown; start?: unknown; end?: unknown };
  return (
    typeof kind === 'string' &&
    Number.isInteger(start) &&
    Number.isInteger(end) &&
    (start as number) >= 0 &&
    (start as number) < (end as number) &&
    (end as number) <= length
  );
}

async function readRules(file: string): Promise<PrivacyRules> {
  try {
    return parsePrivacyRules(await readFile(file, 'utf8'));
  } catch (error) {
    const problems = error instanceof PrivacyRulesError ? error.problems : [(error as Error).message];
    throw new ConfigError(problems.map((problem) => `${file}: ${problem}`));
  }
}

async function check(file: string, { stdout }: CommandHost): Promise<CommandResult> {
  const { rules, custom } = await readRules(file);
  stdout.write(`${file}: ${rules.length} rules and ${custom.length} expressions can be used\n`);
}

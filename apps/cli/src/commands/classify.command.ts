import { readFile, writeFile } from 'node:fs/promises';
import { DataError } from '@convoscope/detectors';
import {
  createTextClassifier,
  packClassifier,
  reportClassification,
  selectOptions,
  trainTextClassifier,
  unpackClassifier,
  type ClassificationReport,
  type LabelledText,
  type TextClassifier,
} from '@convoscope/text';
import type { Command } from 'commander';
import type { CommandHost, RunAlone } from '../command-host.ts';
import { parseCount, requireWritable } from '../detection/parse-options.ts';
import { printJson } from '../print.ts';
import { printReport } from '../texts/print-report.ts';
import { readTexts, streamTexts, type TextRow } from '../texts/read-texts.ts';

interface ReadOptions {
  data: string;
  json?: boolean;
  skipInvalid?: boolean;
}

const DATA =
  'rows {"text", "label"} as JSON Lines, JSON, CSV or Parquet, also packed; "-" is JSON Lines on standard input';
/** The sets that people have call it one or the other. */
const LABELS = ['label', 'intent', 'category'];

export function addClassify(program: Command, run: RunAlone): void {
  const classify = program.command('classify').description('learns labels of texts, and tells them');
  classify
    .command('train')
    .description('learns a classifier from labelled rows and writes it to a file')
    .requiredOption('--data <file>', DATA)
    .requiredOption('--out <file>', 'where the model is written')
    .option('--test <file>', 'rows that are not learned from; prints how well they are told')
    .option('--seed <number>', 'start of every random choice', parseCount, 1)
    .option('--skip-invalid', 'pass over rows that cannot be used, and count them')
    .option('--json', 'as JSON')
    .action((options: TrainOptions) => run((host) => train(options, host)));
  classify
    .command('eval')
    .description('how well a classifier tells labelled rows; rows labelled "oos" count as out of scope')
    .requiredOption('--model <file>', 'what `classify train` wrote')
    .requiredOption('--data <file>', DATA)
    .option('--skip-invalid', 'pass over rows that cannot be used, and count them')
    .option('--json', 'as JSON')
    .action((options: EvalOptions) => run((host) => evaluate(options, host)));
  classify
    .command('run')
    .description('adds label and confidence to each row {"text"}')
    .requiredOption('--model <file>', 'what `classify train` wrote')
    .option('--data <file>', 'rows {"text"} as --data of train; "-" is JSON Lines on standard input', '-')
    .option('--skip-invalid', 'pass over rows that cannot be used')
    .action((options: EvalOptions) => run((host) => tell(options, host)));
}

interface TrainOptions extends ReadOptions {
  out: string;
  test?: string;
  seed: number;
}

interface EvalOptions extends ReadOptions {
  model: string;
}

const read = (file: string, skipInvalid: boolean | undefined) =>
  readTexts(file, process.stdin, { labels: LABELS, skipInvalid });

const toExamples = (rows: readonly TextRow[]): LabelledText[] =>
  rows.map(({ text, label = '' }) => ({ text, label }));

/** How well a classifier tells rows whose labels are known. */
function judge(classifier: TextClassifier, rows: readonly TextRow[]): ClassificationReport {
  const judged = rows.map(({ text, label = '' }) => {
    const { label: found, probability } = classifier.predict(text);
    return { truth: label, found, confidence: probability };
  });
  return reportClassification(judged, classifier.labels.includes('oos'));
}

async function train(options: TrainOptions, { stdout }: CommandHost): Promise<void> {
  await requireWritable('--out', options.out);
  const { rows, skipped } = await read(options.data, options.skipInvalid);
  const test = options.test === undefined ? undefined : await read(options.test, options.skipInvalid);
  const examples = toExamples(rows);
  const nLabels = new Set(examples.map(({ label }) => label)).size;
  if (nLabels < 2) throw new DataError(`${options.data} has ${nLabels} label: at least two are needed`);
  const startedAtMs = performance.now();
  const { options: chosen, tried } = selectOptions(examples, options.seed);
  const classifier = trainTextClassifier(examples, { ...chosen, seed: options.seed });
  const trainSeconds = (performance.now() - startedAtMs) / 1000;
  await writeFile(options.out, packClassifier(classifier.state));
  const report = test && judge(classifier, test.rows);
  const told = { model: options.out, nRows: rows.length, nLabels, trainSeconds, chosen, tried, skipped };
  if (options.json)
    return printJson(stdout, report === undefined ? told : { ...told, test: report, ...report });
  stdout.write(
    `${options.out}: ${nLabels} labels from ${rows.length} rows in ${trainSeconds.toFixed(1)} s\n`,
  );
  if (skipped.length > 0) stdout.write(`${skipped.length} rows were passed over\n`);
  if (report) printReport(stdout, report);
}

async function load(file: string): Promise<TextClassifier> {
  try {
    return createTextClassifier(unpackClassifier(await readFile(file)));
  } catch (error) {
    throw new DataError(`--model ${file}: ${(error as Error).message}`, { cause: error });
  }
}

async function evaluate(options: EvalOptions, { stdout }: CommandHost): Promise<void> {
  const classifier = await load(options.model);
  const { rows, skipped } = await read(options.data, options.skipInvalid);
  const report = judge(classifier, rows);
  if (options.json) return printJson(stdout, { ...report, skipped });
  printReport(stdout, report);
}

async function tell(options: EvalOptions, { stdout, stderr }: CommandHost): Promise<void> {
  const classifier = await load(options.model);
  const rows = streamTexts(options.data, process.stdin, {
    skipInvalid: options.skipInvalid,
    onSkipped: ({ line, reason }) => void stderr.write(`${options.data}:${line ?? ''}: ${reason}\n`),
  });
  for await (const { text, row } of rows) {
    const { label, probability } = classifier.predict(text);
    const told = `${JSON.stringify({ ...row, label, confidence: probability })}\n`;
    if (!stdout.write(told)) await new Promise((resolve) => stdout.once('drain', resolve));
  }
}

import { readFile, writeFile } from 'node:fs/promises';
import { DataError } from '@convoscope/detectors';
import {
  packClassifier,
  reportClassification,
  unpackClassifier,
  type ClassificationReport,
  type LabelledText,
  type SavedClassifier,
} from '@convoscope/text';
import type { Command } from 'commander';
import type { CommandHost, RunAlone } from '../command-host.ts';
import { parseCount, requireWritable } from '../detection/parse-options.ts';
import { printJson } from '../print.ts';
import { printReport } from '../texts/print-report.ts';
import { EMBEDDINGS, withEmbedder } from '../texts/open-models.ts';
import { readTexts, streamTexts, type TextRow } from '../texts/read-texts.ts';
import { trainClassifier, withLabeller, type Labeller } from '../texts/labeller.ts';

interface ReadOptions {
  data: string;
  json?: boolean;
  skipInvalid?: boolean;
}

const DATA =
  'rows {"text", "label"} as JSON Lines, JSON, CSV or Parquet, also packed; "-" is JSON Lines on standard input';
/** The sets that people have call it one or the other. */
const LABELS = ['label', 'intent', 'category'];

/** A model learned from embeddings says which ones it needs. */
const OTHER_PLACE = 'where the embeddings lie that the model was learned from, if not where they lay then';

export function addClassify(program: Command, run: RunAlone): void {
  const classify = program.command('classify').description('learns labels of texts, and tells them');
  classify
    .command('train')
    .description('learns a classifier from labelled rows and writes it to a file')
    .requiredOption('--data <file>', DATA)
    .requiredOption('--out <file>', 'where the model is written')
    .option('--test <file>', 'rows that are not learned from; prints how well they are told')
    .option('--embeddings <model>', EMBEDDINGS, 'none')
    .option('--seed <number>', 'start of every random choice', parseCount, 1)
    .option('--skip-invalid', 'pass over rows that cannot be used, and count them')
    .option('--json', 'as JSON')
    .action((options: TrainOptions) => run((host) => train(options, host)));
  classify
    .command('eval')
    .description('how well a classifier tells labelled rows; rows labelled "oos" count as out of scope')
    .requiredOption('--model <file>', 'what `classify train` wrote')
    .requiredOption('--data <file>', DATA)
    .option('--embeddings <model>', OTHER_PLACE)
    .option('--skip-invalid', 'pass over rows that cannot be used, and count them')
    .option('--json', 'as JSON')
    .action((options: EvalOptions) => run((host) => evaluate(options, host)));
  classify
    .command('run')
    .description('adds label and confidence to each row {"text"}')
    .requiredOption('--model <file>', 'what `classify train` wrote')
    .option('--data <file>', 'rows {"text"} as --data of train; "-" is JSON Lines on standard input', '-')
    .option('--embeddings <model>', OTHER_PLACE)
    .option('--skip-invalid', 'pass over rows that cannot be used')
    .action((options: EvalOptions) => run((host) => tell(options, host)));
}

interface TrainOptions extends ReadOptions {
  out: string;
  test?: string;
  embeddings: string;
  seed: number;
}

interface EvalOptions extends ReadOptions {
  model: string;
  embeddings?: string;
}

const read = (file: string, skipInvalid: boolean | undefined) =>
  readTexts(file, process.stdin, { labels: LABELS, skipInvalid });

const toExamples = (rows: readonly TextRow[]): LabelledText[] =>
  rows.map(({ text, label = '' }) => ({ text, label }));

/** How well rows are told whose labels are known. */
async function judge(labeller: Labeller, rows: readonly TextRow[]): Promise<ClassificationReport> {
  const found = await labeller.tell(rows.map(({ text }) => text));
  const judged = found.map(({ label: told, probability }, at) => {
    return { truth: rows[at]?.label ?? '', found: told, confidence: probability };
  });
  return reportClassification(judged, labeller.labels.includes('oos'));
}

async function train(options: TrainOptions, host: CommandHost): Promise<void> {
  await requireWritable('--out', options.out);
  const { rows, skipped } = await read(options.data, options.skipInvalid);
  const test = options.test === undefined ? undefined : await read(options.test, options.skipInvalid);
  const examples = toExamples(rows);
  const nLabels = new Set(examples.map(({ label }) => label)).size;
  if (nLabels < 2) throw new DataError(`${options.data} has ${nLabels} label: at least two are needed`);
  const startedAtMs = performance.now();
  const { saved, ...chosen } = await withEmbedder(options.embeddings, host, (embedder) =>
    trainClassifier(examples, embedder, { seed: options.seed, origin: options.embeddings }),
  );
  const trainSeconds = (performance.now() - startedAtMs) / 1000;
  await writeFile(options.out, packClassifier(saved));
  const report =
    test && (await withLabeller(saved, options.embeddings, host, (labeller) => judge(labeller, test.rows)));
  const told = { model: options.out, nRows: rows.length, nLabels, trainSeconds, ...chosen, skipped };
  const { stdout } = host;
  if (options.json)
    return printJson(stdout, report === undefined ? told : { ...told, test: report, ...report });
  stdout.write(
    `${options.out}: ${nLabels} labels from ${rows.length} rows in ${trainSeconds.toFixed(1)} s\n`,
  );
  if (skipped.length > 0) stdout.write(`${skipped.length} rows were passed over\n`);
  if (report) printReport(stdout, report);
}

async function load(file: string): Promise<SavedClassifier> {
  try {
    return unpackClassifier(await readFile(file));
  } catch (error) {
    throw new DataError(`--model ${file}: ${(error as Error).message}`, { cause: error });
  }
}

async function evaluate(options: EvalOptions, host: CommandHost): Promise<void> {
  const saved = await load(options.model);
  const { rows, skipped } = await read(options.data, options.skipInvalid);
  const report = await withLabeller(saved, options.embeddings, host, (labeller) => judge(labeller, rows));
  if (options.json) return printJson(host.stdout, { ...report, skipped });
  printReport(host.stdout, report);
}

/** Rows that are told at once: enough for full batches of embeddings, few enough to answer a pipe soon. */
const ROWS_AT_ONCE = 256;

async function tell(options: EvalOptions, host: CommandHost): Promise<void> {
  const { stdout, stderr } = host;
  const rows = streamTexts(options.data, process.stdin, {
    skipInvalid: options.skipInvalid,
    onSkipped: ({ line, reason }) => void stderr.write(`${options.data}:${line ?? ''}: ${reason}\n`),
  });
  await withLabeller(await load(options.model), options.embeddings, host, async (labeller) => {
    const waiting: TextRow[] = [];
    const flush = async (): Promise<void> => {
      const found = await labeller.tell(waiting.map(({ text }) => text));
      const lines = found.map(
        ({ label, probability }, at) =>
          `${JSON.stringify({ ...waiting[at]?.row, label, confidence: probability })}\n`,
      );
      waiting.length = 0;
      if (!stdout.write(lines.join(''))) await new Promise((resolve) => stdout.once('drain', resolve));
    };
    for await (const row of rows) {
      waiting.push(row);
      if (waiting.length === ROWS_AT_ONCE) await flush();
    }
    if (waiting.length > 0) await flush();
  });
}

import type { Writable } from 'node:stream';
import { areaUnderRoc, averagePrecision } from '@convoscope/statistics';
import { createBatchDetector, streamingDetectors, type BatchDetector } from '@convoscope/detectors';
import { ConfigError } from '@convoscope/contracts';
import { Option, type Command } from 'commander';
import type { Runners } from '../create-program.ts';
import { detectWithModel } from '../detection/detect-with-model.ts';
import {
  collectNames,
  parseCount,
  parseParams,
  parseThreads,
  requireWritable,
} from '../detection/parse-options.ts';
import { readLabelledTable } from '@convoscope/registry';
import { prepareTable, type PreparedTable } from '../detection/prepare-table.ts';
import { peakMemoryMb, printResult, timed } from '../detection/print-result.ts';
import { createEngine, type Engine } from '../detection/engine.ts';
import type { CommandContext } from '../command-context.ts';
import { topRows } from '../detection/top-rows.ts';
import { writeScores } from '../detection/write-scores.ts';

/** What `detect` and `explain` have in common. */
export interface DetectionOptions {
  input: string;
  detector: string;
  params?: Record<string, unknown>;
  labelColumn?: string;
  exclude?: string[];
  seed?: number;
  scale: 'standard' | 'robust' | 'none';
  missing: 'median' | 'indicator';
  json?: boolean;
}

/** As of sysexits.h: the scores are there, but rows were left out. */
const EXIT_DATA = 65;

interface DetectOptions extends DetectionOptions {
  model?: string;
  train?: string;
  scores?: string;
  threads: number;
}

/** Adds the options about a table and the detector for it. */
export const addDetectionOptions = (command: Command): Command =>
  command
    .requiredOption('--input <file>', 'CSV, JSON Lines (both also .gz) or Parquet')
    .option('--detector <name>', 'auto, ensemble or a name that `detectors` lists', 'auto')
    .option('--params <json>', "the detector's parameters", parseParams)
    .option(
      '--label-column <name>',
      'column with 1 for an anomaly: only for measuring (default: "label", where there is one)',
    )
    .option('--exclude <names>', 'columns that are not to be features', collectNames)
    .option('--seed <number>', 'start of every random choice', parseCount)
    .addOption(new Option('--scale <how>').choices(['standard', 'robust', 'none']).default('standard'))
    .addOption(
      new Option('--missing <how>', 'fill missing values with the median, or also say where they were')
        .choices(['median', 'indicator'])
        .default('median'),
    )
    .option('--json', 'as JSON');

export function addDetect(program: Command, { run, alone }: Runners): void {
  addDetectionOptions(
    program.command('detect').description('score the rows of a table: higher = more anomalous'),
  )
    .option(
      '--model <detector>',
      'score by a detector that is kept: NAME for its live version, or NAME@VERSION',
    )
    .option('--train <file>', 'learn from this table and only score --input')
    .option('--scores <file>', 'write the score of every row as CSV')
    .option(
      '--threads <number>',
      'threads that share the work, or "all" cores: the scores are the same',
      parseThreads,
      1,
    )
    .action((options: DetectOptions, command: Command) => {
      if (options.model === undefined) return alone(({ stdout }) => detectAnew(options, stdout));
      return run((context) => detectByModel(context, options, command));
    });
}

async function detectAnew(options: DetectOptions, stdout: Writable): Promise<number> {
  await requireWritable('--scores', options.scores);
  const { scores, nRefused, ...result } = await detect(options);
  if (options.scores !== undefined) {
    const isAnomaly = scores.map((score) => (score > result.threshold ? 1 : 0));
    await writeScores(options.scores, { score: scores, is_anomaly: isAnomaly }, scores.length);
  }
  printResult(stdout, result, options.json);
  return nRefused > 0 ? EXIT_DATA : 0;
}

/** What a model that is kept has settled already. */
const SETTLED = ['detector', 'params', 'train', 'labelColumn', 'exclude', 'seed', 'scale', 'missing'];

async function detectByModel(
  context: CommandContext,
  { model = '', input, scores, json }: DetectOptions,
  command: Command,
): Promise<number> {
  const given = SETTLED.filter((name) => command.getOptionValueSource(name) === 'cli');
  if (given.length > 0)
    throw new ConfigError([
      `--model has settled how it was trained: leave out ${given.map((name) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`).join(', ')}`,
    ]);
  await requireWritable('--scores', scores);
  const result = await detectWithModel(context, { model, input, scores });
  printResult(context.stdout, result, json);
  return result.nRefused > 0 ? EXIT_DATA : 0;
}

/** The detector, checked before the table is read. Throws `ParameterError`, or says that the name is one of a streaming detector. */
export function createDetector({ detector, params = {}, seed }: DetectionOptions): BatchDetector {
  try {
    return createBatchDetector(detector, seed === undefined ? params : { ...params, seed });
  } catch (error) {
    const isStreaming = streamingDetectors.some(({ name }) => name === detector);
    if (isStreaming && error instanceof Error && error.message.includes('"detector"'))
      throw new ConfigError([`--detector is "${detector}", a detector of streams: use detect-stream`]);
    throw error;
  }
}

/** Learns from --train or the table itself; the scores of the rows learnt from come out of learning. */
async function fitAndScore(unfitted: BatchDetector, options: DetectOptions, engine: Engine) {
  const input = await readLabelledTable(options.input, options);
  if (options.train === undefined) {
    const prepared = prepareTable(input, options);
    const { result, seconds: fitSeconds } = await timed(() => engine.fit(unfitted, prepared.matrix));
    return { prepared, ...result, fitSeconds, scoreSeconds: 0 };
  }
  const learnt = prepareTable(
    await readLabelledTable(options.train, { ...options, ignoresLabels: true }),
    options,
  );
  const { result, seconds: fitSeconds } = await timed(() => engine.fit(unfitted, learnt.matrix));
  const { detector } = result;
  const { pipeline } = learnt;
  const prepared: PreparedTable = { ...input, matrix: pipeline.transform(input.table), pipeline };
  const { result: scores, seconds: scoreSeconds } = await timed(() =>
    engine.score(detector, prepared.matrix),
  );
  return { prepared, detector, scores, fitSeconds, scoreSeconds };
}

/** Quality against labels; nulls where the labels hold one class only. */
function measure(labels: Uint8Array, scores: Float64Array, notes: string[]) {
  if (new Set(labels).size === 2)
    return { auroc: areaUnderRoc(labels, scores), averagePrecision: averagePrecision(labels, scores) };
  notes.push(`every label is ${labels[0] ?? 0}: there is nothing to measure against`);
  return { auroc: null, averagePrecision: null };
}

async function runDetection(options: DetectOptions) {
  const unfitted = createDetector(options);
  const engine = await createEngine(options.threads);
  try {
    return await fitAndScore(unfitted, options, engine);
  } finally {
    await engine.close();
  }
}

async function detect(options: DetectOptions) {
  const { detector, prepared, scores, fitSeconds, scoreSeconds } = await runDetection(options);
  const { matrix, labels, notes, pipeline } = prepared;
  const quality = labels === undefined ? {} : measure(labels, scores, notes);
  return {
    detector: detector.name,
    parameters: detector.params,
    nRows: matrix.nRows,
    nFeatures: matrix.nFeatures,
    fitSeconds,
    scoreSeconds,
    peakMemoryMb: peakMemoryMb(),
    ...quality,
    threshold: detector.threshold,
    nAnomalies: scores.reduce((count, score) => count + (score > detector.threshold ? 1 : 0), 0),
    top: topRows(scores),
    omitted: pipeline.columns.filter(({ role }) => role === 'omit').map(({ name }) => name),
    notes,
    scores,
    nRefused: prepared.nRefused,
  };
}

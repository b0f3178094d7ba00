import { areaUnderRoc, averagePrecision } from '@convoscope/statistics';
import { createBatchDetector, streamingDetectors, type BatchDetector } from '@convoscope/detectors';
import { ConfigError } from '@convoscope/contracts';
import { Option, type Command } from 'commander';
import { collectNames, parseCount, parseParams, requireWritable } from '../detection/parse-options.ts';
import { prepareTable, readInput, type PreparedTable } from '../detection/prepare-table.ts';
import { peakMemoryMb, printResult, timed } from '../detection/print-result.ts';
import { writeScores } from '../detection/write-scores.ts';
import type { RunCommand } from '../run-program.ts';

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

interface DetectOptions extends DetectionOptions {
  train?: string;
  scores?: string;
}

const N_TOP = 10;

/** Adds the options about a table and the detector for it. */
export const addDetectionOptions = (command: Command): Command =>
  command
    .requiredOption('--input <file>', 'CSV, JSON Lines (both also .gz) or Parquet')
    .requiredOption('--detector <name>', 'auto, ensemble or a name that `detectors` lists')
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

export function addDetect(program: Command, run: RunCommand): void {
  addDetectionOptions(
    program.command('detect').description('score the rows of a table: higher = more anomalous'),
  )
    .option('--train <file>', 'learn from this table and only score --input')
    .option('--scores <file>', 'write the score of every row as CSV')
    .action((options: DetectOptions) =>
      run(async ({ stdout }) => {
        await requireWritable('--scores', options.scores);
        const detector = createDetector(options);
        const { scores, ...result } = await detect(detector, options);
        if (options.scores !== undefined) {
          const isAnomaly = scores.map((score) => (score > result.threshold ? 1 : 0));
          await writeScores(options.scores, { score: scores, is_anomaly: isAnomaly }, scores.length);
        }
        printResult(stdout, result, options.json);
      }),
    );
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
async function fitAndScore(detector: BatchDetector, options: DetectOptions) {
  const input = await readInput(options.input, options);
  if (options.train === undefined) {
    const prepared = prepareTable(input, options);
    const { result: scores, seconds: fitSeconds } = timed(() => detector.fit(prepared.matrix));
    return { prepared, scores, fitSeconds, scoreSeconds: 0 };
  }
  const learnt = prepareTable(await readInput(options.train, { ...options, ignoresLabels: true }), options);
  const { seconds: fitSeconds } = timed(() => detector.fit(learnt.matrix));
  const prepared: PreparedTable = {
    ...input,
    matrix: learnt.pipeline.transform(input.table),
    pipeline: learnt.pipeline,
  };
  const { result: scores, seconds: scoreSeconds } = timed(() => detector.score(prepared.matrix));
  return { prepared, scores, fitSeconds, scoreSeconds };
}

/** Quality against labels; nulls where the labels hold one class only. */
function measure(labels: Uint8Array, scores: Float64Array, notes: string[]) {
  if (new Set(labels).size === 2)
    return { auroc: areaUnderRoc(labels, scores), averagePrecision: averagePrecision(labels, scores) };
  notes.push(`every label is ${labels[0] ?? 0}: there is nothing to measure against`);
  return { auroc: null, averagePrecision: null };
}

const topRows = (scores: Float64Array): { row: number; score: number }[] =>
  Array.from(scores, (score, row) => ({ row, score }))
    .sort((a, b) => b.score - a.score || a.row - b.row)
    .slice(0, N_TOP);

async function detect(detector: BatchDetector, options: DetectOptions) {
  const { prepared, scores, fitSeconds, scoreSeconds } = await fitAndScore(detector, options);
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
  };
}

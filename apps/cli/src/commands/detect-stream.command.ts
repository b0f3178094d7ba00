import { performance } from 'node:perf_hooks';
import { ConfigError } from '@convoscope/contracts';
import {
  batchDetectors,
  createStreamingDetector,
  DataError,
  streamingDetectors,
  type DataTable,
  type StreamingDetector,
} from '@convoscope/detectors';
import {
  addToDdSketch,
  areaUnderRoc,
  averagePrecision,
  createDdSketch,
  quantileOfDdSketch,
} from '@convoscope/statistics';
import type { Command } from 'commander';
import { collectNames, parseParams, requireWritable } from '../detection/parse-options.ts';
import { inFile, readLabelledTable } from '@convoscope/registry';
import { chooseSeries } from '../detection/choose-series.ts';
import { chooseInstants } from '../detection/read-instants.ts';
import { peakMemoryMb, printResult } from '../detection/print-result.ts';
import { topRows } from '../detection/top-rows.ts';
import { writeScores } from '../detection/write-scores.ts';
import type { RunAlone } from '../command-host.ts';

interface StreamOptions {
  input: string;
  detector: string;
  timestamp?: string;
  value?: string[];
  params?: Record<string, unknown>;
  labelColumn?: string;
  scores?: string;
  json?: boolean;
}

export function addDetectStream(program: Command, run: RunAlone): void {
  program
    .command('detect-stream')
    .description('score the records of a series one after another: no score looks ahead')
    .requiredOption('--input <file>', 'CSV, JSON Lines (both also .gz) or Parquet, in order of time')
    .requiredOption('--detector <name>', 'auto or a name that `detectors` lists as streaming')
    .option('--timestamp <name>', 'column with the instants (default: "timestamp", where there is one)')
    .option('--value <names>', 'column, or columns, with the values (default: "value")', collectNames)
    .option('--params <json>', "the detector's parameters", parseParams)
    .option('--label-column <name>', 'column with 1 for an anomaly: only for measuring')
    .option('--scores <file>', 'write the score of every record as CSV')
    .option('--json', 'as JSON')
    .action((options: StreamOptions) =>
      run(async ({ stdout }) => {
        await requireWritable('--scores', options.scores);
        const detector = createDetector(options);
        const { scores, ...result } = await detectStream(detector, options);
        if (options.scores !== undefined) await writeScores(options.scores, { score: scores }, scores.length);
        printResult(stdout, result, options.json);
      }),
    );
}

function createDetector({ detector, params }: StreamOptions): StreamingDetector {
  try {
    return createStreamingDetector(detector, params);
  } catch (error) {
    const isBatch = batchDetectors.some(({ name }) => name === detector);
    if (isBatch && error instanceof Error && error.message.includes('"detector"'))
      throw new ConfigError([`--detector is "${detector}", a detector of tables: use detect`]);
    throw error;
  }
}

function requireInstants(table: DataTable, { timestamp, detector }: StreamOptions): Float64Array | undefined {
  const instants = chooseInstants(table, timestamp);
  if (instants === undefined && streamingDetectors.find(({ name }) => name === detector)?.needsTime)
    throw new DataError(
      `detector "${detector}" needs the instant of each record: name its column with --timestamp`,
    );
  return instants;
}

const countBackwards = (instants: Float64Array): number =>
  instants.reduce((count, atMs, row) => count + (row > 0 && atMs < (instants[row - 1] ?? 0) ? 1 : 0), 0);

/** Scores record after record. One without all its values has no score (NaN) and is not learnt: 0 would say that it is ordinary. */
function scoreRecords(
  detector: StreamingDetector,
  series: readonly Float64Array[],
  instants: Float64Array | undefined,
) {
  const nRows = series[0]?.length ?? 0;
  const scores = new Float64Array(nRows);
  const record = new Float64Array(series.length);
  const latencies = createDdSketch(0.01);
  const unscored: number[] = [];
  const startedAt = performance.now();
  for (let row = 0; row < nRows; row++) {
    series.forEach((values, j) => (record[j] = values[row] ?? NaN));
    if (!record.every(Number.isFinite)) {
      scores[row] = NaN;
      unscored.push(row);
      continue;
    }
    const before = performance.now();
    scores[row] = detector.update(record, instants?.[row]);
    addToDdSketch(latencies, performance.now() - before);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const p99Ms = unscored.length === nRows ? null : quantileOfDdSketch(latencies, 0.99);
  return { scores, unscored, seconds, p99Ms };
}

/** Rows without a score that are listed. */
const MAX_UNSCORED = 20;

function withoutUnscored(labels: Uint8Array, scores: Float64Array) {
  return {
    labels: labels.filter((_, row) => !Number.isNaN(scores[row])),
    scores: scores.filter((score) => !Number.isNaN(score)),
  };
}

async function detectStream(detector: StreamingDetector, options: StreamOptions) {
  const { table, labels, notes: allNotes } = await readLabelledTable(options.input, options);
  const notes = allNotes.filter((note) => note.includes('labels'));
  const { instants, series } = inFile(options.input, () => ({
    instants: requireInstants(table, options),
    series: chooseSeries(table, options.value),
  }));
  const { scores, unscored, seconds, p99Ms } = scoreRecords(detector, series, instants);
  if (unscored.length > 0)
    notes.push(
      `${unscored.length} records with a missing or an infinite value have no score and were not learnt (unscored lists the first of them)`,
    );
  const nBackwards = instants === undefined ? 0 : countBackwards(instants);
  if (nBackwards > 0) notes.push(`${nBackwards} instants lie before the one above them: records are taken in the order of the file`); // prettier-ignore
  const measured = labels === undefined ? undefined : withoutUnscored(labels, scores);
  return {
    detector: detector.name,
    parameters: detector.params,
    nRows: table.nRows,
    nFeatures: series.length,
    seconds,
    recordsPerSecond: Math.round(table.nRows / Math.max(seconds, 1e-6)),
    p99Ms,
    peakMemoryMb: peakMemoryMb(),
    ...(measured !== undefined && new Set(measured.labels).size === 2
      ? {
          auroc: areaUnderRoc(measured.labels, measured.scores),
          averagePrecision: averagePrecision(measured.labels, measured.scores),
        }
      : {}),
    top: topRows(scores),
    unscored: unscored.slice(0, MAX_UNSCORED),
    notes,
    scores,
  };
}

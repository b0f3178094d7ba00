import { ConfigError } from '@convoscope/contracts';
import {
  explain,
  findCounterfactual,
  findNearestNormal,
  rowOf,
  selectRows,
  type AttributionMethod,
  type BatchDetector,
  type Matrix,
} from '@convoscope/detectors';
import { createRandom, sampleWithoutReplacement } from '@convoscope/statistics';
import { Option, type Command } from 'commander';
import { parseCount } from '../detection/parse-options.ts';
import { readLabelledTable } from '@convoscope/registry';
import { cellOf, prepareTable, type PreparedTable } from '../detection/prepare-table.ts';
import { printResult, timed } from '../detection/print-result.ts';
import type { RunAlone } from '../command-host.ts';
import { addDetectionOptions, createDetector, type DetectionOptions } from './detect.command.ts';

interface ExplainOptions extends DetectionOptions {
  row: number;
  method: AttributionMethod;
}

const METHODS: readonly AttributionMethod[] = [
  'own',
  'kernel-shap',
  'lime',
  'nearest-normal',
  'counterfactual',
];

/** Rows that an ordinary example is looked for among. */
const N_EXAMPLES = 2000;
/** Features from which on trying each of them for a counterfactual takes too long. */
const MANY_FEATURES = 500;

export function addExplain(program: Command, run: RunAlone): void {
  addDetectionOptions(
    program
      .command('explain')
      .description('why a row has its score: what each feature adds, and what an ordinary row would be'),
  )
    .requiredOption(
      '--row <number>',
      'the row, counted from 0 as in the file that --scores writes',
      parseCount,
    )
    .addOption(
      new Option('--method <name>', "how: the detector's own parts, or comparing with rows of the table")
        .choices(METHODS)
        .default('own'),
    )
    .action((options: ExplainOptions) =>
      run(async ({ stdout }) => {
        const detector = createDetector(options);
        const prepared = prepareTable(await readLabelledTable(options.input, options), options);
        if (options.row >= prepared.matrix.nRows)
          throw new ConfigError([
            `--row is ${options.row}: the table has the rows 0 to ${prepared.matrix.nRows - 1}`,
          ]);
        printResult(stdout, await explainRow(detector, prepared, options), options.json);
      }),
    );
}

/** The row's features with what each adds to the score, largest part first. */
function contributionsOf({ pipeline, table }: PreparedTable, row: number, contributions: Float64Array) {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  return pipeline.features
    .map(({ name, column }, j) => {
      const source = columns.get(column);
      const value = source === undefined ? null : cellOf(source, row);
      return { feature: name, column, value, contribution: contributions[j] ?? 0 };
    })
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}

function sampleRows(matrix: Matrix): Int32Array {
  if (matrix.nRows <= N_EXAMPLES) return Int32Array.from({ length: matrix.nRows }, (_, i) => i);
  return Int32Array.from(sampleWithoutReplacement(matrix.nRows, N_EXAMPLES, createRandom(0)));
}

/** An ordinary row like this one, and the columns in which it would have to be like it. */
function examplesFor(detector: BatchDetector, { matrix, pipeline }: PreparedTable, row: number) {
  const chosen = sampleRows(matrix).filter((other) => other !== row);
  if (chosen.length === 0) return { nearestNormal: null, counterfactual: null };
  const examples = selectRows(matrix, chosen);
  const own = Float64Array.from(rowOf(matrix, row));
  const nearest = findNearestNormal(detector, examples, own);
  if (nearest === undefined) return { nearestNormal: null, counterfactual: null };
  const nearestNormal = { row: chosen[nearest.index], distance: nearest.distance };
  if (matrix.nFeatures > MANY_FEATURES) return { nearestNormal, counterfactual: null };
  const { changed, score } = findCounterfactual(detector, examples, own);
  return {
    nearestNormal,
    counterfactual: { score, changed: changed.map((j) => pipeline.features[j]?.name) },
  };
}

async function explainRow(detector: BatchDetector, prepared: PreparedTable, { row, method }: ExplainOptions) {
  const { result: scores, seconds: fitSeconds } = await timed(() => detector.fit(prepared.matrix));
  const own = Float64Array.from(rowOf(prepared.matrix, row));
  const { result: explanation, seconds: explainSeconds } = await timed(() =>
    explain(detector, own, { method, background: selectRows(prepared.matrix, sampleRows(prepared.matrix)) }),
  );
  return {
    detector: detector.name,
    parameters: detector.params,
    row,
    trainingScore: scores[row],
    score: explanation.score,
    threshold: detector.threshold,
    isAnomaly: (scores[row] ?? 0) > detector.threshold,
    shareOfRowsBelow: detector.unify([explanation.score])[0],
    baseline: explanation.baseline,
    method: explanation.method,
    nScored: explanation.nScored,
    contributions: contributionsOf(prepared, row, explanation.contributions),
    ...examplesFor(detector, prepared, row),
    fitSeconds,
    explainSeconds,
    notes: prepared.notes,
  };
}

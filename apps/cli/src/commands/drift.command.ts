import {
  createFeaturePipeline,
  DataError,
  detectClassifierDrift,
  detectDrift,
  detectJointDrift,
  stackTables,
  type DataTable,
  type FeaturePipeline,
  type Matrix,
} from '@convoscope/detectors';
import type { Command } from 'commander';
import { collectNames, parseCount } from '../detection/parse-options.ts';
import { readLabelledTable } from '@convoscope/registry';
import { printResult } from '../detection/print-result.ts';
import type { RunAlone } from '../command-host.ts';

interface DriftOptions {
  reference: string;
  current: string;
  exclude?: string[];
  labelColumn?: string;
  seed?: number;
  json?: boolean;
}

export function addDrift(program: Command, run: RunAlone): void {
  program
    .command('drift')
    .description('how a table differs from an earlier one, feature by feature and as a whole')
    .requiredOption('--reference <file>', 'the earlier table: CSV, JSON Lines (both also .gz) or Parquet')
    .requiredOption('--current <file>', 'the later table')
    .option('--label-column <name>', 'column to leave out (default: "label", where there is one)')
    .option('--exclude <names>', 'further columns to leave out', collectNames)
    .option('--seed <number>', 'start of every random choice', parseCount)
    .option('--json', 'as JSON')
    .action((options: DriftOptions) =>
      run(async ({ stdout }) => printResult(stdout, await compareTables(options), options.json)),
    );
}

/** Fewer rows of a table say nothing about it as a whole. */
const MIN_ROWS = 10;
const N_IMPORTANT = 10;

const namesOf = (table: DataTable): string[] => table.columns.map(({ name }) => name);
const keep = (table: DataTable, names: ReadonlySet<string>): DataTable => ({
  nRows: table.nRows,
  columns: table.columns.filter(({ name }) => names.has(name)),
});

/** Feature by feature, gaps as gaps, the most changed first. */
function compareFeatures(before: DataTable, after: DataTable) {
  const pipeline = createFeaturePipeline({ scale: 'none', missing: 'keep' });
  return detectDrift(pipeline.fit(before), pipeline.transform(after))
    .map(({ feature, ...found }) => ({
      feature: pipeline.features[feature]?.name ?? String(feature),
      column: pipeline.features[feature]?.column ?? '',
      ...found,
    }))
    .sort((a, b) => b.psi - a.psi);
}

/** Whether a classifier can tell the tables apart, and by what. */
function tellApart(pipeline: FeaturePipeline, reference: Matrix, current: Matrix, seed: number) {
  const { importances, ...found } = detectClassifierDrift(reference, current, { seed });
  const goesBy = pipeline.features.map(({ name }, j) => ({ feature: name, importance: importances[j] ?? 0 }));
  return { ...found, goesBy: goesBy.sort((a, b) => b.importance - a.importance).slice(0, N_IMPORTANT) };
}

async function compareTables(options: DriftOptions) {
  const [before, after] = [
    await readLabelledTable(options.reference, { ...options, ignoresLabels: true }),
    await readLabelledTable(options.current, { ...options, ignoresLabels: true }),
  ];
  const [old, fresh] = [new Set(namesOf(before.table)), new Set(namesOf(after.table))];
  const common = new Set([...old].filter((name) => fresh.has(name)));
  if (common.size === 0)
    throw new DataError(`${options.reference} and ${options.current} have no column in common`);
  const tables = [keep(before.table, common), keep(after.table, common)] as const;
  const features = compareFeatures(...tables);
  // Scaled by both tables: by one alone, the other would seem wider for no other reason, and among many features every test would see it.
  const pipeline = createFeaturePipeline();
  pipeline.fit(stackTables(...tables));
  const [reference, current] = [pipeline.transform(tables[0]), pipeline.transform(tables[1])];
  const seed = options.seed ?? 0;
  const canJoin = Math.min(reference.nRows, current.nRows) >= MIN_ROWS;
  return {
    nReferenceRows: reference.nRows,
    nCurrentRows: current.nRows,
    nFeatures: reference.nFeatures,
    nDrifted: features.filter(({ hasDrifted }) => hasDrifted).length,
    joint: canJoin ? detectJointDrift(reference, current, { seed }) : null,
    classifier: canJoin ? tellApart(pipeline, reference, current, seed) : null,
    onlyInReference: [...old].filter((name) => !common.has(name)),
    onlyInCurrent: [...fresh].filter((name) => !common.has(name)),
    features,
    notes: [
      ...before.notes.map((note) => `reference: ${note}`),
      ...after.notes.map((note) => `current: ${note}`),
    ],
  };
}

import {
  createFeaturePipeline,
  detectDrift,
  detectJointDrift,
  DataError,
  type DataTable,
} from '@convoscope/detectors';
import type { Command } from 'commander';
import { collectNames, parseCount } from '../detection/parse-options.ts';
import { readInput } from '../detection/prepare-table.ts';
import { printResult } from '../detection/print-result.ts';
import type { RunCommand } from '../run-program.ts';

interface DriftOptions {
  reference: string;
  current: string;
  exclude?: string[];
  labelColumn?: string;
  seed?: number;
  json?: boolean;
}

export function addDrift(program: Command, run: RunCommand): void {
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

const namesOf = (table: DataTable): string[] => table.columns.map(({ name }) => name);
const keep = (table: DataTable, names: ReadonlySet<string>): DataTable => ({
  nRows: table.nRows,
  columns: table.columns.filter(({ name }) => names.has(name)),
});

async function compareTables(options: DriftOptions) {
  const [before, after] = [
    await readInput(options.reference, { ...options, ignoresLabels: true }),
    await readInput(options.current, { ...options, ignoresLabels: true }),
  ];
  const [old, fresh] = [new Set(namesOf(before.table)), new Set(namesOf(after.table))];
  const common = new Set([...old].filter((name) => fresh.has(name)));
  if (common.size === 0)
    throw new DataError(`${options.reference} and ${options.current} have no column in common`);
  const pipeline = createFeaturePipeline({ missing: 'indicator' });
  const reference = pipeline.fit(keep(before.table, common));
  const current = pipeline.transform(keep(after.table, common));
  const features = detectDrift(reference, current).map(({ feature, ...found }) => ({
    feature: pipeline.features[feature]?.name ?? String(feature),
    column: pipeline.features[feature]?.column ?? '',
    ...found,
  }));
  const canJoin = reference.nRows > 1 && current.nRows > 1;
  return {
    nReferenceRows: reference.nRows,
    nCurrentRows: current.nRows,
    nFeatures: reference.nFeatures,
    nDrifted: features.filter(({ hasDrifted }) => hasDrifted).length,
    joint: canJoin ? detectJointDrift(reference, current, { seed: options.seed ?? 0 }) : null,
    onlyInReference: [...old].filter((name) => !common.has(name)),
    onlyInCurrent: [...fresh].filter((name) => !common.has(name)),
    features: features.sort((a, b) => b.psi - a.psi),
    notes: [
      ...before.notes.map((note) => `reference: ${note}`),
      ...after.notes.map((note) => `current: ${note}`),
    ],
  };
}

/**
 * Measures what labels add on the benchmark tables: a simulated analyst answers the rows that `suggest` names.
 * `node tools/bench/anomaly-feedback.ts [--labels 20] [--strategy greedy|diverse|uncertain]` after a build.
 */
import { createFeedbackDetector, rowOf, type QueryStrategy } from '@convoscope/detectors';
import { areaUnderRoc, averagePrecision } from '@convoscope/statistics';
import { readTables, requireData, type LabelledTable } from './anomaly-data.ts';

requireData();
const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const nLabels = Number(argument('--labels') ?? 20);
const strategy = (argument('--strategy') ?? 'greedy') as QueryStrategy;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Average precision over the rows kept; 1 where no anomaly is left to find. */
function precisionOver(labels: Uint8Array, scores: Float64Array, rows: readonly number[]): number {
  const kept = rows.map((row) => labels[row]!);
  if (!kept.some((label) => label === 1)) return 1;
  return averagePrecision(
    kept,
    rows.map((row) => scores[row]!),
  );
}

function measure({ name, table, labels }: LabelledTable) {
  const detector = createFeedbackDetector(table);
  const before = detector.score(table);
  const asked = new Set<number>();
  while (asked.size < nLabels)
    for (const row of detector.suggest(table, { strategy, exclude: asked })) {
      asked.add(row);
      detector.learn([{ row: rowOf(table, row), isAnomaly: labels[row] === 1 }]);
    }
  const after = detector.score(table);
  const rest = [...labels.keys()].filter((row) => !asked.has(row));
  const firstRows = [...before.keys()].sort((a, b) => before[b]! - before[a]!).slice(0, nLabels);
  const found = (rows: Iterable<number>): number => [...rows].filter((row) => labels[row] === 1).length;
  return {
    name,
    all: [averagePrecision(labels, before), averagePrecision(labels, after)],
    rest: [precisionOver(labels, before, rest), precisionOver(labels, after, rest)],
    auroc: [areaUnderRoc(labels, before), areaUnderRoc(labels, after)],
    found: [found(firstRows), found(asked)],
  };
}

const results = readTables().map((table) => {
  const result = measure(table);
  console.log(result.name, JSON.stringify(result));
  return result;
});
console.log(`| ${nLabels} labels, ${strategy} | before | after |`);
for (const key of ['all', 'rest', 'auroc', 'found'] as const) {
  const of = (side: 0 | 1): string => mean(results.map((result) => result[key][side]!)).toFixed(3);
  console.log(`| ${key} | ${of(0)} | ${of(1)} |`);
}

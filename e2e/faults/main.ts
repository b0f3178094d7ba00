/**
 * The fault lab. Usage: npm run faults [-- --only F7,F12 --seed 1 --seeds 5 --minutes 5 --rate 20 --hold 10 --alerts --json --write]
 *     or: npm run faults -- --table FILE,FILE: writes the table from what runs with --json have printed, without running anything.
 * Runs rows of the fault matrix against real servers and services and prints one line a row and seed; exit code 1 if one failed.
 */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openLab } from './fault-lab.ts';
import type { FaultRow } from './fault-row.ts';
import { describeTotals, headLine, toLine } from './print-trials.ts';
import { watchAlerts } from './lab/alert-watch.ts';
import { allRows } from './rows/all-rows.ts';
import { runTrial, type TrialResult } from './run-trial.ts';
import { readResults, readRunFacts, writeReliabilityTable } from './write-reliability-table.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '1' },
    rate: { type: 'string', default: '15' },
    hold: { type: 'string', default: '0' },
    alerts: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    table: { type: 'string' },
  },
});

if (values.table !== undefined) {
  const { runs, results } = readResults(values.table.split(',').map((file) => readFileSync(file, 'utf8')));
  writeReliabilityTable(runs, results);
  console.log(describeTotals(results));
  process.exit(0);
}
const wanted = values.only?.split(',').map((id) => id.trim());
const rowsOf = (id: string): FaultRow[] =>
  allRows.filter((row) => row.id === id || row.id.startsWith(`${id} `));
/** In the order in which they were asked for. */
const rows = wanted?.flatMap(rowsOf) ?? allRows;
const unknown = wanted?.filter((id) => rowsOf(id).length === 0) ?? [];
if (unknown.length > 0) {
  console.error(`No such row: ${unknown.join(', ')}. There are ${allRows.map(({ id }) => id).join(', ')}.`);
  process.exit(64);
}
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => Number(values.seed) + i);
const progress = (text: string): void => void process.stderr.write(`${text}\n`);

progress('Starting servers and services (20-40 s) ...');
async function saveLogs({ id, seed }: TrialResult): Promise<void> {
  const dir = join(tmpdir(), 'convoscope-fault-logs', `${id.replaceAll(' ', '-')}-seed-${seed}`);
  await lab.services.saveOutputs(dir);
  progress(`what the services wrote is in ${dir}`);
}

/** What a failed row leaves behind must not fail the next one. */
async function recover(result: TrialResult): Promise<void> {
  await saveLogs(result);
  await lab.revive();
}

const lab = await openLab({
  seed: seeds[0] ?? 1,
  hasSmallDisks: rows.some(({ needsSmallDisks }) => needsSmallDisks === true),
});
const results: TrialResult[] = [];

/** Each row has a Prometheus of its own: what the one before has burnt of a budget is not this one's. */
async function runWatched(row: FaultRow, seed: number): Promise<TrialResult> {
  const options = {
    ...{ seed, minutes: Number(values.minutes), rate: Number(values.rate) },
    holdMs: Number(values.hold) * 60_000,
  };
  if (!values.alerts) return runTrial(lab, row, options);
  const alerts = await watchAlerts(lab.services, join(lab.dir, `prometheus-${row.id}-${seed}`));
  try {
    return await runTrial(lab, row, { ...options, alerts });
  } finally {
    await alerts.close();
  }
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => void lab.close().then(() => process.exit(code)));
try {
  await lab.services.startAll();
  const facts = await readRunFacts(lab, Number(values.minutes));
  console.log(values.json ? JSON.stringify({ run: facts }) : headLine);
  for (const seed of seeds) {
    for (const row of rows) {
      progress(`${row.id} seed ${seed}: ${row.title} ...`);
      const result = await runWatched(row, seed);
      results.push(result);
      if (result.verdict === 'failed') await recover(result);
      console.log(values.json ? JSON.stringify(result) : toLine(result));
    }
  }
  if (values.write) writeReliabilityTable([facts], results);
} finally {
  await lab.close();
}
if (!values.json) console.log(describeTotals(results));
process.exit(results.some(({ verdict }) => verdict === 'failed') ? 1 : 0);

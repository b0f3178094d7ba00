import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KAFKA_VERSION } from '../../tools/servers/kafka.ts';
import { S3_VERSION } from '../../tools/servers/s3.ts';
import { TOXIPROXY_VERSION } from '../../tools/servers/toxiproxy.ts';
import { repositoryRoot } from '../processes.ts';
import type { FaultLab } from './fault-lab.ts';
import { allRows } from './rows/all-rows.ts';
import type { TrialResult } from './run-trial.ts';

const FILE = join(repositoryRoot, 'docs', 'reliability.md');
const BEGIN = '<!-- written by `npm run faults -- --write`: begin -->';
const END = '<!-- end -->';

/** Characters of what happened; the line of the trial has all of it. */
const MAX_NOTE = 160;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function verdictOf(results: readonly TrialResult[]): string {
  const [first] = results;
  if (results.every(({ verdict }) => verdict === 'not run')) return `not run: ${first?.problems.join('; ')}`;
  const failed = results.filter(({ verdict }) => verdict === 'failed');
  if (failed.length === 0) return 'passed';
  const reasons = failed.map(({ seed, problems }) => `seed ${seed}: ${problems.join('; ')}`);
  return `**failed** ${failed.length} of ${results.length}: ${reasons.join('. ')}`;
}

/** One line of the table: the sums over all seeds, and the slowest recovery. */
export function toTableLine(results: readonly TrialResult[]): string {
  const [first] = results;
  if (first === undefined) return '';
  const records = sum(results.map((result) => result.wireRecords));
  const duplicates = sum(results.map((result) => result.wireDuplicates));
  const recoveries = results.map(({ recoverySeconds }) => recoverySeconds ?? Infinity);
  const slowest = Math.max(...recoveries);
  const ran = results.some(({ verdict }) => verdict !== 'not run');
  const numbers = ran
    ? [
        ...[sum(results.map(({ lost }) => lost)), sum(results.map(({ doubled }) => doubled))].map(String),
        `${duplicates} (${records === 0 ? 0 : ((100 * duplicates) / records).toFixed(1)} %)`,
        String(sum(results.map(({ disorders }) => disorders))),
        Number.isFinite(slowest) ? slowest.toFixed(1) : 'never',
      ]
    : ['', '', '', '', ''];
  const notes = [...new Set(results.flatMap((result) => result.notes.slice(0, 2)))]
    .slice(0, 2)
    .join('; ')
    .slice(0, MAX_NOTE);
  const cells = [first.id, first.title, ...numbers, verdictOf(results), notes];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

/** What a run of the lab was made with. */
export interface RunFacts {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly commit: string;
  readonly minutes: number;
  /** As `Kafka 4.1.1`, one a program. */
  readonly versions: readonly string[];
}

export async function readRunFacts(lab: Pick<FaultLab, 'mongoAdmin'>, minutes: number): Promise<RunFacts> {
  const args = ['rev-parse', '--short', 'HEAD'];
  const { version } = (await lab.mongoAdmin({ buildInfo: 1 })) as { version: string };
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: execFileSync('git', args, { cwd: repositoryRoot }).toString().trim(),
    minutes,
    versions: [
      ...[`Kafka ${KAFKA_VERSION}`, `MongoDB ${version}`, `versitygw ${S3_VERSION} (S3)`],
      ...[`toxiproxy ${TOXIPROXY_VERSION}`, `Node ${process.versions.node}`],
    ],
  };
}

const different = <T extends string | number>(values: readonly T[]): string =>
  [...new Set(values)].join(', ');

/** What several runs were made with, together. */
export function describeRuns(runs: readonly RunFacts[], results: readonly TrialResult[]): string {
  const ran = results.filter(({ verdict }) => verdict !== 'not run');
  const seeds = [...new Set(ran.map(({ seed }) => seed))].sort((a, b) => a - b);
  const perRow = [...Map.groupBy(ran, ({ id }) => id).values()].map((trials) => trials.length);
  const least = Math.min(...perRow);
  const most = Math.max(...perRow);
  const count = least === most ? String(least) : `${least} to ${most}`;
  return [
    `Date ${different(runs.map(({ date }) => date))}, commit ${different(runs.map(({ commit }) => commit))}, seeds ${seeds.join(', ')} (${count} trials a row), --minutes ${different(runs.map(({ minutes }) => minutes))}.`,
    `${different(runs.flatMap(({ versions }) => versions))}.`,
    'Sums over the trials; `recover` is the slowest in seconds.',
  ].join('\n');
}

/** The results and facts in files that `--json` wrote, those of a trial that was run again replaced by the later ones. Throws where a line is neither. */
export function readResults(texts: readonly string[]): { runs: RunFacts[]; results: TrialResult[] } {
  const lines = texts.flatMap((text) => text.split('\n').filter((line) => line.startsWith('{')));
  const parsed = lines.map((line) => JSON.parse(line) as TrialResult | { run: RunFacts });
  const runs = parsed.flatMap((one) => ('run' in one ? [one.run] : []));
  const latest = new Map<string, TrialResult>();
  for (const one of parsed) if (!('run' in one)) latest.set(`${one.id}, seed ${one.seed}`, one);
  return { runs, results: [...latest.values()] };
}

/** Puts the results into docs/reliability.md, in place of those that stand there, in the order of the matrix. Throws where the file has lost its marks. */
export function writeReliabilityTable(runs: readonly RunFacts[], results: readonly TrialResult[]): void {
  const text = readFileSync(FILE, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`${FILE} has no place for the table`);
  const byRow = Map.groupBy(results, ({ id }) => id);
  const rows = allRows.flatMap(({ id }) => {
    const trials = byRow.get(id) ?? [];
    return trials.length === 0 ? [] : [toTableLine(trials.sort((a, b) => a.seed - b.seed))];
  });
  const head = '| row | fault | lost | doubled | on the wire | order | recover | verdict | what happened |';
  const table = [head, head.replaceAll(/[^|]+/g, ' --- '), ...rows].join('\n');
  const body = `${BEGIN}\n\n${describeRuns(runs, results)}\n\n${table}\n\n`;
  writeFileSync(FILE, text.slice(0, begin) + body + text.slice(end));
}

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KAFKA_VERSION } from '../../tools/servers/kafka.ts';
import { S3_VERSION } from '../../tools/servers/s3.ts';
import { TOXIPROXY_VERSION } from '../../tools/servers/toxiproxy.ts';
import { repositoryRoot } from '../processes.ts';
import type { FaultLab } from './fault-lab.ts';
import type { TrialResult } from './run-trial.ts';

const FILE = join(repositoryRoot, 'docs', 'reliability.md');
const BEGIN = '<!-- written by `npm run faults -- --write`: begin -->';
const END = '<!-- end -->';

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
  const notes = [...new Set(results.flatMap((result) => result.notes.slice(0, 2)))].slice(0, 2).join('; ');
  const cells = [first.id, first.title, ...numbers, verdictOf(results), notes];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

async function describeRun(lab: FaultLab, results: readonly TrialResult[], minutes: number): Promise<string> {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: repositoryRoot }).toString().trim();
  const { version } = (await lab.mongoAdmin({ buildInfo: 1 })) as { version: string };
  const seeds = [...new Set(results.map(({ seed }) => seed))].join(', ');
  return [
    `Date ${new Date().toISOString().slice(0, 10)}, commit ${git('rev-parse', '--short', 'HEAD')}, seeds ${seeds}, --minutes ${minutes}.`,
    `Kafka ${KAFKA_VERSION}, MongoDB ${version}, versitygw ${S3_VERSION} (S3), toxiproxy ${TOXIPROXY_VERSION}, Node ${process.versions.node}.`,
    'Sums over the seeds; `recover` is the slowest in seconds.',
  ].join('\n');
}

/** Puts the results into docs/reliability.md, in place of those that stand there. Throws where the file has lost its marks. */
export async function writeReliabilityTable(
  lab: FaultLab,
  results: readonly TrialResult[],
  minutes: number,
): Promise<void> {
  const text = readFileSync(FILE, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`${FILE} has no place for the table`);
  const rows = [...Map.groupBy(results, ({ id }) => id).values()].map(toTableLine);
  const head = '| row | fault | lost | doubled | on the wire | order | recover | verdict | what happened |';
  const table = [head, head.replaceAll(/[^|]+/g, ' --- '), ...rows].join('\n');
  const body = `${BEGIN}\n\n${await describeRun(lab, results, minutes)}\n\n${table}\n\n`;
  writeFileSync(FILE, text.slice(0, begin) + body + text.slice(end));
}

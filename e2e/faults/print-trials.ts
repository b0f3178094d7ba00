import type { TrialResult } from './run-trial.ts';

const COLUMNS = ['row', 'seed', 'lost', 'doubled', 'wire', 'order', 'recover', 'took', 'verdict'] as const;
const WIDTHS = [14, 5, 5, 8, 14, 6, 8, 7, 8] as const;

const pad = (cells: readonly string[]): string =>
  cells.map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0)).join(' ');

export const headLine = pad(COLUMNS);

/** Such as `12 (0.4 %)`. */
export const wireCell = ({ wireDuplicates, wireRecords }: TrialResult): string =>
  `${wireDuplicates} (${wireRecords === 0 ? 0 : ((wireDuplicates / wireRecords) * 100).toFixed(1)} %)`;

/** One line a trial; what it did and what went wrong stand below it. */
export function toLine(result: TrialResult): string {
  const { id, seed, lost, doubled, disorders, recoverySeconds, seconds, verdict, title } = result;
  if (verdict === 'not run') return `${pad([id, String(seed)])} not run: ${result.problems.join('; ')}`;
  const cells = [id, String(seed), String(lost), String(doubled), wireCell(result), String(disorders)];
  const times = [
    recoverySeconds === null ? 'never' : `${recoverySeconds.toFixed(1)} s`,
    `${seconds.toFixed(0)} s`,
  ];
  const line = `${pad([...cells, ...times, verdict])} ${[title, ...result.notes].join('; ')}`;
  return [line, ...result.problems.map((problem) => `    ! ${problem}`)].join('\n');
}

export function describeTotals(results: readonly TrialResult[]): string {
  const count = (verdict: TrialResult['verdict']): number =>
    results.filter((result) => result.verdict === verdict).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('not run')} not run`;
}

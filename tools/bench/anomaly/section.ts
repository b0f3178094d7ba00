/** One part of the page about anomaly detection. */
export interface Section {
  /** Markdown, heading included. */
  readonly lines: readonly string[];
  /** What was asked for, what was measured, and whether it is enough. */
  readonly targets: readonly Target[];
}

export interface Target {
  readonly what: string;
  readonly asked: string;
  readonly measured: string;
  readonly isReached: boolean;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** A table in Markdown. */
export const toTable = (
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string[] => [
  `| ${header.join(' | ')} |`,
  `|${header.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

/** CPU seconds of this process that the work took: what else the machine does hardly counts. */
export function cpuSecondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

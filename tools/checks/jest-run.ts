import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT, runToEnd, type Tally } from './run-check.ts';

/** The part of jest's `--json` report that is read here. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const TIME_LIMIT_MS = 40 * 60_000;
const NOT_RUN = new Set(['pending', 'todo', 'skipped', 'disabled']);

/** A suite that could not be loaded counts as one failure; a test that was left out is listed by file and name. */
export function toTally(report: JestReport, root: string): Tally {
  const skipped = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => NOT_RUN.has(status))
      .map(({ fullName }) => `${relative(root, name)}: ${fullName}`),
  );
  return {
    nPassed: report.numPassedTests,
    nFailed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped,
  };
}

const withReport = async (args: readonly string[], reportFile: string): Promise<Tally> => {
  const command = { name: 'jest', command: 'npm', timeLimitMs: TIME_LIMIT_MS, isLive: true };
  const flags = ['run', '--silent', 'jest', '--', '--ci', '--json', `--outputFile=${reportFile}`];
  const { isSuccess } = await runToEnd({ ...command, args: [...flags, ...args] });
  try {
    const tally = toTally(JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport, ROOT);
    return isSuccess || tally.nFailed > 0 ? tally : { ...tally, nFailed: 1 };
  } catch {
    console.log('FAIL jest ended without a report');
    return { nPassed: 0, nFailed: 1, skipped: [] };
  }
};

/** Runs jest with these arguments, its output going to ours; a run that ends without a report is one failure. */
export async function runJest(args: readonly string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'jest-report-'));
  try {
    return await withReport(args, join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

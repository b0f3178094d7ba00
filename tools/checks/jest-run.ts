import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT, runToEnd, type Tally } from './run-check.ts';

interface SuiteResult {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
}

/** The part of jest's `--json` report that is read here. */
export interface JestReport {
  readonly testResults: readonly SuiteResult[];
}

/** A machine that is shared takes twice as long as a quiet one; what takes longer than this hangs. */
const TIME_LIMIT_MS = 60 * 60_000;
const NOT_RUN = new Set(['pending', 'todo', 'skipped', 'disabled']);
/** More than these failing at once is no accident. */
const MAX_RETRIED = 3;
/** Real servers and ports, on a machine that does other things; the fault rows are left out: what they find once is a finding. */
const CAN_BE_UNSTEADY = /(?<!faults)\.(int|component|e2e|peers)\.spec\.ts$/;

const withStatus = ({ assertionResults }: SuiteResult, status: string): string[] =>
  assertionResults.filter((result) => result.status === status).map(({ fullName }) => fullName);

/** A suite that failed as a whole, without a test that did, counts as one failure. */
const nFailuresOf = (suite: SuiteResult): number =>
  Math.max(withStatus(suite, 'failed').length, suite.status === 'failed' ? 1 : 0);

/** A suite that could not be loaded counts as one failure; a test that was left out is listed by file and name. */
export function toTally({ testResults }: JestReport, root: string): Tally {
  return {
    nPassed: testResults.reduce((sum, suite) => sum + withStatus(suite, 'passed').length, 0),
    nFailed: testResults.reduce((sum, suite) => sum + nFailuresOf(suite), 0),
    skipped: testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => NOT_RUN.has(status))
        .map(({ fullName }) => `${relative(root, name)}: ${fullName}`),
    ),
    unsteady: [],
  };
}

/** The failed suites that deserve a second run, alone: none where one of another kind failed or where too many did. */
export function suitesToRetry({ testResults }: JestReport): string[] {
  const failed = testResults.filter((suite) => nFailuresOf(suite) > 0).map(({ name }) => name);
  return failed.length <= MAX_RETRIED && failed.every((name) => CAN_BE_UNSTEADY.test(name)) ? failed : [];
}

/** What stands after a second run of some suites, and what failed in the first run only, by file and name. */
export function afterRetry(first: JestReport, second: JestReport, root: string): Tally {
  const again = new Map(second.testResults.map((suite) => [suite.name, suite]));
  const testResults = first.testResults.map((suite) => again.get(suite.name) ?? suite);
  const unsteady = first.testResults.filter((suite) => {
    const repeated = again.get(suite.name);
    return repeated !== undefined && nFailuresOf(repeated) === 0;
  });
  const describe = (suite: SuiteResult): string =>
    `${relative(root, suite.name)}: ${withStatus(suite, 'failed').join('; ') || 'the suite as a whole'}`;
  return { ...toTally({ testResults }, root), unsteady: unsteady.map(describe) };
}

const FAILED: Tally = { nPassed: 0, nFailed: 1, skipped: [], unsteady: [] };

interface JestRun {
  readonly isSuccess: boolean;
  readonly report: JestReport | undefined;
}

async function runOnce(args: readonly string[], reportFile: string): Promise<JestRun> {
  const command = { name: 'jest', command: 'npm', timeLimitMs: TIME_LIMIT_MS, isLive: true };
  const flags = ['run', '--silent', 'jest', '--', '--ci', '--json', `--outputFile=${reportFile}`];
  const { isSuccess } = await runToEnd({ ...command, args: [...flags, ...args] });
  try {
    return { isSuccess, report: JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport };
  } catch {
    console.log('FAIL jest ended without a report');
    return { isSuccess: false, report: undefined };
  }
}

async function runWithRetry(args: readonly string[], folder: string): Promise<Tally> {
  const { isSuccess, report } = await runOnce(args, join(folder, 'report.json'));
  if (report === undefined) return FAILED;
  const tally = toTally(report, ROOT);
  if (!isSuccess && tally.nFailed === 0) return { ...tally, nFailed: 1 };
  const failed = suitesToRetry(report);
  if (failed.length === 0) return tally;
  console.log(`once more, alone: ${failed.map((name) => relative(ROOT, name)).join(', ')}`);
  const again = await runOnce(['--maxWorkers=1', '--runTestsByPath', ...failed], join(folder, 'again.json'));
  return again.report === undefined ? tally : afterRetry(report, again.report, ROOT);
}

/**
 * Runs jest with these arguments, its output going to ours; a run that ends without a report is one failure. Suites against real servers that
 * fail are run a second time, alone: what passes then counts as passed and is named as unsteady.
 */
export async function runJest(args: readonly string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'jest-report-'));
  try {
    return await runWithRetry(args, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

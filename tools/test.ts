/**
 * Everything that must pass. Usage: node tools/test.ts [--peers] [jest arguments] | --coverage
 * Installs and starts the real servers, checks the code, runs all tests; the last line says how many passed and failed.
 * With CI=true, or --coverage alone, the lines that ran are counted too. With --peers it runs only the tests against other people's products.
 * With jest arguments only those tests are run.
 */
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { checkCoverage } from './checks/check-coverage.ts';
import { runJest } from './checks/jest-run.ts';
import { runPeersInTurn } from './checks/peers-in-turn.ts';
import { prepareServers } from './checks/prepare-servers.ts';
import { addTallies, runCheck, type Tally } from './checks/run-check.ts';
import { runStaticChecks } from './checks/static-checks.ts';
import { stopShared } from './servers/shared-servers.ts';

const { CI } = process.env;
const isPeers = process.argv.includes('--peers');
const isCoverageAsked = process.argv.includes('--coverage') && process.argv.length === 3;
const jestArguments = isCoverageAsked
  ? []
  : process.argv.slice(2).filter((argument) => argument !== '--peers');

const isCi = CI === 'true';
/** Real servers share the machine with the tests: no more workers than cores, and few on large machines. */
const WORKERS = `--maxWorkers=${Math.min(4, availableParallelism())}`;
/** Counting what ran doubles the time of numeric code: once, where it decides, or when asked for. */
const COVERAGE = [
  '--coverage',
  '--coverageReporters=json-summary',
  '--coverageReporters=lcov',
  '--coverageReporters=html',
];

/** The same commit is tested with the same seed; a tree without a history with a fixed one. */
function seedOfCommit(): string {
  try {
    const head = execFileSync('git', ['rev-parse', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return String(Number.parseInt(head.slice(0, 8), 16) % 1_000_000);
  } catch {
    return '1';
  }
}
process.env['CONVOSCOPE_TEST_SEED'] ??= seedOfCommit();

const build = (): Promise<Tally> =>
  runCheck({ name: 'build', command: 'npm', args: ['run', '--silent', 'build'], timeLimitMs: 300_000 });

async function runAll(): Promise<Tally[]> {
  const checks = [await build(), ...(await runStaticChecks())];
  const withCoverage = isCi || isCoverageAsked;
  const projects = ['--selectProjects', 'unit', 'component', 'integration', 'e2e'];
  const tests = await runJest([WORKERS, ...(withCoverage ? COVERAGE : []), ...projects]);
  return [...checks, tests, ...(withCoverage ? [checkCoverage()] : [])];
}

async function runSelected(): Promise<Tally[]> {
  const projects = isPeers ? ['--selectProjects', 'peers'] : [];
  // The projects come last: jest takes every word after them for one more project.
  return [await build(), await runJest(['--maxWorkers=1', ...jestArguments, ...projects])];
}

/** All peers; in CI those whose code changed, and of the rest as many in turn as fit. */
async function runPeers(): Promise<Tally[]> {
  const run = (spec: string): Promise<Tally> => runJest(['--maxWorkers=1', '--runTestsByPath', spec]);
  return isCi ? [await build(), await runPeersInTurn(run)] : runSelected();
}

function runAsked(): Promise<Tally[]> {
  if (jestArguments.length > 0) return runSelected();
  return isPeers ? runPeers() : runAll();
}

const started = await prepareServers(
  isPeers ? ['kafka', 'mongod', 's3', 'nocodb', 'apertium'] : ['kafka', 'mongod', 's3', 'chromium'],
);
const stopStarted = (): Promise<void> => stopShared(started);
process.once('SIGINT', () => void stopStarted().then(() => process.exit(130)));
try {
  const { nPassed, nFailed, skipped, unsteady } = addTallies(await runAsked());
  if (skipped.length > 0) console.log(`skipped${isCi ? ' although CI=true' : ''}:`);
  for (const line of skipped) console.log(`  - ${line}`);
  if (unsteady.length > 0) console.log('unsteady (failed beside other tests, passed alone; to be mended):');
  for (const line of unsteady) console.log(`  - ${line}`);
  process.exitCode = nFailed === 0 ? 0 : 1;
  await stopStarted();
  console.log(`${nPassed} passed, ${nFailed} failed`);
} catch (error) {
  await stopStarted();
  throw error;
}

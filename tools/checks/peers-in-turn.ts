import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { registryFile } from '../../libs/testing/src/server-registry.ts';
import { ROOT, addTallies, type Tally } from './run-check.ts';

/** What the last passed run of a suite was made of, and when it was (milliseconds since 1970). */
export interface PassedRun {
  readonly fingerprint: string;
  readonly passedAt: number;
}

/** By the suite's path from the root. */
export type PassedRuns = Readonly<Record<string, PassedRun>>;

/** The suites that cannot wait, and the others in the order of their turn. */
export interface Turns {
  readonly changed: readonly string[];
  readonly rest: readonly string[];
}

const BUDGET_MS = 20 * 60_000;

/** A suite whose code changed since it passed comes at once; the others wait for their turn, the longest ago first, never passed before all. */
export function takeTurns(
  specs: readonly string[],
  passed: PassedRuns,
  fingerprintOf: (spec: string) => string,
): Turns {
  const isChanged = (spec: string): boolean =>
    passed[spec] !== undefined && passed[spec].fingerprint !== fingerprintOf(spec);
  const passedAt = (spec: string): number => passed[spec]?.passedAt ?? 0;
  return {
    changed: specs.filter(isChanged),
    rest: specs.filter((spec) => !isChanged(spec)).sort((a, b) => passedAt(a) - passedAt(b)),
  };
}

/** The folders a suite's verdict depends on: its own package with the libraries that it names, or for the workspace's tools everything. */
export function foldersOf(spec: string, dependenciesOf: (folder: string) => readonly string[]): string[] {
  const own = /^(?:apps|libs)\/[^/]+/.exec(spec)?.[0];
  if (own === undefined) return ['apps', 'libs', 'charts', dirname(spec)];
  const found = new Set([own]);
  for (const folder of found) for (const needed of dependenciesOf(folder)) found.add(needed);
  return [...found].sort();
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

function dependenciesOf(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
  return Object.keys(manifest.dependencies ?? {})
    .filter((name) => name.startsWith('@convoscope/'))
    .map((name) => name.replace('@convoscope/', 'libs/'));
}

const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });

/** Of the committed content and of what is not committed yet. */
function fingerprintOf(spec: string): string {
  const folders = [...foldersOf(spec, dependenciesOf), 'package-lock.json'];
  const content = git('ls-tree', 'HEAD', '--', ...folders) + git('diff', 'HEAD', '--', ...folders);
  return createHash('sha256').update(content).digest('hex');
}

const recordFile = (): string => join(dirname(registryFile()), 'peers-passed.json');

function readPassed(): PassedRuns {
  try {
    return JSON.parse(readFileSync(recordFile(), 'utf8')) as PassedRuns;
  } catch {
    return {};
  }
}

/**
 * Runs the suites against other people's products whose code changed since they passed on this machine and, of the rest, as many in turn as begin
 * within 20 minutes; names those that did not.
 */
export async function runPeersInTurn(run: (spec: string) => Promise<Tally>): Promise<Tally> {
  const specs = globSync('{libs,apps,tools,e2e}/**/*.peers.spec.ts', {
    cwd: ROOT,
    exclude: (path) => path.includes('node_modules'),
  }).sort();
  const passed = { ...readPassed() };
  const { changed, rest } = takeTurns(specs, passed, fingerprintOf);
  const startedAt = performance.now();
  const tallies: Tally[] = [];
  const leftOut: string[] = [];
  for (const spec of [...changed, ...rest]) {
    if (performance.now() - startedAt > BUDGET_MS && !changed.includes(spec)) {
      leftOut.push(spec);
      continue;
    }
    const tally = await run(spec);
    tallies.push(tally);
    if (tally.nFailed === 0 && tally.skipped.length === 0)
      passed[spec] = { fingerprint: fingerprintOf(spec), passedAt: Date.now() };
    else delete passed[spec];
    mkdirSync(dirname(recordFile()), { recursive: true });
    writeFileSync(recordFile(), `${JSON.stringify(passed, null, 2)}\n`);
  }
  if (leftOut.length > 0) console.log('left out, 20 minutes being over (their turn comes first next time):');
  for (const spec of leftOut) console.log(`  - ${spec}`);
  return addTallies(tallies);
}

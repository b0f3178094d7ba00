import { describe, expect, it, jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { isProcessAlive } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { sumLines } from './check-coverage.ts';
import { afterRetry, suitesToRetry, toTally } from './jest-run.ts';
import { foldersOf, takeTurns } from './peers-in-turn.ts';
import { addTallies, runCheck, runToEnd } from './run-check.ts';

const node = (script: string, timeLimitMs = 20_000): Parameters<typeof runToEnd>[0] => ({
  ...{ name: 'a check', command: process.execPath, args: ['-e', script], timeLimitMs },
});

describe('a check', () => {
  it('passes or fails with its program, and shows the output of a failure', async () => {
    const print = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const passed = await runCheck(node('console.log("quiet")'));
    const failed = await runCheck(node('console.log("reason"); process.exit(3)'));
    const printed = print.mock.calls.flat().join('\n');
    print.mockRestore();
    expect(passed).toMatchObject({ nPassed: 1, nFailed: 0 });
    expect(failed).toMatchObject({ nPassed: 0, nFailed: 1 });
    expect(printed).toContain('reason');
    expect(printed).not.toContain('quiet');
  });

  it('fails when its program is missing', async () => {
    const { isSuccess, output } = await runToEnd({ ...node(''), command: 'no-such-program' });
    expect(isSuccess).toBe(false);
    expect(output).toContain('ENOENT');
  });

  it('is killed with its children when it takes too long', async () => {
    const script = `const c = require('child_process').spawn('sleep', ['600']); console.log('pid', c.pid); setTimeout(() => {}, 1e6)`;
    const { isSuccess, output } = await runToEnd(node(script, 1_500));
    expect(isSuccess).toBe(false);
    expect(output).toContain('longer than 1.5 s');
    await delay(100);
    const pid = Number(/pid (\d+)/.exec(output)?.[1]);
    expect(pid).toBeGreaterThan(0);
    expect(isProcessAlive(pid)).toBe(false);
  });
});

describe('a jest report', () => {
  const suite = (name: string, ...statuses: string[]) => ({
    name: `/repo/${name}`,
    status: statuses.includes('failed') || statuses.length === 0 ? 'failed' : 'passed',
    assertionResults: statuses.map((status, i) => ({ status, fullName: `test ${i}` })),
  });

  it('counts suites that could not run as failures and names what was left out', () => {
    const testResults = [suite('libs/a.spec.ts', 'passed', 'pending', 'failed'), suite('libs/b.spec.ts')];
    const tally = toTally({ testResults }, '/repo');
    expect(tally).toEqual({ nPassed: 1, nFailed: 2, skipped: ['libs/a.spec.ts: test 1'], unsteady: [] });
    expect(addTallies([tally, tally])).toMatchObject({ nPassed: 2, nFailed: 4 });
  });

  it('gives suites against real servers a second run, unless anything else failed or too many did', () => {
    const retried = (...names: string[]): string[] =>
      suitesToRetry({
        testResults: [suite('x.spec.ts', 'passed'), ...names.map((name) => suite(name, 'failed'))],
      });
    expect(retried('a.int.spec.ts', 'b.e2e.spec.ts')).toEqual(['/repo/a.int.spec.ts', '/repo/b.e2e.spec.ts']);
    expect(retried('a.int.spec.ts', 'b.spec.ts')).toEqual([]);
    expect(retried('a.int.spec.ts', 'b.prop.spec.ts')).toEqual([]);
    expect(retried('e2e/faults/faults.e2e.spec.ts')).toEqual([]);
    expect(retried('a.int.spec.ts', 'b.int.spec.ts', 'c.int.spec.ts', 'd.int.spec.ts')).toEqual([]);
  });

  it('counts the second run in place of the first, and names what passed only then', () => {
    const first = [
      suite('a.int.spec.ts', 'failed', 'passed'),
      suite('b.int.spec.ts', 'failed'),
      suite('c.spec.ts', 'passed'),
    ];
    const second = [suite('a.int.spec.ts', 'passed', 'passed'), suite('b.int.spec.ts', 'failed')];
    expect(afterRetry({ testResults: first }, { testResults: second }, '/repo')).toEqual({
      nPassed: 3,
      nFailed: 1,
      skipped: [],
      unsteady: ['a.int.spec.ts: test 0'],
    });
  });
});

describe('line coverage', () => {
  it('is summed by package', () => {
    const lines = (total: number, covered: number): { lines: { total: number; covered: number } } => ({
      lines: { total, covered },
    });
    const summary = {
      total: lines(99, 99),
      '/r/libs/a/src/x.ts': lines(10, 9),
      '/r/libs/a/src/y.ts': lines(10, 1),
      '/r/tools/z.ts': lines(5, 0),
    };
    const sums = sumLines(summary, '/r', (path) => /^libs\/[^/]+/.exec(path)?.[0]);
    expect([...sums]).toEqual([['libs/a', { total: 20, covered: 10 }]]);
  });
});

describe('the turns of the peers', () => {
  const passed = {
    'apps/a/old.peers.spec.ts': { fingerprint: 'as it was', passedAt: 1 },
    'apps/b/new.peers.spec.ts': { fingerprint: 'as it was', passedAt: 2 },
    'apps/c/changed.peers.spec.ts': { fingerprint: 'before', passedAt: 3 },
  };

  it('begin with what changed, then with what never passed, then with what passed longest ago', () => {
    const specs = [...Object.keys(passed).reverse(), 'tools/never.peers.spec.ts'];
    expect(takeTurns(specs, passed, () => 'as it was')).toEqual({
      changed: ['apps/c/changed.peers.spec.ts'],
      rest: ['tools/never.peers.spec.ts', 'apps/a/old.peers.spec.ts', 'apps/b/new.peers.spec.ts'],
    });
  });

  it('take a suite for changed with its package and all libraries below it, and one of the workspace with everything', () => {
    const needs: Record<string, string[]> = {
      'apps/a': ['libs/x'],
      'libs/x': ['libs/y'],
      'libs/y': ['libs/x'],
    };
    const dependenciesOf = (folder: string): string[] => needs[folder] ?? [];
    expect(foldersOf('apps/a/test/z.peers.spec.ts', dependenciesOf)).toEqual(['apps/a', 'libs/x', 'libs/y']);
    expect(foldersOf('tools/chart/z.peers.spec.ts', dependenciesOf)).toContain('tools/chart');
    expect(foldersOf('tools/chart/z.peers.spec.ts', dependenciesOf)).toContain('apps');
  });
});

import { expect, it } from '@jest/globals';
import { describeTotals, toLine } from './print-trials.ts';
import type { TrialResult } from './run-trial.ts';
import { describeRuns, readResults, toTableLine } from './write-reliability-table.ts';

const result = (overrides: Partial<TrialResult> = {}): TrialResult => ({
  ...{ id: 'F1', title: 'a|fault', seed: 1, verdict: 'passed', lost: 0, doubled: 0, disorders: 0 },
  ...{ wireDuplicates: 5, wireRecords: 100, recoverySeconds: 2, seconds: 30, notes: ['note'], problems: [] },
  ...overrides,
});

it('sums up the seeds of a row, with the slowest recovery', () => {
  const results = [result(), result({ seed: 2, wireDuplicates: 0, recoverySeconds: 7.25 })];
  expect(toTableLine(results)).toBe('| F1 | a\\|fault | 0 | 0 | 5 (2.5 %) | 0 | 7.3 | passed | note |');
});

it('says of a failed row which seed repeats it, and why', () => {
  const failed = result({
    seed: 2,
    verdict: 'failed',
    lost: 3,
    recoverySeconds: null,
    problems: ['lost: 3'],
  });
  const line = toTableLine([result(), failed]);
  expect(line).toContain('| 3 | 0 |');
  expect(line).toContain('| never | **failed** 1 of 2: seed 2: lost: 3 |');
});

it('counts a row that cannot run here as not run, never as passed', () => {
  const skipped = result({ verdict: 'not run', recoverySeconds: null, problems: ['no toxiproxy'] });
  expect(toTableLine([skipped])).toContain('not run: no toxiproxy');
  expect(toLine(skipped)).toContain('not run: no toxiproxy');
  expect(describeTotals([skipped, result()])).toBe('1 passed, 0 failed, 1 not run');
});

it('puts several runs together: a trial that was run again counts once, and what ran fewer times is said', () => {
  const run = { date: '2026-01-02', commit: 'abc', minutes: 1, versions: ['Kafka 4', 'Node 24'] };
  const failed = result({ verdict: 'failed', problems: ['slow'] });
  const texts = [
    [{ run }, failed, result({ seed: 2 })],
    [{ run: { ...run, commit: 'def' } }, result(), result({ id: 'F2', seed: 3 })],
  ].map((lines) => `Starting ...\n${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  const { runs, results } = readResults(texts);
  expect(results.map(({ id, seed, verdict }) => `${id} ${seed} ${verdict}`)).toEqual([
    'F1 1 passed',
    'F1 2 passed',
    'F2 3 passed',
  ]);
  const text = describeRuns(runs, results);
  expect(text).toContain('commit abc, def, seeds 1, 2, 3 (1 to 2 trials a row), --minutes 1.');
  expect(text).toContain('Kafka 4, Node 24.');
});

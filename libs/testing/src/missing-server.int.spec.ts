import { describe, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(60_000);

const ROOT = join(import.meta.dirname, '..', '..', '..');

interface Report {
  readonly numPendingTests: number;
  readonly numFailedTests: number;
  readonly testResults: { assertionResults: { title: string; failureMessages: string[] }[] }[];
}

/** Runs a suite that needs real servers where none can be found. */
function runWithoutServers(ci: string): Report {
  const nowhere = mkdtempSync(join(tmpdir(), 'no-servers-'));
  const suite = 'libs/testing/src/describe-with-servers.int.spec.ts';
  const flags = [
    '--experimental-vm-modules',
    join(ROOT, 'node_modules/jest/bin/jest.js'),
    '--json',
    '-w',
    '1',
  ];
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('CONVOSCOPE_TEST_'));
  const env = { ...Object.fromEntries(kept), CONVOSCOPE_CACHE_DIR: nowhere, CI: ci };
  const { stdout } = spawnSync(process.execPath, [...flags, suite], { cwd: ROOT, env, encoding: 'utf8' });
  rmSync(nowhere, { recursive: true });
  return JSON.parse(stdout) as Report;
}

describe('a suite whose servers are not running', () => {
  it('is skipped by name, with what to do about it', () => {
    const { numPendingTests, numFailedTests, testResults } = runWithoutServers('false');
    expect({ numPendingTests, numFailedTests }).toEqual({ numPendingTests: 1, numFailedTests: 0 });
    expect(testResults[0]?.assertionResults[0]?.title).toBe(
      'skipped: kafka is not running (npm run servers -- --detach kafka), ' +
        'mongod is not running (npm run servers -- --detach mongod), ' +
        's3 is not running (npm run servers -- --detach s3)',
    );
  });

  it('fails in continuous integration', () => {
    const { numPendingTests, numFailedTests, testResults } = runWithoutServers('true');
    expect({ numPendingTests, numFailedTests }).toEqual({ numPendingTests: 0, numFailedTests: 1 });
    expect(testResults[0]?.assertionResults[0]?.failureMessages[0]).toContain('mongod is not running');
  });
});

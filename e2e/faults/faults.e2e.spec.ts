import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { findServer } from '../../libs/testing/src/find-server.ts';
import { repositoryRoot } from '../processes.ts';
import { openLab, type FaultLab } from './fault-lab.ts';
import { toLine } from './print-trials.ts';
import { allRows } from './rows/all-rows.ts';
import { runTrial } from './run-trial.ts';

const ROW_TIMEOUT_MS = 400_000;
/** Changes a second. */
const RATE = 10;

// The lab's servers are its own; those of the test run say that the machine can run them.
const isPossible = ['kafka', 'mongod', 's3'].every((name) => findServer(name as 'kafka') !== undefined);
const describePossible = isPossible || process.env['CI'] === 'true' ? describe : describe.skip;

/** The starred rows of the fault matrix with one seed, another in every run: CONVOSCOPE_TEST_SEED repeats one. */
describePossible('services under faults', () => {
  const seed = Number(process.env['CONVOSCOPE_TEST_SEED'] ?? Date.now() % 1_000);
  let lab: FaultLab;

  beforeAll(async () => {
    const args = [join(repositoryRoot, 'tools/build.ts'), '--quiet'];
    execFileSync(process.execPath, args, { cwd: repositoryRoot });
    lab = await openLab({ seed });
    await lab.services.startAll();
  }, 240_000);

  afterAll(() => lab?.close(), 90_000);

  for (const row of allRows.filter(({ isStarred }) => isStarred)) {
    const isImpossible = typeof row.obstacle === 'string';
    const itPossible = isImpossible ? it.skip : it;
    itPossible(
      `${row.id} ${row.title} (${isImpossible ? row.obstacle : `CONVOSCOPE_TEST_SEED=${seed}`})`,
      async () => {
        const result = await runTrial(lab, row, { seed, minutes: 0.2, rate: RATE });
        process.stderr.write(`${toLine(result)}\n`);
        expect(result.problems).toEqual([]);
        expect(result).toMatchObject({ verdict: 'passed', lost: 0, doubled: 0, disorders: 0 });
      },
      ROW_TIMEOUT_MS,
    );
  }
});

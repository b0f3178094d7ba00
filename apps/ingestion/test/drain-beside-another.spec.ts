import { expect, it } from '@jest/globals';
import { ManualClock } from '@convoscope/testing';
import { systemClock } from '@convoscope/telemetry';
import { createStateStore } from '../src/create-ingestion.ts';
import { createSourceLease } from '../src/state/leased-state.ts';
import { syncUntilDrained } from '../src/sync-until-drained.ts';
import { createHarness, nocodbEnv } from './ingestion-harness.ts';
import { startNocodbStub } from './nocodb-stub.ts';

it('gives up when another process goes on polling the source, and goes on when that one has died', async () => {
  const clock = new ManualClock();
  const stub = await startNocodbStub({ now: clock.now });
  stub.addTable('Conversations', [{ title: 'messages', uidt: 'JSON' }]);
  const harness = await createHarness({ env: nocodbEnv(stub, 'v2'), clock });
  const states = createStateStore(harness.runtime);
  const lease = createSourceLease({ states, source: 'noco', holder: 'other', leaseMs: 60_000, clock });
  const other = await lease.acquire();
  let outcome: unknown = null;
  const settle = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      (result) => (outcome = result),
      (error: unknown) => (outcome = error),
    );

  void settle(syncUntilDrained(harness.runtime));
  for (let second = 0; outcome === null && second < 300; second++) {
    if (second % 20 === 0) await other?.update((state) => state);
    await systemClock.sleep(2);
    await clock.advance(1_000);
  }
  expect(outcome).toMatchObject({ code: 'LEASE_HELD' });

  outcome = null;
  void settle(syncUntilDrained(harness.runtime));
  for (let second = 0; outcome === null && second < 300; second++) {
    await systemClock.sleep(2);
    await clock.advance(1_000);
  }
  expect(outcome).toMatchObject({ polls: 1, published: 0 });
  await harness.close();
  await stub.close();
}, 30_000);

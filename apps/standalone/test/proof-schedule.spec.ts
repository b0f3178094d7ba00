import { describe, expect, it } from '@jest/globals';
import { changeProof, NEVER_PROVEN, type Proof, type ProofState } from '@convoscope/ledger';
import { ManualClock } from '@convoscope/testing';
import { describeAge, describeProof, describeProofState } from '../src/proof/describe-proof.ts';
import { proveWhenDue } from '../src/proof/prove-when-due.ts';

const HOUR_MS = 3_600_000;

const aProof = (overrides: Partial<Proof> = {}): Proof => ({
  ...{ startedAt: new Date(0).toISOString(), endedAt: new Date(0).toISOString(), isBalanced: true },
  ...{ nConversations: 300, nDiffering: 0, nMoved: 0, nStages: 9, notCompared: [], unread: [] },
  ...overrides,
});

function createWorld() {
  const clock = new ManualClock();
  let stored: { value: unknown; version: number } | null = null;
  const snapshots = {
    get: () => Promise.resolve(stored),
    put: (_tenant: string, _owner: string, _name: string, value: unknown, version: number) => {
      stored = { value, version: version + 1 };
      return Promise.resolve(true);
    },
  };
  const world = { nProofs: 0, isLoaded: true, fails: false, failures: [] as unknown[] };
  const stopping = new AbortController();
  const running = proveWhenDue({
    ...{ snapshots, tenant: 'acme', clock, everyMs: 24 * HOUR_MS, signal: stopping.signal },
    isReady: () => Promise.resolve(world.isLoaded),
    prove: async () => {
      if (world.fails) throw new Error('the source is away');
      world.nProofs += 1;
      const last = aProof({ endedAt: new Date(clock.now()).toISOString() });
      await changeProof(snapshots, 'acme', () => ({ ...NEVER_PROVEN, last }));
    },
    onFailure: (error) => world.failures.push(error),
  });
  const pass = async (hours: number): Promise<void> => {
    for (let i = 0; i < hours * 60; i++) await clock.advance(60_000);
  };
  const stop = async (): Promise<void> => {
    stopping.abort();
    await running;
  };
  return { world, pass, stop };
}

describe('the schedule of proofs', () => {
  it('makes one where there never was any, and then one a day', async () => {
    const { world, pass, stop } = createWorld();
    await pass(1);
    expect(world.nProofs).toBe(1);
    await pass(22);
    expect(world.nProofs).toBe(1);
    await pass(2);
    expect(world.nProofs).toBe(2);
    await stop();
    await pass(48);
    expect(world.nProofs).toBe(2);
  });

  it('waits until the source has been read for the first time: what is missing then is on its way', async () => {
    const { world, pass, stop } = createWorld();
    world.isLoaded = false;
    await pass(3);
    expect(world.nProofs).toBe(0);
    world.isLoaded = true;
    await pass(0.1);
    expect(world.nProofs).toBe(1);
    await stop();
  });

  it('tells of one that fails, and tries again', async () => {
    const { world, pass, stop } = createWorld();
    world.fails = true;
    await pass(0.1);
    expect(world.failures.length).toBeGreaterThan(1);
    world.fails = false;
    await pass(0.3);
    expect(world.nProofs).toBe(1);
    await stop();
  });
});

describe('what is said of a proof', () => {
  it('is that in = out, and what was not compared', () => {
    expect(describeProof(aProof())).toBe('in = out: 300 conversations, the same in all 9 stages.');
    const noted = aProof({
      ...{ nMoved: 2, notCompared: [{ stage: 'topic', n: 5 }] },
      unread: [{ source: 'demo', because: 'no such file' }],
    });
    expect(describeProof(noted)).toBe(
      "in = out: 300 conversations, the same in all 9 stages (5 older than the topics' retention, not compared there; " +
        '2 changed meanwhile, to be compared next time; demo compared from MongoDB on: no such file).',
    );
    expect(describeProof(aProof({ isBalanced: false, nDiffering: 3 }))).toContain('NOT balanced: 3');
  });

  it('is how old it is, what is going on, and what failed', () => {
    const at = new Date(0).toISOString();
    const state: ProofState = {
      last: aProof(),
      running: { startedAt: at, updatedAt: at, stage: 'lake', nDone: 6, nStages: 9 },
      failure: { at, because: 'the source is away' },
    };
    const text = describeProofState(state, 3 * HOUR_MS);
    expect(text).toContain('Compared 3 hours ago.');
    expect(text).toContain('Comparing now: lake, 6 of 9 stages done.');
    expect(text).toContain('failed 3 hours ago: the source is away');
    expect(describeProofState(NEVER_PROVEN, 0)).toBe('not compared yet');
    expect([59_000, 60_000, 86_400_000].map(describeAge)).toEqual(['just now', '1 minute ago', '1 day ago']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@convoscope/telemetry';
import fc from 'fast-check';
import { createHarness, nocodbEnv, type Harness } from './ingestion-harness.ts';
import { startNocodbStub } from './nocodb-stub.ts';
import type { StubTable } from './nocodb-stub/stub-table.ts';

const SKEW_MS = 5 * 60_000;
const SEED = Number(process.env['CONVOSCOPE_TEST_SEED'] ?? Date.now() % 1_000_000);

const COLUMNS = [
  ...['conversation_id', 'user_id', 'model'].map((title) => ({ title, uidt: 'SingleLineText' })),
  { title: 'started_at', uidt: 'DateTime' },
  { title: 'messages', uidt: 'JSON' },
];

const row = (n: number, text: string): Record<string, unknown> => ({
  conversation_id: `c${n}`,
  started_at: '2026-01-05 10:00:00+00:00',
  messages: [{ role: 'user', content: text, timestamp: '2026-01-05T10:00:00Z' }],
});

const anOperation = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: 'insert' as const }) },
  { weight: 5, arbitrary: fc.nat(20).map((which) => ({ kind: 'update' as const, which })) },
  { weight: 1, arbitrary: fc.nat(20).map((which) => ({ kind: 'remove' as const, which })) },
  { weight: 3, arbitrary: fc.constant({ kind: 'poll' as const }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(-SKEW_MS, 0, SKEW_MS).map((ms) => ({ kind: 'skew' as const, ms })),
  },
  // 0: several changes within one second.
  { weight: 2, arbitrary: fc.constantFrom(0, 1, 30, 299).map((s) => ({ kind: 'wait' as const, s })) },
);

/** What the rows say now, by conversation. */
const saidBy = (table: StubTable): Map<string, string> =>
  new Map(
    table.rows().map((one) => {
      const [message] = JSON.parse(String(one['messages'])) as { content: string }[];
      return [String(one['conversation_id']), message?.content ?? ''];
    }),
  );

/** What a subscriber believes: of each conversation the highest sequence, unless deleted after it. */
async function believedBy({ ingested, deleted }: Harness): Promise<Map<string, string>> {
  const newest = new Map<string, { sequence: number; text: string | null }>();
  const learn = (id: string, sequence: number, text: string | null): void => {
    if (sequence > (newest.get(id)?.sequence ?? -1)) newest.set(id, { sequence, text });
  };
  for (const { conversationId, sequence, messages } of await ingested())
    learn(conversationId, sequence, messages[0]?.content ?? '');
  for (const { conversationId, sequence } of await deleted()) learn(conversationId, sequence, null);
  return new Map([...newest].flatMap(([id, { text }]) => (text === null ? [] : [[id, text] as const])));
}

describe(`a source whose clock is off (CONVOSCOPE_TEST_SEED=${SEED})`, () => {
  it('misses no change: 5 min ahead or behind, back in time, many within a second', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anOperation, { minLength: 5, maxLength: 40 }), async (operations) => {
        let nowMs = Date.UTC(2026, 5, 1);
        const stub = await startNocodbStub({ now: () => nowMs });
        const table = stub.addTable('Conversations', COLUMNS);
        const harness = await createHarness({ env: nocodbEnv(stub, 'v2') });
        let nRows = 0;
        let nChanges = 0;
        const existing = (which: number): number =>
          Number(table.rows()[which % Math.max(1, table.size)]?.['Id'] ?? 0);
        try {
          table.insert(row(++nRows, 'first'));
          for (const operation of operations) {
            const text = `change ${++nChanges}`;
            if (operation.kind === 'insert') table.insert(row(++nRows, text));
            else if (operation.kind === 'update')
              table.update(existing(operation.which), { messages: row(0, text)['messages'] });
            else if (operation.kind === 'remove') table.remove(existing(operation.which));
            else if (operation.kind === 'skew') table.skewMs = operation.ms;
            else if (operation.kind === 'wait') nowMs += operation.s * 1_000;
            else await harness.poll();
          }
          await harness.poll('reconcile');
          // Only the content tells of a row that was changed again in what its clock takes for the very second of the last time.
          await harness.poll('full');
          expect(Object.fromEntries(await believedBy(harness))).toEqual(Object.fromEntries(saidBy(table)));
        } finally {
          await harness.close();
          await stub.close();
        }
      }),
      { seed: SEED, numRuns: 40 },
    );
  }, 240_000);

  it('finds the second edit within a second although older rows are of a time to come: it stayed unseen until everything was read again', async () => {
    let nowMs = Date.now();
    const stub = await startNocodbStub({ now: () => nowMs });
    const table = stub.addTable('Conversations', COLUMNS);
    const clock = { ...systemClock, now: () => nowMs };
    const harness = await createHarness({ env: nocodbEnv(stub, 'v2'), clock });
    table.skewMs = SKEW_MS;
    const [early = 0] = table.insert(row(1, 'first'));
    table.update(early, row(1, 'of a time to come'));
    await harness.poll();
    table.skewMs = 0;
    nowMs += 150_000;
    const [late = 0] = table.insert(row(2, 'inserted'));
    await harness.poll();
    table.update(late, row(2, 'edited at once'));
    nowMs += 5_000;
    await harness.poll();
    expect((await believedBy(harness)).get('c2')).toBe('edited at once');
    await harness.close();
    await stub.close();
  });

  it('finds the second edit within a second by a clock that went back: it stayed unseen until everything was read again', async () => {
    let nowMs = Date.UTC(2026, 5, 1);
    const stub = await startNocodbStub({ now: () => nowMs });
    const table = stub.addTable('Conversations', COLUMNS);
    const harness = await createHarness({ env: { ...nocodbEnv(stub, 'v2'), INGESTION_OVERLAP: '10s' } });
    const [id = 0] = table.insert(row(1, 'first'));
    nowMs += 2 * SKEW_MS;
    // What was edited before holds the mark of the changes up.
    table.update(table.insert(row(2, 'first'))[0] ?? 0, row(2, 'edited'));
    await harness.poll();
    table.skewMs = -SKEW_MS;
    table.update(id, row(1, 'edited'));
    await harness.poll('reconcile');
    expect((await believedBy(harness)).get('c1')).toBe('edited');
    table.update(id, row(1, 'edited at once'));
    nowMs += 5_000;
    await harness.poll('reconcile');
    expect((await believedBy(harness)).get('c1')).toBe('edited at once');
    await harness.close();
    await stub.close();
  });

  it('compares ids again at once behind a poller whose own clock was 5 min ahead: deletions stayed unseen until that time had come', async () => {
    let nowMs = Date.now();
    const stub = await startNocodbStub({ now: () => nowMs });
    const table = stub.addTable('Conversations', COLUMNS);
    const clock = { ...systemClock, now: () => nowMs };
    const env = { ...nocodbEnv(stub, 'v2'), INGESTION_RECONCILE_INTERVAL: '10s' };
    const harness = await createHarness({ env, clock });
    const [id = 0] = table.insert(row(1, 'first'));
    nowMs += SKEW_MS;
    await harness.poll('reconcile');
    nowMs -= SKEW_MS;
    table.remove(id);
    await harness.poll();
    expect(await harness.deleted()).toMatchObject([{ conversationId: 'c1' }]);
    await harness.close();
    await stub.close();
  });
});

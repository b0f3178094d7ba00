import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fuzzRuns, mutated, type Mutation } from '@convoscope/testing';
import fc from 'fast-check';
import pino from 'pino';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectJournal, repairJournal } from '../src/index.ts';
import { openJournal } from '../src/journal/journal-storage.ts';

const logger = pino({ level: 'silent' });
const N_RECORDS = 40;
const valueOf = (n: number): string => `value of ${n} ${'v'.repeat(n)}`;

const openAt = (dir: string) =>
  openJournal({ dir, logger, segmentBytes: 900, tailBytes: 1, retentionMsOf: () => -1, now: () => 0 });

async function fill(dir: string): Promise<void> {
  const journal = openAt(dir);
  journal.addTopic('events', 1);
  const log = journal.openLog('events', 0);
  for (let n = 0; n < N_RECORDS; n++)
    await log.append([{ key: Buffer.from(`k${n}`), value: Buffer.from(valueOf(n)), headers: { n: Buffer.from(String(n)) } }], 1); // prettier-ignore
  await journal.close();
}

/** Everything that is still there, and whether damage is known. Gives up where reading does not come forward. */
async function read(dir: string): Promise<{ numbers: number[]; nDamages: number }> {
  const journal = openAt(dir);
  try {
    const log = journal.openLog('events', 0);
    const numbers: number[] = [];
    for (let at = 0n, turns = 0; at < log.high; turns++) {
      if (turns > 10 * N_RECORDS) throw new Error('it reads without end');
      const some = await log.read(at, 7, 300);
      for (const { key, value } of some) {
        const n = Number(String(key).slice(1));
        // What is given out is what was written, to the last byte.
        expect(String(value)).toBe(valueOf(n));
        numbers.push(n);
      }
      at = (some.at(-1)?.offset ?? log.high) + 1n;
    }
    return { numbers, nDamages: journal.damages.length };
  } finally {
    await journal.close();
  }
}

const mutationArb: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('flip', 'set', 'cut', 'insert', 'repeat'),
  at: fc.nat(),
  size: fc.nat(),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});

describe('a journal of which some bytes were changed', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'journal-fuzz-'));
    await fill(join(dir, 'seed'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  async function changed(folder: string, file: number, mutations: readonly Mutation[]): Promise<boolean> {
    const partition = join(folder, 'topics', 'events', '0');
    const names = (await readdir(partition)).filter((name) => name.endsWith('.journal')).sort();
    const path = join(partition, names[file % names.length] ?? '');
    const before = await readFile(path);
    const after = mutations.reduce(mutated, before);
    await writeFile(path, after);
    return !after.equals(before);
  }

  it('gives out nothing that was not written, ends, says what is lost, and is whole again after a repair', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(9), fc.array(mutationArb, { minLength: 1, maxLength: 3 }), async (file, mutations) => {
        const folder = join(dir, `case-${n++}`);
        await cp(join(dir, 'seed'), folder, { recursive: true });
        await changed(folder, file, mutations);
        const { numbers, nDamages } = await read(folder);
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
        if (numbers.length < N_RECORDS) expect(nDamages).toBeGreaterThan(0);
        // A few bytes cost the records they lie in, not those of the other files.
        expect(numbers.length).toBeGreaterThanOrEqual(N_RECORDS / 2);
        await repairJournal(folder, logger);
        expect(await inspectJournal(folder, logger)).toEqual([]);
        expect((await read(folder)).numbers).toEqual(numbers);
        await rm(folder, { recursive: true });
      }),
      { numRuns: fuzzRuns(0.05) },
    );
  }, 900_000); // prettier-ignore
});

import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readPath } from './read-folder.ts';

const folder =
  process.env['CONVOSCOPE_SHARED_CASES'] ?? join(import.meta.dirname, '../../../../shared/cases');
const describeWithCases = existsSync(folder) ? describe : describe.skip;

/** How many conversations arrive, what is refused and what is said; the same kinds with inputs of our own are in `kinds.spec.ts`. */
const CASES: readonly (readonly [string, number, readonly string[], readonly string[]])[] = [
  ['bom.jsonl', 2, [], []],
  ['duplicate-header.csv', 1, [], ['duplicate-header']],
  ['inch.csv', 5, ['4 stray-quote'], []],
  ['latin1.csv', 2, [], ['encoding-detected']],
  ['latin1.jsonl', 2, [], ['encoding-detected']],
  ['lines.json', 2, [], []],
  ['one-object.json', 1, [], []],
  ['semicolon.csv', 2, [], []],
  ['tab.csv', 2, [], []],
  ['utf16tab.csv', 2, [], []],
  ['userids.jsonl', 2, [], []],
  ['trunc.jsonl.gz', 1_465, ['- broken-compression'], []],
  ['extreme.parquet', 0, ['- missing-start-time', '- missing-start-time'], ['time-out-of-range']],
  ['ids.jsonl', 20, ['11 duplicate-conversation-id', '20 missing-row-id', '21 missing-row-id', '4 duplicate-conversation-id'], []],
  ['shapes.jsonl', 12, ['11 messages-not-json', '13 missing-start-time'], ['content-without-text', 'message-not-an-object', 'unknown-role']],
  ['times.jsonl', 30, [21, 22, 23, 24, 32, 33, 34, 35, 39, 40].map((line) => `${line} missing-start-time`), ['time-not-understood']],
]; // prettier-ignore

describeWithCases('the shared cases (skipped where they are absent)', () => {
  it.each(CASES)('%s', async (name, n, refused, found) => {
    const read = await readPath(join(folder, name));
    expect(read.conversations).toHaveLength(n);
    expect(read.refused.sort()).toEqual(refused.map((one) => `${name}:${one}`).sort());
    expect([...new Set(read.found.map(({ reason }) => reason))].sort()).toEqual(found);
  });
});

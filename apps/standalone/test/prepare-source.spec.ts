import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { prepareSource } from '../src/prepare-source.ts';

interface Conversation {
  conversation_id: string;
  started_at: string;
  ended_at: string;
  messages: { timestamp: string }[];
}

const WEEK_MS = 7 * 86_400_000;
const CORPUS = join(import.meta.dirname, '../demo/conversations.jsonl.gz');
const parseLines = (text: string): Conversation[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Conversation);
const original = parseLines(gunzipSync(readFileSync(CORPUS)).toString());
const timesOf = ({ started_at: start, ended_at: end, messages }: Conversation): number[] =>
  [start, end, ...messages.map(({ timestamp }) => timestamp)].map((time) => Date.parse(time));

describe('preparing the source', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'prepare-source-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const prepare = async (nowMs: number): Promise<Conversation[]> => {
    const { SOURCE_PATH: path = '' } = await prepareSource({ kind: 'demo' }, dir, nowMs);
    return parseLines(readFileSync(path, 'utf8'));
  };

  it.each(['2025-01-01T00:00:00Z', '2026-11-16T12:00:00Z', '2027-03-28T23:59:59Z', '2031-08-03T05:00:00Z'])(
    'moves the demo corpus by whole weeks to end in the week before %s, so that weekends stay',
    async (now) => {
      const moved = await prepare(Date.parse(now));
      expect(moved.map(({ conversation_id: id }) => id)).toEqual(
        original.map(({ conversation_id: id }) => id),
      );
      const shifts = new Set(
        moved.flatMap((conversation, index) => {
          const before = timesOf(original[index] as Conversation);
          return timesOf(conversation).map((time, at) => time - (before[at] ?? NaN));
        }),
      );
      expect(shifts.size).toBe(1);
      expect(Math.abs(([...shifts][0] ?? NaN) % WEEK_MS)).toBe(0);
      const startOfToday = Date.parse(`${now.slice(0, 10)}T00:00:00Z`);
      const newest = Math.max(...moved.map(({ ended_at: end }) => Date.parse(end)));
      expect(newest).toBeLessThan(startOfToday);
      expect(newest).toBeGreaterThanOrEqual(startOfToday - WEEK_MS - 1);
    },
  );

  it('finds the same conversations in later starts', async () => {
    const first = await prepare(Date.parse('2026-11-16T12:00:00Z'));
    expect(await prepare(Date.parse('2027-05-01T12:00:00Z'))).toEqual(first);
  });

  it('names files and NocoDB by the settings of the ingestion', async () => {
    expect(await prepareSource({ kind: 'file', path: '/data/a.csv' }, dir, 0)).toEqual({
      SOURCE_KIND: 'file',
      SOURCE_NAME: 'file',
      SOURCE_PATH: '/data/a.csv',
    });
    expect(await prepareSource({ kind: 'nocodb' }, dir, 0)).toEqual({
      SOURCE_KIND: 'nocodb',
      SOURCE_NAME: 'nocodb',
    });
  });
});

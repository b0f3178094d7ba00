import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connectStore, type AnalyticsSection, type Store } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServer, seededRandom } from '@convoscope/testing';
import { runCli } from './run-cli.ts';

const PAGES = join(import.meta.dirname, '../../../docs/anomaly');
const COMMAND = /^npm run convoscope -- (.*)$/gm;

/** The commands of a page in order, words as a shell would part them. */
async function commandsOf(page: string): Promise<string[][]> {
  const text = await readFile(join(PAGES, page), 'utf8');
  return [...text.matchAll(COMMAND)].map(([, line = '']) => line.split(/\s+/));
}

/** Days with a weekly rhythm and, since the 84th, a new level. */
function visitors(): string {
  const random = seededRandom(5);
  const days = Array.from({ length: 140 }, (_, i) => {
    const usual = (i < 84 ? 200 : 260) * (i % 7 > 4 ? 0.6 : 1);
    const day = new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10);
    return `${day},${Math.round(usual + 30 * (random() + random() - 1))}\n`;
  });
  return `timestamp,value\n${days.join('')}`;
}

/** Conversations of three days, more of them by day than by night. */
function storeConversations(store: Store): Promise<unknown> {
  const sections = Array.from({ length: 72 }, (_, hour) => {
    const startedAt = new Date(Date.UTC(2026, 0, 5, hour)).toISOString();
    return Array.from({ length: 6 + (hour % 24 > 7 ? 9 : 0) + (hour % 5) }, (__, i): AnalyticsSection => {
      const conversationId = `c-${hour}-${i}`;
      const version = { revision: '0'.repeat(32), sequence: 1, pass: 0 };
      const value = {
        ...{
          conversationId,
          source: 'file',
          userId: null,
          model: null,
          title: null,
          startedAt,
          endedAt: startedAt,
        },
        ...{ ...version, date: startedAt.slice(0, 10), nMessages: 2, nUserMessages: 1, nCharacters: 9 },
        durationSeconds: 0,
      };
      return { section: 'conversation', value };
    });
  });
  return store.analytics.upsertSections('default', sections.flat(), new Date());
}

/** Files that the pages speak of. */
async function writeInputs(dir: string): Promise<void> {
  const payment = (i: number): string =>
    i % 50 === 7 ? `${i},${700 + i},DE,3\n` : `${i},${20 + ((i * 7) % 30)},${['DE', 'FR', 'AT'][i % 3]},${9 + (i % 8)}\n`; // prettier-ignore
  const payments = (from: number, to: number): string =>
    `payment_id,amount,country,hour\n${Array.from({ length: to - from }, (_, i) => payment(from + i)).join('')}`;
  await writeFile(join(dir, 'payments.csv'), payments(0, 240));
  // Twenty circles of friends, and one who transfers to somebody of each.
  const friends = Array.from({ length: 200 }, (_, i) => {
    const circle = Math.floor(i / 10);
    return `u${circle}-${i % 10},u${circle}-${(i + 1) % 10},${10 + (i % 5)}\nu${circle}-${i % 10},u${circle}-${(i + 3) % 10},5\n`;
  });
  const mule = Array.from({ length: 20 }, (_, circle) => `mule,u${circle}-0,8\n`);
  await writeFile(join(dir, 'transfers.csv'), `from,to,amount\n${[...friends, ...mule].join('')}`);
  await writeFile(join(dir, 'new-payments.csv'), payments(240, 300));
  await writeFile(join(dir, 'visitors.csv'), visitors());
}

describeWithServer('mongod', 'tutorials of docs/anomaly', (mongod) => {
  let dir = '';
  let env: Record<string, string> = {};
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'convoscope-tutorial-'));
    const { uri: MONGODB_URI, database: MONGODB_DATABASE } = mongod;
    env = { CONVOSCOPE_DATA_DIR: join(dir, 'data'), MONGODB_URI, MONGODB_DATABASE };
    const telemetry = createTelemetry({ service: 'cli-test', logLevel: 'silent' });
    const store = await connectStore({ uri: MONGODB_URI, database: MONGODB_DATABASE, telemetry });
    await store.migrate();
    await storeConversations(store);
    await store.close();
    await telemetry.close();
    await writeInputs(dir);
  }, 60_000);
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const inFolder = (word: string): string =>
    /\.(csv|jsonl|yaml|json|svg)$/.test(word) ? join(dir, word) : word;

  it.each([
    ['table.md', 7, 'amount'],
    ['graph.md', 3, 'mule'],
    ['sensors.md', 3, 'pump-2: bearing wears'],
    ['forecast.md', 3, 'Its level changed at 2026-03-26'],
  ])('does what %s says', async (page, nCommands, named) => {
    const commands = await commandsOf(page);
    expect(commands).toHaveLength(nCommands);
    let first: string | undefined;
    for (const words of commands) {
      const { exitCode, stdout, stderr } = await runCli(env, ...words.map(inFolder));
      expect([words.join(' '), exitCode, exitCode === 0 ? '' : stderr]).toEqual([words.join(' '), 0, '']);
      expect(stdout.length).toBeGreaterThan(0);
      first ??= stdout.toString();
    }
    // What the page says that the first command finds.
    expect(first).toContain(named);
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connectStore } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServer } from '@convoscope/testing';
import { runCli } from './run-cli.ts';

const PAGES = join(import.meta.dirname, '../../../docs/anomaly');
const COMMAND = /^npm run convoscope -- (.*)$/gm;

/** The commands of a page in order, words as a shell would part them. */
async function commandsOf(page: string): Promise<string[][]> {
  const text = await readFile(join(PAGES, page), 'utf8');
  return [...text.matchAll(COMMAND)].map(([, line = '']) => line.split(/\s+/));
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
    await store.close();
    await telemetry.close();
    await writeInputs(dir);
  }, 60_000);
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const inFolder = (word: string): string => (/\.(csv|jsonl|yaml|json)$/.test(word) ? join(dir, word) : word);

  it.each([
    ['table.md', 7, 'amount'],
    ['graph.md', 3, 'mule'],
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

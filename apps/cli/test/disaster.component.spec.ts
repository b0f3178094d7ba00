import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithServer } from '@convoscope/testing';
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { MongoClient } from 'mongodb';
import { join } from 'node:path';
import { readContent } from './read-content.ts';
import { installFromFile, runCli, runOnce, type CliResult, type Installation } from './run-cli.ts';

const N_CONVERSATIONS = 120;

describeWithServer('mongod', 'after a disaster', (mongod) => {
  let installed: Installation;
  let client: MongoClient;
  const cli = (...args: string[]): Promise<CliResult> => runCli(installed.env, ...args);
  const place = (name: string): string => join(installed.dir, name);
  const db = () => client.db(mongod.database);

  const succeed = async (...args: string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await cli(...args);
    if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${stderr}`);
    return stdout.toString();
  };

  /** The server's own hash of each collection that holds data. */
  async function bytesOf(): Promise<Record<string, string>> {
    const { collections } = await db().command({ dbHash: 1 });
    const hashes = Object.entries(collections as Record<string, string>);
    return Object.fromEntries(hashes.filter(([name]) => !name.startsWith('migration')));
  }

  const contentOf = () => readContent(db());

  const stateFiles = async (): Promise<Record<string, string>> => {
    const folder = join(installed.env['CONVOSCOPE_DATA_DIR'] ?? '', 'ingestion');
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    const texts = names.map(
      async ({ parentPath, name }) => [name, await readFile(join(parentPath, name), 'utf8')] as const,
    );
    return Object.fromEntries(await Promise.all(texts));
  };

  /** One conversation changed and one gone since the first run, so that there is history. */
  async function changeSource(): Promise<void> {
    const file = join(installed.dir, 'conversations.jsonl');
    const [first = '', , ...rest] = (await readFile(file, 'utf8')).trim().split('\n');
    const changed = JSON.parse(first) as { messages: { role: string; content: string; timestamp: string }[] };
    changed.messages.push({
      role: 'user',
      content: 'One more thing.',
      timestamp: '2026-01-31T10:00:00.000Z',
    });
    await writeFile(file, `${[JSON.stringify(changed), ...rest].join('\n')}\n`);
    await runOnce(installed);
  }

  beforeAll(async () => {
    installed = await installFromFile(mongod, N_CONVERSATIONS);
    await changeSource();
    client = await new MongoClient(mongod.uri).connect();
  }, 120_000);

  afterAll(async () => {
    await client.close();
    await rm(installed.dir, { recursive: true, force: true });
  });

  describe('backup and restore', () => {
    it('bring back a database that was dropped and state that was lost, to the byte', async () => {
      const [before, state] = [await bytesOf(), await stateFiles()];
      expect(await succeed('backup', '--out', place('backup'))).toMatch(
        /documents of \d+ collections and [1-9]\d* files of state/,
      );
      expect(await succeed('restore', '--from', place('backup'), '--check')).toContain(
        'the archive is whole',
      );
      await client.db(mongod.database).dropDatabase();
      await rm(join(installed.env['CONVOSCOPE_DATA_DIR'] ?? '', 'ingestion'), { recursive: true });
      expect(await succeed('restore', '--from', place('backup'))).toContain('restored and compared');
      expect(await bytesOf()).toEqual(before);
      expect(await stateFiles()).toEqual(state);
    }, 120_000);

    it('lets the source make up for what came after the backup', async () => {
      const later = {
        conversation_id: 'later',
        user_id: 'u',
        model: 'm',
        started_at: '2026-01-20T10:00:00.000Z',
      };
      const messages = [{ role: 'user', content: 'Hello again', timestamp: '2026-01-20T10:00:00.000Z' }];
      await appendFile(
        join(installed.dir, 'conversations.jsonl'),
        `${JSON.stringify({ ...later, messages })}\n`,
      );
      await runOnce(installed);
      const before = await contentOf();
      expect(before['conversation_messages']?.n).toBe(N_CONVERSATIONS + 1);
      await succeed('restore', '--from', place('backup'), '--force');
      expect((await contentOf())['conversation_messages']?.n).toBe(N_CONVERSATIONS);
      await runOnce(installed);
      expect(await contentOf()).toMatchObject({
        conversation_messages: before['conversation_messages'],
        conversation_translations: before['conversation_translations'],
        conversation_categories: before['conversation_categories'],
        user_analytics: { n: before['user_analytics']?.n },
      });
      expect(JSON.parse(await succeed('reconcile', '--json'))).toMatchObject({ isBalanced: true });
    }, 120_000);

    it('refuse what would overwrite, and what is broken', async () => {
      const again = await cli('backup', '--out', place('backup'));
      expect([again.exitCode, again.stderr]).toEqual([1, expect.stringContaining('choose an empty folder')]);
      const onto = await cli('restore', '--from', place('backup'));
      expect([onto.exitCode, onto.stderr]).toEqual([
        1,
        expect.stringContaining('--force replaces what it holds'),
      ]);
      const nothing = await cli('restore', '--from', place('nowhere'), '--force');
      expect([nothing.exitCode, nothing.stderr]).toEqual([
        1,
        expect.stringContaining('the archive is broken'),
      ]);
      expect((await cli('backup', '--out', 'ftp://host/x')).exitCode).toBe(78);
    }, 60_000);
  });

  describe('rebuild', () => {
    afterEach(async () => {
      expect(JSON.parse(await succeed('reconcile', '--json'))).toMatchObject({ isBalanced: true });
    }, 60_000);

    /** Reports quote the ledger, which is not in the lake: it is counted again, and they are written again. */
    async function countAgain(): Promise<void> {
      await succeed('reconcile');
      await succeed('rebuild', '--merge');
    }

    it('brings every collection back that the lake knows, with equal hashes', async () => {
      await countAgain();
      const before = await contentOf();
      expect(before['conversation_messages']?.n).toBe(N_CONVERSATIONS + 1);
      await client.db(mongod.database).dropDatabase();
      expect(await succeed('rebuild')).toMatch(/^rebuilt in /m);
      const { analytics_reports: _reports, ...withoutReports } = before;
      expect(await contentOf()).toMatchObject(withoutReports);
      await countAgain();
      expect(await contentOf()).toEqual(before);
    }, 120_000);

    it('adds only what is missing or newer to a database that is not empty', async () => {
      const before = await contentOf();
      const refused = await cli('rebuild');
      expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('--merge adds')]);
      await db()
        .collection('conversation_categories')
        .deleteMany({ conversationId: /[02468]$/ });
      await db().collection('conversation_analytics').deleteMany({ conversationId: /5$/ });
      await succeed('rebuild', '--merge');
      expect(await contentOf()).toEqual(before);
    }, 120_000);

    it('replaces what the database holds when forced to, and takes in nothing twice afterwards', async () => {
      const before = await contentOf();
      await db()
        .collection('conversation_messages')
        .updateMany({}, { $set: { title: 'Wrong' } });
      await succeed('rebuild', '--force');
      expect(await contentOf()).toEqual(before);
      expect(JSON.parse(await succeed('ingest', '--json'))).toMatchObject({ published: 0, deleted: 0 });
    }, 120_000);
  });
});

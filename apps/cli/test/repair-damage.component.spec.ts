import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer, someConversations } from '@convoscope/testing';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli, type CliResult } from './run-cli.ts';

const N_CONVERSATIONS = 12;

describeWithServer('mongod', 'doctor on a damaged journal', (mongod) => {
  let dir: string;
  let env: Record<string, string>;
  const cli = (...args: string[]): Promise<CliResult> => runCli(env, ...args);
  const published = async (): Promise<number> => {
    const { stdout } = await cli('ingest', '--json');
    return (JSON.parse(stdout.toString()) as { published: number }).published;
  };
  const journalFile = async (): Promise<string> => {
    const folder = join(dir, 'data', 'bus', 'topics', 'convoscope.conversations.ingested.v1', '0');
    return join(folder, (await readdir(folder)).find((name) => name.endsWith('.journal')) ?? '');
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'convoscope-repair-'));
    const lines = someConversations(N_CONVERSATIONS).map(({ conversationId, userId, startedAt, messages }) =>
      JSON.stringify({
        ...{ conversation_id: conversationId, user_id: userId, started_at: startedAt },
        messages: messages.map(({ role, content, sentAt }) => ({ role, content, timestamp: sentAt })),
      }),
    );
    await writeFile(join(dir, 'conversations.jsonl'), `${lines.join('\n')}\n`);
    env = {
      CONVOSCOPE_DATA_DIR: join(dir, 'data'),
      MONGODB_URI: mongod.uri,
      MONGODB_DATABASE: mongod.database,
      ...{ SOURCE_KIND: 'file', SOURCE_NAME: 'file', SOURCE_PATH: join(dir, 'conversations.jsonl') },
      INGESTION_STATE: 'file',
    };
  }, 60_000);
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('names what is gone, and has the source read anew after the repair', async () => {
    expect(await published()).toBe(N_CONVERSATIONS);
    expect(await published()).toBe(0);
    const path = await journalFile();
    const content = await readFile(path);
    content[100] = (content[100] ?? 0) ^ 1;
    await writeFile(path, content);

    const looked = await cli('doctor');
    expect(looked.exitCode).toBe(1);
    expect(looked.stdout.toString()).toMatch(/^FAIL {2}journal +records are damaged and gone: .*--repair/m);

    const repaired = await cli('doctor', '--repair');
    expect(repaired.stdout.toString()).toMatch(/^ok {4}journal +taken out: .*Source file will be read anew/m);
    expect((await cli('doctor')).stdout.toString()).toMatch(/^ok {4}journal +every record is whole/m);
    expect(await published()).toBe(N_CONVERSATIONS);
  }, 120_000);

  it('keeps everything in the data folder from other people of the machine', async () => {
    const modes = async (folder: string): Promise<string[]> => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const paths = entries.map((entry) => join(entry.parentPath, entry.name));
      const open = await Promise.all(
        paths.map(async (path) => (((await stat(path)).mode & 0o077) === 0 ? [] : [path])),
      );
      return open.flat();
    };
    expect((await stat(join(dir, 'data'))).mode & 0o777).toBe(0o700);
    expect(await modes(join(dir, 'data'))).toEqual([]);
  });
});

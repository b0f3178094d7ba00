import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { withDuckDB } from '@convoscope/lake';
import { personHashOf } from '@convoscope/privacy';
import { describeWithServer, eventually, someConversations } from '@convoscope/testing';
import { MongoClient } from 'mongodb';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './run-cli.ts';

const STANDALONE = join(import.meta.dirname, '../../standalone/dist/main.js');
const PERSON = 'canary-person-7391';
const OTHER = 'canary-neighbour-5520';
const WORDS = 'quixotic-marmalade';
const N_OF_PERSON = 6;
const OLD_WORDS = 'obsolescent-walnut';
const N_OLD = 5;
/** What began before the middle of December 2025 is old. */
const KEPT_DAYS = Math.floor((Date.now() - Date.parse('2025-12-15')) / 86_400_000);

/** Conversations of many, six of them of the person, with a text that nobody else has. */
function rowsOf(): string[] {
  const others = someConversations(60).map((one, i) => ({ ...one, userId: i < 8 ? OTHER : one.userId }));
  const own = someConversations(N_OF_PERSON).map((one, i) => ({
    ...one,
    ...{ conversationId: `own-${i}`, userId: PERSON, title: `${WORDS} title` },
    messages: one.messages.map((message) => ({ ...message, content: `${message.content} ${WORDS}` })),
  }));
  const old = someConversations(N_OLD).map((one, i) => ({
    ...one,
    ...{ conversationId: `old-${i}`, title: `${OLD_WORDS} title` },
    ...{ startedAt: `2025-11-2${i}T10:00:00.000Z` },
    messages: one.messages.map((message) => ({
      ...message,
      ...{ content: `${message.content} ${OLD_WORDS}`, sentAt: `2025-11-2${i}T10:00:00.000Z` },
    })),
  }));
  return [...others, ...own, ...old].map(({ conversationId, userId, model, title, startedAt, messages }) =>
    JSON.stringify({
      ...{ conversation_id: conversationId, user_id: userId, model, title, started_at: startedAt },
      messages: messages.map(({ role, content, sentAt }) => ({ role, content, timestamp: sentAt })),
    }),
  );
}

describeWithServer('mongod', 'a person is exported and erased, and what is old goes', ({ uri, database }) => {
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-person-'));
  const data = join(dir, 'data');
  const path = join(dir, 'rows.jsonl');
  const env: Record<string, string> = {
    ...{
      PATH: process.env['PATH'] ?? '',
      CONVOSCOPE_DATA_DIR: data,
      MONGODB_URI: uri,
      MONGODB_DATABASE: database,
    },
    RETENTION_POLICY_FILE: join(dir, 'policies.yaml'),
    ...{ SOURCE_MAPPING: '{"title":"title"}', LAKE_COMPACTION_INTERVAL_MS: '1s', LAKE_GRACE_MS: '1s' },
  };
  let service: ReturnType<typeof spawn> | null = null;
  let output = '';

  const start = async (): Promise<void> => {
    output = '';
    service = spawn(process.execPath, [STANDALONE, '--source', 'file', path, '--port', '0'], {
      cwd: dir,
      env,
    });
    for (const stream of [service.stdout, service.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await eventually(() => expect(output).toContain('Ctrl-C stops it'), { timeoutMs: 90_000 });
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    if (service === null) return;
    const ended = once(service, 'close');
    service.kill(signal);
    await ended;
    service = null;
  };
  const mongo = new MongoClient(uri);

  /** Names of the collections in which a text stands. */
  const collectionsWith = async (text: string): Promise<string[]> => {
    const names: string[] = [];
    for (const { name } of await mongo.db(database).listCollections({}, { nameOnly: true }).toArray())
      for await (const document of mongo.db(database).collection(name).find())
        if (JSON.stringify(document).includes(text)) names.push(name);
    return [...new Set(names)].sort();
  };
  const objectsWith = async (text: string): Promise<string[]> => {
    const found: string[] = [];
    for (const entry of await readdir(join(data, 'objects'), { recursive: true, withFileTypes: true }))
      if (entry.isFile() && (await readFile(join(entry.parentPath, entry.name))).includes(text))
        found.push(entry.name);
    return found;
  };
  /** Rows of the lake's files, as they lie there, that hold a text; the files are compressed. */
  const lakeRowsWith = (text: string): Promise<number> =>
    withDuckDB({ scratchDir: dir }, async ({ connection }) => {
      let n = 0;
      for (const entry of await readdir(join(data, 'objects', 'lake'), {
        recursive: true,
        withFileTypes: true,
      })) {
        if (!entry.isFile() || !entry.name.endsWith('.parquet') || entry.parentPath.includes('_delta_log'))
          continue;
        const file = join(entry.parentPath, entry.name).replaceAll("'", "''");
        const sql = `SELECT count(*)::INTEGER AS n FROM read_parquet('${file}') t WHERE to_json(t)::VARCHAR LIKE '%${text}%'`;
        n += Number((await connection.runAndReadAll(sql)).getRowObjectsJS()[0]?.['n'] ?? 0);
      }
      return n;
    });

  beforeAll(async () => {
    await mongo.connect();
    writeFileSync(path, rowsOf().join('\n'));
    writeFileSync(join(dir, 'policies.yaml'), `policies: [{ keep: ${KEPT_DAYS}d }]\n`);
    await start();
  }, 120_000);
  afterAll(async () => {
    await stop('SIGKILL');
    await mongo.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('exports everything that is kept, and says how much', async () => {
    const out = join(dir, 'export.jsonl');
    const { exitCode, stderr } = await runCli(env, 'person', 'export', PERSON, '--out', out);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('request ')]);
    const lines = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ kind }) => kind)).toEqual([
      'person',
      ...Array.from({ length: N_OF_PERSON }, () => 'conversation'),
      'end',
    ]);
    expect(lines.at(-1)).toMatchObject({ nConversations: N_OF_PERSON });
    for (const line of lines.slice(1, -1))
      expect(line).toMatchObject({
        conversation: { userId: PERSON },
        translation: {},
        category: {},
        score: {},
      });
    expect(readFileSync(out, 'utf8')).not.toContain(OTHER);
  }, 60_000);

  it('does nothing without being told that it cannot be undone', async () => {
    const { exitCode, stderr } = await runCli(env, 'person', 'erase', PERSON);
    expect([exitCode, stderr]).toEqual([78, expect.stringContaining('--yes')]);
  });

  it('leaves nothing of the person, of nobody else less, and a proof', async () => {
    expect(await collectionsWith(WORDS)).toContain('conversation_messages');
    const proof = join(dir, 'proof.json');
    const asked = await runCli(
      env,
      'person',
      'erase',
      PERSON,
      '--yes',
      '--because',
      'asked',
      '--wait',
      '0',
      '--json',
    );
    expect(asked.exitCode).toBe(75);
    const { requestId } = JSON.parse(asked.stdout.toString()) as { requestId: string };
    // Whatever it was at, another start goes on with it.
    await stop('SIGKILL');
    await start();
    const statusOf = async () =>
      JSON.parse((await runCli(env, 'person', 'status', requestId)).stdout.toString()) as Record<
        string,
        unknown
      >;
    await eventually(async () => expect(await statusOf()).toMatchObject({ status: 'done' }), {
      timeoutMs: 60_000,
    });
    writeFileSync(proof, JSON.stringify((await statusOf())['proof'], null, 2));
    // A round of upkeep that was killed holds its lease for a minute.
    await eventually(async () => expect(await lakeRowsWith(WORDS)).toBe(0), {
      timeoutMs: 120_000,
      intervalMs: 500,
    });
    expect(await lakeRowsWith(PERSON)).toBe(0);
    expect(await lakeRowsWith(OTHER)).toBeGreaterThan(0);
    expect(await collectionsWith(WORDS)).toEqual([]);
    // The export that was asked for before names whom it is of until it expires.
    expect((await collectionsWith(PERSON)).filter((name) => name !== 'person_requests')).toEqual([]);
    expect((await objectsWith(WORDS)).filter((name) => !name.endsWith('.jsonl'))).toEqual([]);
    expect(await collectionsWith(OTHER)).toEqual(
      expect.arrayContaining(['conversation_messages', 'user_analytics']),
    );
    const verified = await runCli(env, 'person', 'verify', proof);
    expect([verified.exitCode, verified.stdout.toString()]).toEqual([0, expect.stringContaining('genuine')]);
    const text = readFileSync(proof, 'utf8');
    expect(text).not.toContain(PERSON);
    expect(JSON.parse(text)).toMatchObject({
      proof: { nConversations: N_OF_PERSON, personHash: personHashOf('default', PERSON), because: 'asked' },
    });
    writeFileSync(proof, text.replace(`"nConversations": ${N_OF_PERSON}`, '"nConversations": 7'));
    expect((await runCli(env, 'person', 'verify', proof)).exitCode).toBe(1);
  }, 240_000);

  it('has removed what is older than policies say from everywhere, by itself, and says what that was', async () => {
    const daysOf = (counts: object): string[] => Object.keys(counts).sort();
    const runs = mongo.db(database).collection('retention_runs');
    await eventually(
      async () =>
        expect(await runs.findOne({})).toMatchObject({
          ...{ status: 'done', requestedBy: 'retention-policy', nConversations: N_OLD },
        }),
      { timeoutMs: 90_000 },
    );
    const { exitCode, stdout } = await runCli(
      env,
      ...['retention', 'status', String((await runs.findOne({}))?.['runId']), '--json'],
    );
    const { counts } = JSON.parse(stdout.toString()) as { counts: Record<string, Record<string, number>> };
    expect([exitCode, daysOf(counts)]).toEqual([0, Array.from({ length: N_OLD }, (_, i) => `2025-11-2${i}`)]);
    for (const ofDay of Object.values(counts))
      expect(ofDay).toMatchObject({ conversation_messages: 1, conversation_analytics: 1 });
    await eventually(
      async () => expect([await collectionsWith(OLD_WORDS), await lakeRowsWith(OLD_WORDS)]).toEqual([[], 0]),
      { timeoutMs: 120_000, intervalMs: 500 },
    );
    expect((await objectsWith(OLD_WORDS)).filter((name) => !name.endsWith('.jsonl'))).toEqual([]);
    const preview = await runCli(env, 'retention', 'preview');
    expect(preview.stdout.toString()).toContain('0 conversations and 0 reports would go');
    const unsure = await runCli(env, 'retention', 'run');
    expect([unsure.exitCode, unsure.stderr]).toEqual([78, expect.stringContaining('--yes')]);
  }, 240_000);

  it('does not come back from the source, and in = out', async () => {
    writeFileSync(
      path,
      [...rowsOf(), JSON.stringify({ ...JSON.parse(rowsOf()[0] ?? '{}'), conversation_id: 'new-1' })].join(
        '\n',
      ),
    );
    await stop();
    await start();
    await eventually(async () => expect(await collectionsWith('new-1')).toContain('conversation_analytics'), {
      timeoutMs: 60_000,
    });
    expect([await collectionsWith(WORDS), await collectionsWith(OLD_WORDS)]).toEqual([[], []]);
    const { exitCode, stdout } = await runCli(env, 'reconcile');
    expect([exitCode, stdout.toString()]).toEqual([0, expect.stringMatching(/in = out/)]);
  }, 120_000);
});

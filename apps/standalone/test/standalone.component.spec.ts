import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createFilesystemObjectStore } from '@convoscope/objects';
import { collectionLifetimes, internalCollections, objectLifetimes } from '@convoscope/service';
import { connectStore, type Store } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServer, eventually, someConversations } from '@convoscope/testing';
import { MongoClient } from 'mongodb';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askRunning } from '../src/control/ask-running.ts';
import type { Proven } from '../src/proof/prove-installation.ts';
import { readSources } from '../src/remembered-sources.ts';
import { readRuntimeFile } from '../src/runtime-file.ts';

const MAIN = join(import.meta.dirname, '../dist/main.js');
const N_CONVERSATIONS = 300;

describeWithServer('mongod', 'npm start as a process', ({ uri, database }) => {
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-standalone-'));
  const path = join(dir, 'conversations.jsonl');
  const telemetry = createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false });
  const running = new Set<ReturnType<typeof spawn>>();

  const start = (name: string, args: string[], env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: dir,
      env: {
        PATH: process.env['PATH'],
        CONVOSCOPE_DATA_DIR: join(dir, name),
        MONGODB_URI: uri,
        MONGODB_DATABASE: `${database}_${name}`,
        ...env,
      },
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = once(child, 'close').then(([code]) => ({ exitCode: code as number | null, output }));
    return { child, ended, output: () => output };
  };
  const onceOnFile = ['--source', 'file', path, '--once', '--port', '0'];

  beforeAll(() => {
    const lines = someConversations(N_CONVERSATIONS).map((conversation) =>
      JSON.stringify({
        conversation_id: conversation.conversationId,
        user_id: conversation.userId,
        model: conversation.model,
        started_at: conversation.startedAt,
        messages: conversation.messages.map(({ role, content, sentAt }) => ({
          role,
          content,
          timestamp: sentAt,
        })),
      }),
    );
    writeFileSync(path, lines.join('\n'));
  });
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await telemetry.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('processes a file once, says what it found, leaves reports, and takes in nothing new the next time', async () => {
    const first = await start('first', onceOnFile).ended;
    expect([first.exitCode, first.output]).toEqual([
      0,
      expect.stringContaining(`in = out: ${N_CONVERSATIONS} conversations, the same in all 9 stages.`),
    ]);
    expect(first.output).toContain(
      `Read ${N_CONVERSATIONS} conversations: ${N_CONVERSATIONS} new or changed`,
    );
    expect(first.output).toMatch(/topics {6}\S+ \d+/);
    const pages = [...first.output.matchAll(/^Report {8}(.+)$/gm)].map(([, page]) => page ?? '');
    expect(pages).toHaveLength(3);
    for (const page of pages) expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/i);
    expect(existsSync(join(dir, 'first', 'runtime.json'))).toBe(false);
    await expectDeclaredLifetimes('first');
    const second = await start('first', onceOnFile).ended;
    expect(second.exitCode).toBe(0);
    expect(second.output).toContain(': 0 new or changed, 0 gone, 0 rejected.');
    expect(second.output).toContain(`in = out: ${N_CONVERSATIONS} conversations`);
  }, 120_000);

  it('is ready at once where nothing is new, and compares every stage when it is asked: each start took minutes', async () => {
    const again = start('first', ['--source', 'file', path, '--port', '0']);
    await eventually(() => expect(again.output()).toContain('Ctrl-C stops it'), { timeoutMs: 60_000 });
    expect(again.output()).toContain('Nothing is new since the last start.');
    expect(again.output()).not.toMatch(/Comparing|Writing reports/);
    const running = readRuntimeFile(join(dir, 'first'));
    if (running === null) throw new Error('it says not that it runs');
    const stages: unknown[] = [];
    const { result, proof } = await askRunning<Proven>(running, 'reconcile', (one) => stages.push(one));
    expect([result.isBalanced, proof.nConversations, stages.length]).toEqual([true, N_CONVERSATIONS, 9]);
    expect(readSources(join(dir, 'first'))).toMatchObject([
      { name: 'file', settings: { SOURCE_PATH: path } },
    ]);
    again.child.kill('SIGTERM');
    expect((await again.ended).exitCode).toBe(0);
  }, 120_000);

  it('ends with in = out after kill -9 in the middle and another start', async () => {
    const victim = start('killed', onceOnFile);
    const store = await openStore('killed');
    await eventually(async () => expect(await store.messages.count('default')).toBeGreaterThan(0), {
      timeoutMs: 60_000,
      intervalMs: 5,
    });
    victim.child.kill('SIGKILL');
    expect((await victim.ended).exitCode).toBeNull();
    expect(victim.output()).not.toContain('in = out');
    await store.close();
    const after = await start('killed', onceOnFile).ended;
    expect([after.exitCode, after.output]).toEqual([
      0,
      expect.stringContaining(`in = out: ${N_CONVERSATIONS} conversations, the same in all 9 stages.`),
    ]);
  }, 120_000);

  it('lists every wrong setting and exits with 78', async () => {
    const env = {
      SOURCE_PAGE_SIZE: '0',
      ANOMALY_CONTAMINATION: '2',
      LAKE_FLUSH_ROWS: 'many',
      LOG_LEVEL: 'loud',
    };
    const { exitCode, output } = await start('wrong', onceOnFile, env).ended;
    expect(exitCode).toBe(78);
    for (const name of Object.keys(env)) expect(output).toContain(`${name} is "`);
    const usage = await start('wrong', ['--source', 'file', '--port', 'x']).ended;
    expect([usage.exitCode, usage.output]).toEqual([78, expect.stringContaining('2 wrong setting(s)')]);
  }, 60_000);

  /** Whatever a whole run has stored is in the table of lifetimes (docs/lifetimes.md). */
  async function expectDeclaredLifetimes(name: string): Promise<void> {
    const objects = createFilesystemObjectStore({ dir: join(dir, name, 'objects') });
    const prefixes = Object.keys(objectLifetimes);
    const undeclared: string[] = [];
    for await (const { key } of objects.list(''))
      if (!prefixes.some((prefix) => key.replace(/^tenants\/[^/]+\//, '').startsWith(prefix)))
        undeclared.push(key);
    await objects.close();
    expect(undeclared).toEqual([]);
    const client = await new MongoClient(uri).connect();
    const collections = await client
      .db(`${database}_${name}`)
      .listCollections({}, { nameOnly: true })
      .toArray();
    await client.close();
    const declared = Object.keys({ ...collectionLifetimes, ...internalCollections });
    expect(collections.map((one) => one.name).filter((one) => !declared.includes(one))).toEqual([]);
  }

  const openStore = (name: string): Promise<Store> =>
    connectStore({ uri, database: `${database}_${name}`, telemetry });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMemoryBus } from '@convoscope/bus';
import { allTopics, topics, type Topic } from '@convoscope/contracts';
import { connectStore } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { anEvent, describeWithServer, eventually } from '@convoscope/testing';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FORMULA, installFromFile, runCli, type CliResult, type Installation } from './run-cli.ts';

const TENANT = 'default';

describeWithServer('mongod', 'the command line on what npm start keeps', (mongod) => {
  let installed: Installation;
  const cli = (...args: string[]): Promise<CliResult> => runCli(installed.env, ...args);
  const file = (name: string): string => join(installed.dir, name);

  beforeAll(async () => {
    installed = await installFromFile(mongod, 60);
  }, 120_000);
  afterAll(() => rm(installed.dir, { recursive: true, force: true }));

  const succeed = async (...args: string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await cli(...args);
    if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${stderr}`);
    return stdout.toString();
  };

  it('names the topics', async () => {
    const text = await succeed('topics');
    for (const { name } of allTopics) expect(text).toContain(name);
    expect(JSON.parse(await succeed('topics', '--json'))).toHaveLength(allTopics.length);
  });

  it('shows an example that is JSON', async () => {
    const first = (await succeed('example')).trim().split('\n')[0] ?? '';
    expect(JSON.parse(first)).toMatchObject({ conversation_id: expect.any(String) as unknown });
  });

  it('has nothing to migrate after a start', async () =>
    expect(await succeed('migrate', 'up')).toBe('nothing to do\n'));

  it('says how far each stage is', async () => {
    const status = JSON.parse(await succeed('status', '--json')) as {
      running: boolean;
      stages: { nConversations: number }[];
      consumers: { lag: number }[];
    };
    expect(status.running).toBe(false);
    expect(status.stages.map(({ nConversations }) => nConversations)).toEqual(
      Array<number>(5).fill(installed.nConversations),
    );
    expect(status.consumers.map(({ lag }) => lag)).toEqual(Array<number>(status.consumers.length).fill(0));
    expect(await succeed('status')).toContain('not running here');
  });

  it('tests rules on history, says what is wrong with them, and sends them to be kept', async () => {
    await writeFile(
      file('rules.yaml'),
      'rules:\n  - { name: busy, metric: volume, window: 1h, condition: { above: 0 } }\n  - { name: never, metric: latency, window: 6h, condition: { above: 100000 } }\n',
    );
    const tests = JSON.parse(
      await succeed('rules', 'test', file('rules.yaml'), '--days', '400', '--json'),
    ) as {
      rule: { name: string };
      nFirings: number;
    }[];
    expect(tests.map(({ rule }) => rule.name)).toEqual(['busy', 'never']);
    expect(tests[0]?.nFirings).toBeGreaterThan(0);
    expect(tests[1]?.nFirings).toBe(0);
    const text = await succeed('rules', 'test', file('rules.yaml'), '--days', '400');
    expect(text).toMatch(/busy: would have fired \d+ times from .* UTC/);
    expect(text).toMatch(
      /Within one hour there (was|were) \d+ conversations?; the rule allows at most 0 conversations/,
    );
    await writeFile(file('bad.yaml'), 'name: bad\nmetric: errors\nwindow: 1h\ncondition: { above: 1 }\n');
    const refused = await cli('rules', 'add', file('bad.yaml'));
    expect([refused.exitCode, refused.stderr.toString()]).toEqual([
      78,
      expect.stringMatching(/bad\.yaml: line 2: metric: write one of volume/) as unknown,
    ]);
    expect(await succeed('rules', 'list')).toBe('no rules\n');
    expect(await succeed('rules', 'add', file('rules.yaml'))).toContain('busy sent');
    expect((await cli('rules', 'remove', 'unknown')).stderr.toString()).toContain('there is no rule unknown');
    expect((await cli('rules', 'show', 'unknown')).exitCode).not.toBe(0);
    expect(await succeed('findings', 'precision')).toBe('no finding was judged yet\n');
    const none = await cli('findings', 'judge', 'volume/none', 'rejected');
    expect(none.stderr.toString()).toContain('there is no finding volume/none');
  });

  describe('export', () => {
    const count = { conversations: () => installed.nConversations, messages: () => installed.nMessages };

    it.each(['conversations', 'messages'] as const)('%s as JSON Lines, to standard output', async (what) => {
      const rows = (await succeed('export', what))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object);
      expect(rows).toHaveLength(count[what]());
      expect(Object.keys(rows[0] ?? {})).toContain('conversation_id');
    });

    it.each(['conversations', 'messages'] as const)('%s as CSV, formulas escaped', async (what) => {
      const rows = parse<{ user_id: string }>(await succeed('export', what, '--format', 'csv'), {
        columns: true,
      });
      expect(rows).toHaveLength(count[what]());
      expect(rows.some(({ user_id: user }) => user === `'${FORMULA}`)).toBe(true);
      expect(rows.filter(({ user_id: user }) => user.startsWith('='))).toEqual([]);
    });

    it.each(['conversations', 'messages'] as const)('%s as Parquet that DuckDB reads', async (what) => {
      const out = file(`${what}.parquet`);
      await succeed('export', what, '--format', 'parquet', '--out', out);
      const connection = await (await DuckDBInstance.create(':memory:')).connect();
      const read = await connection.runAndReadAll(
        `SELECT count(*)::INT, count(DISTINCT conversation_id)::INT, count(*) FILTER (user_id = '${FORMULA}')::INT FROM '${out}'`,
      );
      connection.closeSync();
      const [[nRows, nConversations, nFormulas] = []] = read.getRowsJson();
      expect([nRows, nConversations]).toEqual([count[what](), installed.nConversations]);
      expect(Number(nFormulas)).toBeGreaterThan(0);
    });

    it.each(['conversations', 'messages'] as const)('%s as Arrow', async (what) => {
      const out = file(`${what}.arrow`);
      await succeed('export', what, '--format', 'arrow', '--out', out);
      const table = tableFromIPC(await readFile(out));
      expect(table.numRows).toBe(count[what]());
      expect([...(table.getChild('conversation_id') ?? [])].every((id) => typeof id === 'string')).toBe(true);
    });

    it('an empty range, in every format', async () => {
      for (const format of ['jsonl', 'csv', 'parquet', 'arrow']) {
        const { exitCode, stderr } = await cli('export', 'conversations', '--from', '2099-01-01', '--format', format, '--out', file(`empty.${format}`)); // prettier-ignore
        expect([format, exitCode, stderr]).toEqual([format, 0, '0 conversations exported\n']);
      }
      expect(tableFromIPC(await readFile(file('empty.arrow'))).numRows).toBe(0);
    });

    it('begins CSV with a byte order mark where Excel is to read it', async () => {
      expect(await succeed('export', 'conversations', '--format', 'csv', '--bom')).toMatch(
        /^\ufeffconversation_id,/,
      );
      expect((await cli('export', 'conversations', '--bom')).exitCode).toBe(78);
    });

    it('refuses Parquet without a file', async () =>
      expect(await cli('export', 'messages', '--format', 'parquet')).toMatchObject({
        exitCode: 78,
        stderr: '--format parquet needs a file: add --out FILE\n',
      }));
  });

  it('makes a report as data and as a page', async () => {
    const report = JSON.parse(await succeed('report', '--period', 'monthly', '--date', '2026-01-15')) as {
      totals: { nConversations: number };
    };
    expect(report.totals.nConversations).toBe(installed.nConversations);
    const out = file('report.html');
    await succeed('report', '--period', 'monthly', '--date', '2026-01-15', '--format', 'html', '--out', out);
    expect(await readFile(out, 'utf8')).toMatch(/^<!doctype html>/i);
    expect((await cli('report', '--period', 'daily', '--date', '15.1.2026')).exitCode).toBe(78);
  });

  it('takes in nothing that is there already', async () =>
    expect(JSON.parse(await succeed('ingest', '--json'))).toMatchObject({ published: 0, deleted: 0 }));

  it('balances, and no longer after a document was altered behind its back', async () => {
    expect(JSON.parse(await succeed('reconcile', '--json'))).toMatchObject({ isBalanced: true });
    const telemetry = createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false });
    const store = await connectStore({ uri: mongod.uri, database: mongod.database, telemetry });
    const document = await store.messages.findById(TENANT, 'conversation-7');
    if (document === null) throw new Error('conversation-7 is not stored');
    await store.messages.upsertMany(TENANT, [{ ...document, revision: 'f'.repeat(32) }]);
    const { exitCode, stdout } = await cli('reconcile');
    expect(exitCode).toBe(1);
    expect(stdout.toString()).toMatch(/mongodb: altered conversation-7$/m);
    await store.messages.upsertMany(TENANT, [document]);
    expect((await cli('reconcile')).exitCode).toBe(0);
    await store.close();
    await telemetry.close();
  }, 60_000);

  it('lists, shows, edits, replays and drops dead letters, and writes down who did it', async () => {
    const topic = topics.syncsRequested as Topic;
    const journalDir = join(installed.env['CONVOSCOPE_DATA_DIR'] ?? '', 'bus');
    await poison(journalDir, topic, ['r-1', 'r-2']);
    const letters = JSON.parse(await succeed('dlq', 'list', '--json')) as { id: string; key: string }[];
    expect(letters).toMatchObject([
      { topic: topic.name, reason: 'refused' },
      { topic: topic.name, reason: 'refused' },
    ]);
    expect(await succeed('dlq', 'list', '--topic', topic.name)).toContain('refused');
    const idOf = (key: string): string => letters.find((letter) => letter.key === key)?.id ?? '';
    const shown = JSON.parse(await succeed('dlq', 'show', idOf('r-1'), '--topic', topic.name)) as object;
    expect(shown).toMatchObject({
      reason: 'refused',
      value: expect.stringContaining('"requestId":"r-1"') as unknown,
    });
    expect((await cli('dlq', 'show', '9-9', '--topic', topic.name)).exitCode).toBe(1);
    const change = ['--topic', topic.name, '--set', 'mode=full', '--reason', 'typo'];
    expect(await succeed('dlq', 'replay', idOf('r-1'), ...change)).toBe('1 replayed\n');
    const unfit = await cli('dlq', 'replay', idOf('r-2'), '--topic', topic.name, '--set', 'mode=sideways');
    expect([unfit.exitCode, unfit.stderr]).toEqual([1, expect.stringContaining('does not fit') as unknown]);
    const drop = ['dlq', 'drop', idOf('r-2'), '--topic', topic.name, '--reason', 'hopeless'];
    expect(await succeed(...drop)).toBe('1 dropped\n');
    expect(await succeed(...drop)).toBe('0 dropped\n');
    const seen = await consume(journalDir, topic);
    expect(seen).toEqual([expect.objectContaining({ requestId: 'r-1', mode: 'full' })]);
    expect(await succeed('dlq', 'list')).toBe('no dead letters\n');
  }, 120_000);

  it.each([
    [],
    ['unknown'],
    ['export', 'everything'],
    ['report', '--period', 'yearly', '--date', '2026-01-01'],
    ['report', '--period', 'daily'],
    ['report', '--period', 'daily', '--date', '2026-02-30'],
    ['export', 'messages', '--from', '31.12.2026'],
    ['export', 'messages', '--out', 'no/such/folder/out.csv'],
    ['migrate', 'sideways'],
    ['dlq', 'replay'],
    ['dlq', 'drop', '0-0', '--topic', 'syncs.requested.v1'],
    ['dlq', 'replay', '--topic', 'syncs.requested.v1', '--set', 'a=1'],
    ['dlq', 'replay', '0-0', '--topic', 'syncs.requested.v1', '--set', 'a'],
  ])('calls wrong usage by exit code 78: %j', async (...args) =>
    expect((await cli(...args)).exitCode).toBe(78),
  );

  it('helps', async () => expect(await succeed('--help')).toContain('reconcile'));

  it('names every wrong setting and exits with 78', async () => {
    const env = {
      ...installed.env,
      SOURCE_PAGE_SIZE: '0',
      NOCODB_TIMEOUT: 'soon',
      SOURCE_KIND: 'paper',
    };
    const { exitCode, stderr } = await runCli(env, 'reconcile');
    expect(exitCode).toBe(78);
    for (const name of ['SOURCE_PAGE_SIZE', 'NOCODB_TIMEOUT', 'SOURCE_KIND']) expect(stderr).toContain(name);
  });

  it('checks the place it runs in', async () => {
    const findings = JSON.parse((await cli('doctor', '--json')).stdout.toString()) as { check: string }[];
    expect(findings.map(({ check }) => check)).toEqual(expect.arrayContaining(['node']));
    expect((await cli('doctor')).stdout.toString()).toMatch(/^ok {4}node/m);
  }, 60_000);
});

/** Lets a consumer refuse events with these keys on the journal of this folder. */
async function poison(journalDir: string, topic: Topic, keys: readonly string[]): Promise<void> {
  const telemetry = createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false });
  const bus = createMemoryBus({ telemetry, service: 'test', journalDir });
  await bus.subscribe({
    group: 'refusing',
    topics: [topic],
    handler: (batch) => Promise.resolve(batch.events.map(() => ({ kind: 'dead-letter', reason: 'refused' }))),
  });
  const requestedAt = '2026-01-05T10:00:00.000Z';
  const dataOf = (requestId: string): object => ({
    ...{ requestId, source: 'none', reason: 'person', mode: 'incremental', requestedAt },
  });
  await bus.publish(
    topic,
    keys.map((key) => anEvent(topic, key, dataOf(key))),
  );
  await eventually(async () => expect(await bus.listDeadLetters(topic)).toHaveLength(keys.length));
  await bus.close();
  await telemetry.close();
}

/** What the group that refused gets now. */
async function consume(journalDir: string, topic: Topic): Promise<unknown[]> {
  const telemetry = createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false });
  const bus = createMemoryBus({ telemetry, service: 'test', journalDir });
  const seen: unknown[] = [];
  await bus.subscribe({
    group: 'refusing',
    topics: [topic],
    handler: ({ events }) => {
      seen.push(...events.map(({ data }) => data));
      return Promise.resolve(events.map(() => ({ kind: 'ok', value: undefined })));
    },
  });
  await eventually(async () => expect(await bus.listDeadLetters(topic)).toEqual([]));
  await bus.close();
  await telemetry.close();
  return seen;
}

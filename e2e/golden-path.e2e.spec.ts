import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { awaitQuiet } from '@convoscope/app-standalone/await-quiet';
import { loadSettings } from '@convoscope/config';
import type { Reconciliation } from '@convoscope/ledger';
import { createInfrastructure, infrastructureSettings, type OwnedInfrastructure } from '@convoscope/service';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServers, eventually, pickOne, seededRandom } from '@convoscope/testing';
import { DuckDBInstance } from '@duckdb/node-api';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNocodbStub, type NocodbStub } from '../apps/ingestion/test/nocodb-stub.ts';
import { findCorpus, readCorpus, type CorpusConversation } from './conversation-corpus.ts';
import { ProcessGroup, repositoryRoot, untilReady, type RunningProgram } from './processes.ts';

const TENANT = 'default';
const API_KEY = 'golden-path-test-key';
const N_CONVERSATIONS = 1_050;
const SERVICES = ['translation', 'categorisation', 'anomaly', 'lake', 'reporting', 'gateway', 'ingestion'];
const VICTIMS = ['ingestion', 'translation', 'categorisation', 'anomaly', 'lake', 'reporting'] as const;

/** Another victim in every run; a failure is repeated with the seed that its title names. */
const seed = Number(process.env['CONVOSCOPE_TEST_SEED'] ?? Date.now() % 1_000);
const victimName = pickOne(seededRandom(seed), VICTIMS);

const COLUMNS = [
  ...['conversation_id', 'user_id', 'model', 'language'].map((title) => ({ title, uidt: 'SingleLineText' })),
  ...['started_at', 'ended_at'].map((title) => ({ title, uidt: 'DateTime' })),
  { title: 'messages', uidt: 'JSON' },
];

const toRow = (conversation: CorpusConversation): Record<string, unknown> =>
  Object.fromEntries(COLUMNS.map(({ title }) => [title, conversation[title as keyof CorpusConversation]]));

describeWithServers(['kafka', 'mongod', 's3'], 'the golden path', ({ kafka, mongod, s3 }) => {
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-golden-'));
  const processes = new ProcessGroup();
  const running = new Map<string, RunningProgram>();
  const telemetry = createTelemetry({ service: 'golden-path', logLevel: 'silent', processMetrics: false });
  let corpus: CorpusConversation[];
  let stub: NocodbStub;
  let infrastructure: OwnedInfrastructure;
  let gatewayUrl: string;

  const envOf = (name: string): Record<string, string> => ({
    BUS_DRIVER: 'kafka',
    KAFKA_BROKERS: kafka.brokers.join(','),
    KAFKA_TOPIC_PREFIX: kafka.topicPrefix,
    KAFKA_TOPIC_PARTITIONS: '3',
    MONGODB_URI: mongod.uri,
    MONGODB_DATABASE: mongod.database,
    S3_ENDPOINT: s3.endpoint,
    S3_REGION: s3.region,
    S3_BUCKET: s3.bucket,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    CONVOSCOPE_DATA_DIR: join(dir, name),
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: '0',
    GATEWAY_API_KEY: API_KEY,
    TRANSLATION_LANGUAGE_MODEL: 'small',
    SOURCE_KIND: 'nocodb',
    SOURCE_NAME: 'noco',
    SOURCE_PAGE_SIZE: '100',
    NOCODB_URL: stub.url,
    NOCODB_TOKEN: stub.token,
    NOCODB_BASE_ID: stub.baseId,
    // Slow enough that the work is still going on when a service is killed.
    NOCODB_REQUESTS_PER_SECOND: '5',
    INGESTION_POLL_INTERVAL: '2s',
    INGESTION_LEASE: '10s',
  });

  async function start(name: string): Promise<string> {
    await mkdir(join(dir, name), { recursive: true });
    const program = processes.start(name, { env: envOf(name) });
    running.set(name, program);
    return untilReady(program);
  }

  async function api<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${gatewayUrl}/api/v1/${path}`, {
      headers: { 'x-api-key': API_KEY, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Conversations that a service has finished. */
  const doneBy = (service: (typeof VICTIMS)[number]): Promise<number> => {
    const { store } = infrastructure;
    switch (service) {
      case 'ingestion':
        return store.messages.count(TENANT);
      case 'translation':
        return store.translations.count(TENANT);
      case 'categorisation':
        return store.categories.count(TENANT);
      case 'anomaly':
        return store.scores.count(TENANT);
      case 'reporting':
        return store.analytics.count(TENANT);
      case 'lake':
        return countLakeRows();
    }
  };

  const lakeKeys = async (): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { key } of infrastructure.objects.list('lake/conversations')) keys.push(key);
    return keys.filter((key) => key.endsWith('.parquet'));
  };

  /** Reads the Parquet files themselves, past the lake's manifest and reader. */
  async function queryLake(sql: (files: string) => string): Promise<unknown[][]> {
    const files: string[] = [];
    for (const key of await lakeKeys()) {
      // A key is never written twice with other content.
      const file = join(dir, key.replaceAll('/', '_'));
      if (!existsSync(file)) await infrastructure.objects.download(key, file);
      files.push(`'${file}'`);
    }
    if (files.length === 0) return [];
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    try {
      const reader = await connection.runAndReadAll(sql(`read_parquet([${files.join(', ')}])`));
      return reader.getRowsJson() as unknown[][];
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }

  async function countLakeRows(): Promise<number> {
    const rows = await queryLake((files) => `SELECT count(DISTINCT conversation_id) FROM ${files}`);
    return Number(rows[0]?.[0] ?? 0);
  }

  beforeAll(async () => {
    execFileSync(process.execPath, [join(repositoryRoot, 'tools/build.ts'), '--quiet'], {
      cwd: repositoryRoot,
    });
    const client = new S3Client({ ...s3, forcePathStyle: true, credentials: s3 });
    await client.send(new CreateBucketCommand({ Bucket: s3.bucket }));
    client.destroy();
    corpus = await readCorpus(findCorpus(), N_CONVERSATIONS);
    stub = await startNocodbStub();
    stub.addTable('Conversations', COLUMNS).insert(...corpus.map(toRow));
    await mkdir(join(dir, 'test'), { recursive: true });
    infrastructure = await createInfrastructure(
      loadSettings(infrastructureSettings, envOf('test')),
      telemetry,
    );
  }, 120_000);

  afterAll(async () => {
    await processes.killAll();
    await infrastructure?.close();
    await telemetry.close();
    await stub?.close();
    await rm(dir, { recursive: true, force: true });
  }, 60_000);

  it(`survives kill -9 of ${victimName} on the way (CONVOSCOPE_TEST_SEED=${seed})`, async () => {
    const urls = await Promise.all(SERVICES.map(start));
    gatewayUrl = urls[SERVICES.indexOf('gateway')] ?? '';
    const doneAtKill = await eventually(
      async () => {
        const done = await doneBy(victimName);
        expect(done).toBeGreaterThan(0);
        return done;
      },
      { timeoutMs: 60_000 },
    );
    await running.get(victimName)?.kill();
    expect(doneAtKill).toBeLessThan(corpus.length);
    await start(victimName);
    await eventually(
      async () => {
        for (const service of VICTIMS)
          expect([service, await doneBy(service)]).toEqual([service, corpus.length]);
      },
      { timeoutMs: 100_000, intervalMs: 500 },
    );
    await awaitQuiet({ ...infrastructure, signal: AbortSignal.timeout(60_000), onLag: () => undefined });
  }, 280_000);

  it('has each conversation once in MongoDB and in Parquet', async () => {
    const ids = corpus.map(({ conversation_id: id }) => id).sort();
    const stored: string[] = [];
    for await (const { conversationId } of infrastructure.store.messages.stream(TENANT))
      stored.push(conversationId);
    expect(stored.sort()).toEqual(ids);
    const rows = await queryLake(
      (files) => `SELECT DISTINCT conversation_id FROM ${files} ORDER BY conversation_id`,
    );
    expect(rows.map(([id]) => String(id)).sort()).toEqual(ids);
    const summary = await api<{ nConversations: number; nMessages: number }>('analytics/summary');
    expect(summary).toMatchObject({
      nConversations: corpus.length,
      nMessages: corpus.reduce((total, { messages }) => total + messages.length, 0),
    });
  }, 60_000);

  it('reports the same total, over the months of the corpus', async () => {
    const months = [...new Set(corpus.map(({ started_at: at }) => at.slice(0, 7)))].sort();
    for (const month of months) await api('reports', { period: 'monthly', date: `${month}-01` });
    const totals = await Promise.all(
      months.map((month) =>
        eventually(
          async () =>
            (await api<{ content: { totals: { nConversations: number } } }>(`reports/monthly-${month}-01`))
              .content.totals.nConversations,
          { timeoutMs: 30_000, intervalMs: 250 },
        ),
      ),
    );
    expect(totals.reduce((sum, total) => sum + total, 0)).toBe(corpus.length);
  }, 60_000);

  it('balances: equal counts and hashes at the source, on the topic, in MongoDB, Parquet and analytics', async () => {
    await mkdir(join(dir, 'cli'), { recursive: true });
    const cli = processes.start('cli', { args: ['reconcile', '--json'], env: envOf('cli') });
    const exitCode = await cli.exitCode;
    if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${cli.output().slice(-3000)}`);
    const { isBalanced, entries, mismatches } = JSON.parse(cli.stdout()) as Reconciliation;
    expect({ isBalanced, mismatches }).toEqual({ isBalanced: true, mismatches: [] });
    const stages = Map.groupBy(entries, ({ stage }) => stage);
    expect([...stages.keys()].sort()).toEqual(['lake', 'mongodb', 'report', 'source', 'topic']);
    for (const days of stages.values())
      expect(days.reduce((total, { count }) => total + count, 0)).toBe(corpus.length);
    const hashesOf = (stage: string): string[] =>
      entries.filter((entry) => entry.stage === stage).map(({ date, hash }) => `${date} ${hash}`);
    for (const stage of ['topic', 'mongodb', 'lake', 'report'])
      expect([stage, hashesOf(stage)]).toEqual([stage, hashesOf('source')]);
  }, 60_000);

  it('stops every service cleanly on SIGTERM', async () => {
    const codes = await Promise.all(
      [...running].map(async ([name, program]) => [name, await program.terminate()] as const),
    );
    expect(codes).toEqual([...running.keys()].map((name) => [name, 0]));
  }, 60_000);
});

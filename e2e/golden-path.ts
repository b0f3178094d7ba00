import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { awaitQuiet } from '@convoscope/app-standalone/await-quiet';
import { loadSettings } from '@convoscope/config';
import type { Reconciliation } from '@convoscope/ledger';
import { createInfrastructure, infrastructureSettings, type OwnedInfrastructure } from '@convoscope/service';
import { createTelemetry } from '@convoscope/telemetry';
import { eventually, pickOne, seededRandom } from '@convoscope/testing';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCorpus, readCorpus, type CorpusConversation } from './conversation-corpus.ts';
import { openLake, type LakeConversations } from './golden-path-lake.ts';
import {
  API_KEY,
  Deployment,
  environmentOf,
  type PathServers,
  type SourceTable,
} from './golden-path-services.ts';
import { repositoryRoot } from './processes.ts';

/** Puts the corpus into a table, one row a conversation. */
export type OpenSource = (corpus: readonly CorpusConversation[]) => Promise<SourceTable>;

const TENANT = 'default';
/** Of the larger corpus; the demo corpus has fewer and is taken whole. */
const MAX_CONVERSATIONS = 1_050;
const MIN_CONVERSATIONS = 800;
const SERVICES = ['translation', 'categorisation', 'anomaly', 'lake', 'reporting', 'gateway', 'ingestion'];
/** What reconciliation compares with the source. */
const STAGES = [
  'source',
  'topic',
  'mongodb',
  'translated',
  'categorised',
  'scored',
  'lake',
  'report',
  'totals',
];
const VICTIMS = ['ingestion', 'translation', 'categorisation', 'anomaly', 'lake', 'reporting'] as const;

type Victim = (typeof VICTIMS)[number];

function build(): void {
  const args = [join(repositoryRoot, 'tools/build.ts'), '--quiet'];
  execFileSync(process.execPath, args, { cwd: repositoryRoot });
}

async function createBucket(s3: PathServers['s3']): Promise<void> {
  const client = new S3Client({ ...s3, forcePathStyle: true, credentials: s3 });
  await client.send(new CreateBucketCommand({ Bucket: s3.bucket }));
  client.destroy();
}

/** Conversations that a service has finished. */
async function countDone(
  service: Victim,
  { store }: OwnedInfrastructure,
  lake: LakeConversations,
): Promise<number> {
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
      return (await lake.ids()).length;
  }
}

async function callApi<T>(gatewayUrl: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${gatewayUrl}/api/v1/${path}`, {
    headers: { 'x-api-key': API_KEY, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/**
 * Proves, with separate service processes on real Kafka, MongoDB and S3, that each conversation of the source arrives once everywhere,
 * although one service is killed on the way: another in every run, which a failure repeats with the seed that its title names.
 */
export function describeGoldenPath(title: string, servers: PathServers, openSource: OpenSource): void {
  const seed = Number(process.env['CONVOSCOPE_TEST_SEED'] ?? Date.now() % 1_000);
  const victim = pickOne(seededRandom(seed), VICTIMS);

  describe(title, () => {
    const dir = mkdtempSync(join(tmpdir(), 'convoscope-golden-'));
    const telemetry = createTelemetry({ service: 'golden-path', logLevel: 'silent', processMetrics: false });
    let corpus: CorpusConversation[];
    let source: SourceTable;
    let deployment: Deployment;
    let infrastructure: OwnedInfrastructure;
    let lake: LakeConversations;
    let gatewayUrl: string;

    const api = <T>(path: string, body?: unknown): Promise<T> => callApi<T>(gatewayUrl, path, body);
    const doneBy = (service: Victim): Promise<number> => countDone(service, infrastructure, lake);

    beforeAll(async () => {
      build();
      await createBucket(servers.s3);
      corpus = await readCorpus(findCorpus(), MAX_CONVERSATIONS);
      expect(corpus.length).toBeGreaterThanOrEqual(MIN_CONVERSATIONS);
      source = await openSource(corpus);
      deployment = new Deployment(dir, environmentOf(servers, source));
      const environment = await deployment.environmentOf('test');
      infrastructure = await createInfrastructure(
        loadSettings(infrastructureSettings, environment),
        telemetry,
      );
      lake = openLake(infrastructure.objects, dir);
    }, 180_000);

    afterAll(async () => {
      await deployment?.killAll();
      await infrastructure?.close();
      await telemetry.close();
      await source?.close();
      await rm(dir, { recursive: true, force: true });
    }, 60_000);

    it(`survives kill -9 of ${victim} on the way (CONVOSCOPE_TEST_SEED=${seed})`, async () => {
      const urls = await Promise.all(SERVICES.map((name) => deployment.start(name)));
      gatewayUrl = urls[SERVICES.indexOf('gateway')] ?? '';
      const doneAtKill = await eventually(
        async () => {
          const done = await doneBy(victim);
          expect(done).toBeGreaterThan(0);
          return done;
        },
        { timeoutMs: 60_000 },
      );
      await deployment.kill(victim);
      expect(doneAtKill).toBeLessThan(corpus.length);
      await deployment.start(victim);
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
      expect(await lake.ids()).toEqual(ids);
      const nMessages = corpus.reduce(
        (total, { messages }) => total + messages.filter(({ content }) => content.trim() !== '').length,
        0,
      );
      // Measures follow what is stored at intervals.
      await eventually(
        async () => {
          expect(await api('analytics/summary')).toMatchObject({ nConversations: corpus.length, nMessages });
        },
        { timeoutMs: 30_000, intervalMs: 250 },
      );
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
      const { isBalanced, entries, mismatches } = JSON.parse(
        await deployment.runCli('reconcile', '--json'),
      ) as Reconciliation;
      expect({ isBalanced, mismatches }).toEqual({ isBalanced: true, mismatches: [] });
      const stages = Map.groupBy(entries, ({ stage }) => stage);
      expect([...stages.keys()].sort()).toEqual([...STAGES].sort());
      for (const days of stages.values())
        expect(days.reduce((total, { count }) => total + count, 0)).toBe(corpus.length);
      const hashesOf = (stage: string): string[] =>
        entries.filter((entry) => entry.stage === stage).map(({ date, hash }) => `${date} ${hash}`);
      for (const stage of STAGES) expect([stage, hashesOf(stage)]).toEqual([stage, hashesOf('source')]);
    }, 60_000);

    it('stops every service cleanly on SIGTERM', async () => {
      expect(await deployment.terminateAll()).toEqual(Object.fromEntries(SERVICES.map((name) => [name, 0])));
    }, 60_000);
  });
}

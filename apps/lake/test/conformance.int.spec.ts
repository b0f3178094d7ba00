import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { collect, datasetNamed, readNewest, readVersion, tableRoot, withDuckDB } from '@convoscope/lake';
import { createS3ObjectStore, type ObjectStore } from '@convoscope/objects';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServer, someConversations } from '@convoscope/testing';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasPython, installDeltalake } from '../../../tools/servers/delta-readers.ts';
import { append, batchOf, createLakeFixture, ingested, type LakeFixture } from './lake-fixture.ts';
import { liveThroughHistory, type LakeHistory } from './lake-history.ts';
import { askDeltalake } from './readers/other-readers.ts';

const telemetry = createTelemetry({ service: 'lake-test', logLevel: 'silent' });
afterAll(() => telemetry.close());

const ROOT = tableRoot(datasetNamed('conversations-ingested'));
const ROWS = `SELECT log_partition AS partition, log_offset AS "offset", conversation_id AS "conversationId", title`;
const ORDER = 'ORDER BY log_partition, log_offset';
const itWithPython = hasPython() ? it : it.skip;

const byOurReader = async (lake: LakeFixture): Promise<unknown[]> => {
  const rows = await collect((await lake.reader()).query(`${ROWS} FROM conversations_ingested ${ORDER}`));
  return rows.map((row) => ({ ...row, offset: Number(row['offset']) }));
};

/** Another reading of the log than ours: every commit, line by line. */
async function filesOfLog(dir: string): Promise<string[]> {
  const files = new Set<string>();
  const names = (await readdir(join(dir, '_delta_log'))).filter((name) => name.endsWith('.json')).sort();
  for (const name of names)
    for (const line of (await readFile(join(dir, '_delta_log', name), 'utf8')).trim().split('\n')) {
      const { add, remove } = JSON.parse(line) as { add?: { path: string }; remove?: { path: string } };
      if (add) files.add(add.path);
      if (remove) files.delete(remove.path);
    }
  return [...files].map((path) => join(dir, path));
}

const byDuckDB = async (scratchDir: string, files: readonly string[]): Promise<unknown[]> =>
  withDuckDB({ scratchDir }, async ({ connection }) => {
    const list = files.map((path) => `'${path}'`).join(', ');
    const result = await connection.runAndReadAll(
      `${ROWS} FROM read_parquet([${list}], hive_partitioning = false) ${ORDER}`,
    );
    return result.getRowObjectsJS().map((row) => ({ ...row, offset: Number(row['offset']) }));
  });

const rowsOf = ({ columns }: { columns: Record<string, unknown[]> }): LakeHistory['expected'] =>
  (columns['offset'] ?? []).map((offset, i) => ({
    ...{ partition: Number(columns['partition']?.[i]), offset: Number(offset) },
    ...{ conversationId: String(columns['conversationId']?.[i]), title: String(columns['title']?.[i]) },
  }));

const snapshotAt = (lake: LakeFixture, version?: number) => {
  const place = { objects: lake.objects, root: ROOT, scratchDir: join(lake.dir, 'scratch') };
  return version === undefined ? readNewest(place) : readVersion(place, version);
};

/** The first time its packages have to be fetched. */
const INSTALL_TIMEOUT_MS = 300_000;

describe('the lake after a random history', () => {
  let lake: LakeFixture;
  let history: LakeHistory;
  let table: string;
  beforeAll(async () => {
    if (hasPython()) await installDeltalake();
    lake = await createLakeFixture();
    history = await liveThroughHistory(lake, telemetry, 11);
    table = join(lake.dir, 'objects', ROOT);
  }, INSTALL_TIMEOUT_MS);
  afterAll(() => lake.close());

  it('has every row once to our reader, without those erased', async () => {
    expect(history.nDeaths).toBeGreaterThan(0);
    expect(await byOurReader(lake)).toEqual(history.expected);
  });

  it('has the same rows to DuckDB on the files of the log', async () => {
    const found = await byDuckDB(join(lake.dir, 'scratch'), await filesOfLog(table));
    expect(found).toEqual(history.expected);
  });

  itWithPython('has the same rows, offsets and versions to deltalake, through our checkpoint', async () => {
    const apps = ['conversations.ingested.v1/0', 'conversations.ingested.v1/1', 'unknown'];
    const newest = await snapshotAt(lake);
    const answer = await askDeltalake({ table, sql: `${ROWS} FROM t ${ORDER}`, apps });
    expect(rowsOf(answer)).toEqual(history.expected);
    expect(answer.transactions).toEqual({ [apps[0] ?? '']: 60, [apps[1] ?? '']: 60, unknown: null });
    expect([answer.version, answer.nFiles]).toEqual([newest?.version, newest?.files.size]);
    expect(newest?.version).toBeGreaterThan(5);
    const types = `SELECT arrow_typeof(date) AS d, arrow_typeof(started_at) AS s FROM t LIMIT 1`;
    const { columns } = await askDeltalake({ table, sql: types });
    expect(columns).toMatchObject({ d: ['Date32'], s: [expect.stringMatching(/UTC|\+00/) as unknown] });
  });

  itWithPython('is to deltalake as it was at an earlier version', async () => {
    const version = ((await snapshotAt(lake))?.version ?? 0) - 1;
    const theirs = await askDeltalake({ table, sql: 'SELECT 1 AS one', version });
    expect(theirs.nFiles).toBe((await snapshotAt(lake, version))?.files.size);
  });

  itWithPython('goes on after a checkpoint that deltalake wrote', async () => {
    await askDeltalake({ table, sql: 'SELECT 1 AS one', checkpoint: true });
    const log = ingested(someConversations(61));
    expect(await append(lake.process(), batchOf(log.slice(0, 60)))).toEqual({ file: null, nRepeated: 60 });
    expect(await byOurReader(lake)).toEqual(history.expected);
    expect(await append(lake.process(), batchOf(log))).toMatchObject({ nRepeated: 60 });
    const { columns } = await askDeltalake({ table, sql: 'SELECT count(*) AS n FROM t' });
    expect(columns).toEqual({ n: [history.expected.length + 1] });
  });
});

itWithPython('a table that deltalake wrote, with a checkpoint of its own, is read by us', async () => {
  const [lake, other] = [await createLakeFixture(), await createLakeFixture()];
  await append(lake.process(), batchOf(ingested(someConversations(5))));
  const table = join(lake.dir, 'objects', ROOT);
  await askDeltalake({ table, sql: 'SELECT * FROM t', copyTo: join(other.dir, 'objects', ROOT) });
  expect(await byOurReader(other)).toEqual(await byOurReader(lake));
  const files = await (await other.reader()).files('conversations-ingested');
  expect(files[0]?.statistics).toMatchObject({ numRecords: 5 });
  await lake.close();
  await other.close();
});

describeWithServer('s3', 'the lake on S3', ({ endpoint, region, accessKeyId, secretAccessKey, bucket }) => {
  itWithPython('is the same to deltalake after a random history', async () => {
    const settings = { endpoint, region, accessKeyId, secretAccessKey, bucket, forcePathStyle: true };
    const client = new S3Client({ ...settings, credentials: { accessKeyId, secretAccessKey } });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    client.destroy();
    const objects: ObjectStore = createS3ObjectStore(settings);
    const lake = await createLakeFixture(objects);
    const { expected } = await liveThroughHistory(lake, telemetry, 21);
    expect(await byOurReader(lake)).toEqual(expected);
    const storageOptions = {
      ...{ AWS_ENDPOINT_URL: endpoint, AWS_ALLOW_HTTP: 'true', AWS_REGION: region },
      ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
    };
    const table = `s3://${bucket}/${ROOT}`;
    const answer = await askDeltalake({ table, sql: `${ROWS} FROM t ${ORDER}`, storageOptions });
    expect(rowsOf(answer)).toEqual(expected);
    await lake.close();
    await objects.close();
  });
});

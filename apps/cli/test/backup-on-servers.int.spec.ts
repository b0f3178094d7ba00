import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { createS3ObjectStore } from '@convoscope/objects';
import { connectStore } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServers } from '@convoscope/testing';
import { MongoClient } from 'mongodb';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './run-cli.ts';

const CURSOR = 'state/default/ingestion/conversations.json';

describeWithServers(['mongod', 's3'], 'backup and restore of services on servers', ({ mongod, s3 }) => {
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-cli-'));
  const objects = createS3ObjectStore({ ...s3, forcePathStyle: true });
  const client = new MongoClient(mongod.uri);
  const env = {
    ...{ CONVOSCOPE_DATA_DIR: dir, MONGODB_URI: mongod.uri, MONGODB_DATABASE: mongod.database },
    ...{ S3_ENDPOINT: s3.endpoint, S3_REGION: s3.region, S3_BUCKET: s3.bucket },
    ...{ S3_ACCESS_KEY_ID: s3.accessKeyId, S3_SECRET_ACCESS_KEY: s3.secretAccessKey },
    // Nothing listens there: a backup is wanted most when Kafka is gone.
    KAFKA_BROKERS: '127.0.0.1:1',
  };
  const place = `s3://${s3.bucket}/backups/first`;

  beforeAll(async () => {
    const admin = new S3Client({ ...s3, forcePathStyle: true, credentials: s3 });
    await admin.send(new CreateBucketCommand({ Bucket: s3.bucket }));
    admin.destroy();
    const telemetry = createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false });
    const store = await connectStore({ uri: mongod.uri, database: mongod.database, telemetry });
    await store.migrate();
    await store.snapshots.put('default', 'anomaly', 'detector', { learnt: [1, 2, 3] }, 0);
    await store.close();
    await telemetry.close();
    await objects.put(CURSOR, '{"cursor":"17"}');
    await client.connect();
  });

  afterAll(async () => {
    await client.close();
    await objects.close();
    await rm(dir, { recursive: true, force: true });
  });

  const hashOf = async (): Promise<unknown> => {
    const { collections } = await client.db(mongod.database).command({ dbHash: 1 });
    return (collections as Record<string, string>)['snapshots'];
  };

  it('needs no Kafka, keeps the archive in a bucket, and leaves no cursor that is ahead of the data', async () => {
    const before = await hashOf();
    expect(await runCli(env, 'backup', '--out', place)).toMatchObject({ exitCode: 0 });
    await client.db(mongod.database).dropDatabase();
    await objects.put(CURSOR, '{"cursor":"99"}');
    await objects.put('state/default/ingestion/later.json', '{"cursor":"1"}');
    expect(await runCli(env, 'restore', '--from', `${place}/`)).toMatchObject({ exitCode: 0 });
    expect(await hashOf()).toBe(before);
    expect((await objects.get(CURSOR))?.body.toString()).toBe('{"cursor":"17"}');
    expect(await objects.get('state/default/ingestion/later.json')).toBeNull();
  }, 60_000);
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { createFilesystemObjectStore, createS3ObjectStore } from '@convoscope/objects';
import { describeWithServers } from '@convoscope/testing';
import { MongoClient } from 'mongodb';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readContent } from './read-content.ts';
import { installFromFile, runCli, type Installation } from './run-cli.ts';

const N_CONVERSATIONS = 60;

describeWithServers(
  ['kafka', 'mongod', 's3'],
  'a lake on S3, when MongoDB is gone',
  ({ kafka, mongod, s3 }) => {
    const client = new MongoClient(mongod.uri);
    const db = () => client.db(mongod.database);
    const onServers = {
      ...{ OBJECTS_DRIVER: 's3', S3_ENDPOINT: s3.endpoint, S3_REGION: s3.region, S3_BUCKET: s3.bucket },
      ...{ S3_ACCESS_KEY_ID: s3.accessKeyId, S3_SECRET_ACCESS_KEY: s3.secretAccessKey },
      // Where reports are announced.
      ...{ KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_TOPIC_PREFIX: kafka.topicPrefix },
    };
    let installed: Installation;

    async function succeed(env: Record<string, string>, ...args: string[]): Promise<string> {
      const { exitCode, stdout, stderr } = await runCli(env, ...args);
      if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${stderr}`);
      return stdout.toString();
    }

    /** Moves what the installation keeps as files into the bucket. */
    async function moveToBucket(): Promise<number> {
      const bucket = new S3Client({ ...s3, forcePathStyle: true, credentials: s3 });
      await bucket.send(new CreateBucketCommand({ Bucket: s3.bucket }));
      bucket.destroy();
      const dir = join(installed.env['CONVOSCOPE_DATA_DIR'] ?? '', 'objects');
      const [files, objects] = [
        createFilesystemObjectStore({ dir }),
        createS3ObjectStore({ ...s3, forcePathStyle: true }),
      ];
      let nMoved = 0;
      for await (const { key } of files.list('')) {
        await objects.put(key, (await files.get(key))?.body ?? '');
        nMoved++;
      }
      await objects.close();
      await rm(dir, { recursive: true });
      return nMoved;
    }

    beforeAll(async () => {
      await client.connect();
      installed = await installFromFile(mongod, N_CONVERSATIONS);
    }, 120_000);

    afterAll(async () => {
      await client.close();
      await rm(installed.dir, { recursive: true, force: true });
    });

    it('brings every collection back, with equal hashes', async () => {
      const { analytics_reports: _quoteTheLedger, ...before } = await readContent(db());
      expect(before['conversation_messages']?.n).toBe(N_CONVERSATIONS);
      expect(await moveToBucket()).toBeGreaterThan(4);
      await db().dropDatabase();
      expect(await succeed({ ...installed.env, ...onServers }, 'rebuild')).toMatch(/^rebuilt in /m);
      expect(await readContent(db())).toMatchObject(before);
    }, 120_000);
  },
);

import { beforeAll, expect, it } from '@jest/globals';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { collect, createLakeReader } from '@convoscope/lake';
import { createS3ObjectStore } from '@convoscope/objects';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServer, someConversations } from '@convoscope/testing';
import { batchOf, append, createLakeFixture, ingested } from './lake-fixture.ts';

describeWithServer('s3', 'the lake on S3', ({ endpoint, region, accessKeyId, secretAccessKey, bucket }) => {
  const settings = { endpoint, region, accessKeyId, secretAccessKey, bucket, forcePathStyle: true };
  beforeAll(async () => {
    const client = new S3Client({ ...settings, credentials: { accessKeyId, secretAccessKey } });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    client.destroy();
  });

  it('has each event once after writers raced, one died before its commit, and files were merged meanwhile', async () => {
    const lake = await createLakeFixture();
    const telemetry = createTelemetry({ service: 'lake-test', logLevel: 'silent' });
    const objects = createS3ObjectStore(settings);
    const events = ingested(
      someConversations(60).map((one) => ({ ...one, startedAt: '2026-01-05T09:00:00.000Z' })),
    );
    const upkeep = lake.upkeep(telemetry, { tables: lake.tables(objects), minFilesToMerge: 2 });
    const put: typeof objects.put = (key, body, options) =>
      key.endsWith('1.json') ? Promise.reject(new Error('killed')) : objects.put(key, body, options);
    const dying = lake.process({ ...objects, put });
    await expect(append(dying, batchOf(events.slice(0, 20)))).rejects.toThrow('killed');
    const writers = [
      lake.process(createS3ObjectStore(settings)),
      lake.process(createS3ObjectStore(settings)),
    ];
    for (let end = 10; end <= 60; end += 10) {
      const batches = [events.slice(Math.max(0, end - 20), end), events.slice(Math.max(0, end - 10), end)];
      const work = writers.map((writer, i) => append(writer, batchOf(batches[i] ?? [])));
      await Promise.all([...work, end % 20 === 0 ? upkeep() : undefined]);
    }
    await upkeep();
    const reader = await createLakeReader({ objects, scratchDir: lake.dir });
    const rows = await collect(
      reader.query('SELECT event_key FROM conversations_ingested ORDER BY log_offset'),
    );
    expect(rows.map((row) => row['event_key'])).toEqual(events.map(({ key }) => key));
    await reader.close();
    await telemetry.close();
    await lake.close();
  });
});

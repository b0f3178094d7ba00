import { beforeAll } from '@jest/globals';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { createS3ObjectStore } from '@convoscope/objects';
import { describeWithServer } from '@convoscope/testing';
import { createObjectStateStore } from '../src/state/object-state-store.ts';
import { describeStateStore } from './describe-state-store.ts';

describeWithServer('s3', 'state on S3', ({ endpoint, region, accessKeyId, secretAccessKey, bucket }) => {
  const settings = { endpoint, region, accessKeyId, secretAccessKey, bucket, forcePathStyle: true };

  beforeAll(async () => {
    const client = new S3Client({ ...settings, credentials: { accessKeyId, secretAccessKey } });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    client.destroy();
  });

  describeStateStore('object, on S3', () => createObjectStateStore(createS3ObjectStore(settings), 'state'));
});

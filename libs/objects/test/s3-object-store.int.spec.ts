import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describeWithServer, ScriptedHttpServer } from '@convoscope/testing';
import { createS3ObjectStore } from '../src/index.ts';
import { DEFAULT_LIMITS, timeFor } from '../src/s3/transfer-limits.ts';
import { describeObjectStore } from './describe-object-store.ts';

describeWithServer('s3', 'the S3 driver', ({ endpoint, region, accessKeyId, secretAccessKey, bucket }) => {
  const settings = { endpoint, region, accessKeyId, secretAccessKey, bucket, forcePathStyle: true };
  beforeAll(async () => {
    const client = new S3Client({ ...settings, credentials: { accessKeyId, secretAccessKey } });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    client.destroy();
  });

  describeObjectStore('a bucket', () => createS3ObjectStore(settings));

  describe('an object that is to stay', () => {
    const until = () => new Date(Date.now() + 60_000);
    it('is put as any other into a bucket without Object Lock', async () => {
      const store = createS3ObjectStore(settings);
      expect(await store.put('kept', 'x', { retainUntil: until() })).toMatchObject({ stored: true });
      await store.delete('kept');
      expect(await store.get('kept')).toBeNull();
    });

    it('cannot be removed before its time, where the bucket has it', async () => {
      const locked = { ...settings, bucket: `${bucket}-locked` };
      const client = new S3Client({ ...settings, credentials: { accessKeyId, secretAccessKey } });
      await client.send(new CreateBucketCommand({ Bucket: locked.bucket, ObjectLockEnabledForBucket: true }));
      const store = createS3ObjectStore(locked);
      const put = () => store.put('kept', 'x', { retainUntil: until(), ifAbsent: true });
      expect(await put()).toMatchObject({ stored: true });
      expect(await put()).toEqual({ stored: false });
      const { ObjectLockMode } = await client.send(
        new HeadObjectCommand({ Bucket: locked.bucket, Key: 'kept' }),
      );
      expect(ObjectLockMode).toBe('COMPLIANCE');
      const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: locked.bucket }));
      const [VersionId] = Versions.map((version) => version.VersionId);
      const removal = client.send(
        new DeleteObjectCommand({
          Bucket: locked.bucket,
          Key: 'kept',
          ...(VersionId !== undefined && { VersionId }),
        }),
      );
      await expect(removal).rejects.toThrow();
      expect((await store.get('kept'))?.body.toString()).toBe('x');
      client.destroy();
    });
  });

  describe('errors', () => {
    it('calls a wrong secret forbidden and a missing bucket refused: waiting mends neither', async () => {
      const stranger = createS3ObjectStore({ ...settings, secretAccessKey: 'wrong' });
      await expect(stranger.put('a', 'x')).rejects.toMatchObject({ code: 'OBJECTS_FORBIDDEN' });
      const elsewhere = createS3ObjectStore({ ...settings, bucket: 'no-such-bucket' });
      await expect(elsewhere.put('a', 'x')).rejects.toMatchObject({ code: 'OBJECTS_REFUSED' });
      await expect(elsewhere.get('a')).rejects.toMatchObject({ code: 'OBJECTS_REFUSED' });
    });

    it('runs every call through the policy, which may try again, and hands on its signal', async () => {
      const signals: AbortSignal[] = [];
      const policy = {
        run: <T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> => {
          const { signal } = new AbortController();
          signals.push(signal);
          return call(signal);
        },
      };
      const store = createS3ObjectStore({ ...settings, policy });
      await store.put('with-policy', 'x');
      expect(await store.get('with-policy')).not.toBeNull();
      expect(signals).toHaveLength(2);
      const aborted = createS3ObjectStore({
        ...settings,
        policy: { run: (call) => call(AbortSignal.abort()) },
      });
      await expect(aborted.get('with-policy')).rejects.toMatchObject({ code: 'OBJECTS_UNAVAILABLE' });
    });
  });
});

describe('an S3 server that can not be reached', () => {
  it('is a transient failure', async () => {
    const policy = { run: <T>(call: (s: AbortSignal) => Promise<T>) => call(new AbortController().signal) };
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const store = createS3ObjectStore({
      ...{ endpoint: 'http://127.0.0.1:1', region: 'r', bucket: 'b', policy },
      ...credentials,
    });
    await expect(store.get('a')).rejects.toMatchObject({ code: 'OBJECTS_UNAVAILABLE' });
  });
});

describe('an S3 server on a slow line', () => {
  const limits = { baseMs: 400, bytesPerSecond: 200 };
  const credentials = { region: 'r', bucket: 'b', accessKeyId: 'a', secretAccessKey: 'b' };
  let server: ScriptedHttpServer;
  beforeEach(async () => {
    server = await ScriptedHttpServer.start();
  });
  afterEach(() => server.stop());
  const open = () => createS3ObjectStore({ ...credentials, endpoint: server.url, limits, policy: once });

  it('is given time by what it carries: a large object arrives although it takes longer than a small one may', async () => {
    server.enqueue('GET /b/large', { body: 'x'.repeat(800), dripMs: 1 });
    expect((await open().get('large'))?.body).toHaveLength(800);
  });

  it('is not waited for where nothing comes, or what comes stops', async () => {
    server.enqueue('GET /b/small', { hang: true });
    await expect(open().get('small')).rejects.toMatchObject({ code: 'OBJECTS_TOO_SLOW' });
    server.enqueue('GET /b/small', { body: 'x'.repeat(100), dripMs: 20 });
    await expect(open().get('small')).rejects.toMatchObject({ code: 'OBJECTS_TOO_SLOW' });
  });

  it('has as long for an upload as its size needs', () => {
    expect(timeFor(128 * 1024 * 1024, DEFAULT_LIMITS)).toBeGreaterThan(200_000);
    expect(timeFor(100, DEFAULT_LIMITS)).toBeLessThan(10_100);
  });
});

const once = { run: <T>(call: (signal: AbortSignal) => Promise<T>) => call(new AbortController().signal) };

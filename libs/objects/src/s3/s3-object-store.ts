import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type GetObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PermanentError } from '@convoscope/contracts';
import type { Policy } from '@convoscope/resilience';
import { checkObjectKey } from '../object-key.ts';
import type { ObjectInfo, ObjectStore, PutOptions, PutResult } from '../object-store.ts';
import {
  createDeadline,
  DEFAULT_LIMITS,
  LONGEST_MS,
  timeFor,
  type Deadline,
  type TransferLimits,
} from './transfer-limits.ts';
import { hasNoLock, isConditionUnmet, isNotFound, toS3Error } from './s3-errors.ts';

export interface S3ObjectStoreOptions {
  /** Absent: AWS itself. */
  endpoint?: string;
  region: string;
  bucket: string;
  /** Absent: the SDK's own chain (instance role, web identity …). */
  accessKeyId?: string;
  secretAccessKey?: string;
  /** True for most servers that are not AWS. Default: true where an endpoint is given. */
  forcePathStyle?: boolean;
  /** How long a call may take: so long for the answer to begin, and longer with each byte that it carries. */
  limits?: TransferLimits;
  /** Protects every call. Absent: the SDK's own three attempts, no breaker. */
  policy?: Pick<Policy, 'run'>;
}

/** Files above this size go up in parts of the same size. */
const PART_BYTES = 16 * 1024 * 1024;
const PARTS_AT_ONCE = 2;

/** Clean etags travel without their quotes. */
const unquoted = (etag: string | undefined): string => (etag ?? '').replaceAll('"', '');

function createClient(options: S3ObjectStoreOptions): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = options;
  return new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    forcePathStyle: options.forcePathStyle ?? endpoint !== undefined,
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : { credentials: { accessKeyId, secretAccessKey } }),
    // Retries belong to the policy where there is one: two layers would multiply.
    maxAttempts: options.policy === undefined ? 3 : 1,
    // Servers other than AWS often refuse the trailing checksums that are sent by default.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

/**
 * Object storage on S3 or a server that speaks it. `ifAbsent` and `ifMatch` are the conditional puts of S3 (also for multipart uploads); where an
 * acknowledgement got lost and the put was repeated, `stored: false` can mean that our own first attempt won: read to know.
 * The bucket must exist.
 */
export function createS3ObjectStore(options: S3ObjectStoreOptions): ObjectStore {
  const client = createClient(options);
  const Bucket = options.bucket;
  const limits = options.limits ?? DEFAULT_LIMITS;
  /** `sizeBytes`: what goes up. What comes down is known only when the answer begins: the call lengthens its deadline then. */
  const run = <T>(key: string, call: (deadline: Deadline) => Promise<T>, sizeBytes = 0): Promise<T> => {
    const attempt = async (signal?: AbortSignal): Promise<T> => {
      const deadline = createDeadline(timeFor(sizeBytes, limits), signal);
      try {
        return await call(deadline);
      } catch (error) {
        throw toS3Error(deadline.signal.aborted ? deadline.signal.reason : error, key);
      } finally {
        deadline.clear();
      }
    };
    if (options.policy === undefined) return attempt();
    return options.policy.run(attempt, { timeoutMs: LONGEST_MS });
  };
  const abort = ({ signal }: Deadline) => ({ abortSignal: signal });

  const put = (
    key: string,
    putOptions: PutOptions,
    sizeBytes: number,
    send: (params: PutParams, deadline: Deadline) => Promise<string | undefined>,
  ): Promise<PutResult> => {
    const params = { Bucket, Key: checkObjectKey(key), ...toPutParams(putOptions) };
    const attempt = async (deadline: Deadline): Promise<PutResult> => {
      try {
        return { stored: true, etag: unquoted(await send(params, deadline)) };
      } catch (error) {
        if (isConditional(putOptions) && isConditionUnmet(error)) return { stored: false };
        throw error;
      }
    };
    return run(key, attempt, sizeBytes);
  };

  const open = async (key: string, deadline: Deadline): Promise<GetObjectCommandOutput | null> => {
    const command = new GetObjectCommand({ Bucket, Key: checkObjectKey(key) });
    const found = await client.send(command, abort(deadline)).catch(orNull);
    deadline.restart(timeFor(found?.ContentLength ?? 0, limits));
    return found;
  };

  let lockAsked: Promise<boolean> | undefined;
  /** Whether the bucket has Object Lock: asked once, and again where the answer was an error. */
  const hasLock = (deadline: Deadline): Promise<boolean> => {
    lockAsked ??= client.send(new GetObjectLockConfigurationCommand({ Bucket }), abort(deadline)).then(
      ({ ObjectLockConfiguration: found }) => found?.ObjectLockEnabled === 'Enabled',
      (error: unknown) => {
        if (hasNoLock(error)) return false;
        lockAsked = undefined;
        throw error;
      },
    );
    return lockAsked;
  };

  return {
    put: (key, body, putOptions = {}) =>
      put(key, putOptions, Buffer.byteLength(body), async (params, deadline) => {
        const { retainUntil } = putOptions;
        const lock = retainUntil !== undefined && (await hasLock(deadline)) ? toLock(retainUntil) : {};
        const command = new PutObjectCommand({ ...params, ...lock, Body: toBuffer(body) });
        return (await client.send(command, abort(deadline))).ETag;
      }),
    putFile: async (key, path, putOptions = {}) => {
      const { size } = await stat(path);
      return put(key, putOptions, size, async (params, deadline) => {
        const Body = createReadStream(path, { highWaterMark: 1024 * 1024 });
        if (size <= PART_BYTES) {
          const command = new PutObjectCommand({ ...params, Body, ContentLength: size });
          return (await client.send(command, abort(deadline))).ETag;
        }
        return uploadInParts(client, { ...params, Body }, deadline.signal);
      });
    },
    get: (key) =>
      run(key, async (deadline) => {
        const found = await open(key, deadline);
        if (found?.Body === undefined) return null;
        const body = Buffer.from(await found.Body.transformToByteArray());
        return { body, info: toInfo(key, { ...found, ContentLength: body.length }) };
      }),
    getStream: (key) =>
      run(key, async (deadline) => ((await open(key, deadline))?.Body as Readable | undefined) ?? null),
    head: (key) =>
      run(key, async (deadline) => {
        const command = new HeadObjectCommand({ Bucket, Key: checkObjectKey(key) });
        const found = await client.send(command, abort(deadline)).catch(orNull);
        return found === null ? null : toInfo(key, found);
      }),
    async *list(prefix) {
      let ContinuationToken: string | undefined;
      do {
        const page = await run(prefix, (deadline) =>
          client.send(
            new ListObjectsV2Command({
              Bucket,
              Prefix: prefix,
              ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
            }),
            abort(deadline),
          ),
        );
        for (const { Key, Size, ETag, LastModified } of page.Contents ?? []) {
          yield toInfo(Key ?? '', { ContentLength: Size, ETag, LastModified });
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
    },
    delete: (key) =>
      run(key, async (deadline) => {
        await client
          .send(new DeleteObjectCommand({ Bucket, Key: checkObjectKey(key) }), abort(deadline))
          .catch(orNull);
      }),
    download: (key, path) =>
      run(key, async (deadline) => {
        const body = (await open(key, deadline))?.Body as Readable | undefined;
        if (body === undefined) {
          throw new PermanentError(`no such object: ${key}`, { code: 'OBJECTS_NOT_FOUND', context: { key } });
        }
        await pipeline(body, createWriteStream(path), { signal: deadline.signal });
      }),
    close: () => Promise.resolve(client.destroy()),
  };
}

interface PutParams {
  Bucket: string;
  Key: string;
  ContentType?: string;
  IfNoneMatch?: string;
  IfMatch?: string;
}

const isConditional = ({ ifAbsent, ifMatch }: PutOptions): boolean =>
  ifAbsent === true || ifMatch !== undefined;

function toPutParams({ contentType, ifAbsent, ifMatch }: PutOptions): Omit<PutParams, 'Bucket' | 'Key'> {
  if (ifAbsent === true && ifMatch !== undefined) {
    throw new PermanentError('ifAbsent and ifMatch exclude each other', { code: 'OBJECTS_OPTIONS' });
  }
  return {
    ...(contentType === undefined ? {} : { ContentType: contentType }),
    ...(ifAbsent === true ? { IfNoneMatch: '*' } : {}),
    ...(ifMatch === undefined ? {} : { IfMatch: `"${ifMatch}"` }),
  };
}

/** S3 takes a lock only with a checksum of the body. */
const toLock = (until: Date) =>
  ({
    ...{ ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until, ChecksumAlgorithm: 'CRC32' },
  }) as const;

async function uploadInParts(
  client: S3Client,
  params: PutParams & { Body: Readable },
  signal?: AbortSignal,
): Promise<string | undefined> {
  const upload = new Upload({ client, params, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE });
  const onAbort = (): void => void upload.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return (await upload.done()).ETag;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

const orNull = (error: unknown): null => {
  if (isNotFound(error)) return null;
  throw error;
};

const toInfo = (
  key: string,
  found: { ContentLength?: number | undefined; ETag?: string | undefined; LastModified?: Date | undefined },
): ObjectInfo => ({
  key,
  sizeBytes: found.ContentLength ?? 0,
  etag: unquoted(found.ETag),
  lastModifiedAt: found.LastModified ?? new Date(0),
});

/** The SDK takes an empty string for a stream of unknown length. */
const toBuffer = (body: Buffer | string): Buffer => (typeof body === 'string' ? Buffer.from(body) : body);

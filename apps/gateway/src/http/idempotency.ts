import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Principal } from '@convoscope/access';
import type { FastifyRequest } from 'fastify';
import type { Store } from '@convoscope/store';
import { HttpProblem } from './problem.ts';

export interface IdempotencyOptions {
  store: Pick<Store, 'apiRequests'>;
  now: () => number;
  /** How long it is remembered, in ms. */
  keptMs: number;
}

/** Who asked, and what is made of it. */
export interface Asked {
  caller: Pick<Principal, 'tenant' | 'kind' | 'id'>;
  request: FastifyRequest;
}

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Serves a request that carries an `Idempotency-Key` once: when it is repeated within a day, it is answered as it was the first time. One that failed
 * may be repeated. Throws 400 for a key that is none, 409 while the first is being served, 422 where the key belongs to another request.
 */
export async function serveOnce<T>(
  { store, now, keptMs }: IdempotencyOptions,
  { caller: { tenant, kind, id }, request }: Asked,
  serve: () => Promise<{ status: number; answer: T }>,
): Promise<{ status: number; answer: T; isReplayed: boolean }> {
  const key = keyOf(request);
  if (key === null) return { ...(await serve()), isReplayed: false };
  const at = new Date(now());
  const fingerprint = fingerprintOf(request);
  const named = { principal: `${kind}/${id}`, key };
  const expireAt = new Date(at.getTime() + keptMs);
  const known = await store.apiRequests.begin(tenant, { ...named, fingerprint, at, expireAt });
  if (known !== null) {
    if (known.fingerprint !== fingerprint) throw anotherRequest();
    if (known.status === null || known.answer === null) throw stillServed();
    return { status: known.status, answer: JSON.parse(known.answer) as T, isReplayed: true };
  }
  try {
    const served = await serve();
    await store.apiRequests.finish(tenant, named, {
      status: served.status,
      answer: JSON.stringify(served.answer),
    });
    return { ...served, isReplayed: false };
  } catch (error) {
    await store.apiRequests.forget(tenant, named);
    throw error;
  }
}

function keyOf({ headers }: FastifyRequest): string | null {
  const key = headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw new HttpProblem(400, 'invalid-request', 'The request is not valid.', {
    errors: [{ in: 'header', path: 'Idempotency-Key', message: '1 to 255 visible ASCII characters' }],
  });
}

const fingerprintOf = ({ method, url, body }: FastifyRequest): string =>
  createHash('sha256')
    // A file is not read for it: another one under the same key is taken for the same.
    .update(JSON.stringify([method, url, body instanceof Readable ? null : (body ?? null)]))
    .digest('hex');

const anotherRequest = (): HttpProblem =>
  new HttpProblem(422, 'idempotency-key-reused', 'This Idempotency-Key belongs to another request.', {
    detail: 'Choose a new key for each request, such as a random UUID; repeat a request with the same body.',
  });

const stillServed = (): HttpProblem =>
  new HttpProblem(409, 'still-served', 'A request of this Idempotency-Key is still being served.', {
    detail: 'Repeat it in a few seconds.',
  });

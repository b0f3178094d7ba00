import { request } from 'undici';
import { PermanentError, TransientError, isRecord } from '@convoscope/contracts';
import { parseRetryAfterMs, type Policy } from '@convoscope/resilience';
import type { Clock } from '@convoscope/telemetry';
import { toNocodbError } from './nocodb-errors.ts';
import type { RateLimiter } from './rate-limiter.ts';

export interface NocodbHttpOptions {
  url: string;
  token: { reveal(): string };
  maxBodyBytes: number;
  policy: Policy;
  limiter: RateLimiter;
  clock: Clock;
}

export interface JsonAnswer {
  body: Record<string, unknown>;
  sizeBytes: number;
}

/** GETs JSON from NocoDB: rate-limited, retried, behind the breaker. */
export type NocodbGet = <T>(request: NocodbRequest<T>, signal?: AbortSignal) => Promise<T>;

export interface NocodbRequest<T> {
  path: string;
  query?: Record<string, string>;
  /** Takes the answer apart. What it throws counts as the attempt's failure: an answer of the wrong shape is asked for again. */
  read: (answer: JsonAnswer) => T;
}

/** A second attempt waits for its turn inside its own timeout only this long; a longer pause is left to the policy's wait. */
const LONGEST_TURN_MS = 5_000;

/**
 * Throws TransientError `NOCODB_RATE_LIMITED`, `NOCODB_UNAVAILABLE`, `NOCODB_NETWORK`, `NOCODB_MALFORMED_BODY` (cut off, HTML of a login page or
 * proxy, not an object) and PermanentError `NOCODB_UNAUTHORISED`, `NOCODB_NOT_FOUND`, `NOCODB_PAST_THE_END`, `NOCODB_BODY_TOO_LARGE`,
 * `NOCODB_REFUSED`.
 */
export function createNocodbGet(options: NocodbHttpOptions): NocodbGet {
  const { policy, limiter } = options;
  const base = options.url.replace(/\/+$/, '');

  return async function get<T>(
    { path, query = {}, read }: NocodbRequest<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const search = new URLSearchParams(query).toString();
    const url = `${base}${path}${search === '' ? '' : `?${search}`}`;
    await limiter.take(signal);
    let attempts = 0;
    const attempt = async (attemptSignal: AbortSignal): Promise<T> => {
      if (attempts++ > 0) await waitForTurn(limiter, attemptSignal);
      return read(await getOnce(options, url, path, attemptSignal));
    };
    return policy.run(attempt, signal === undefined ? {} : { signal });
  };
}

async function waitForTurn(limiter: RateLimiter, signal: AbortSignal): Promise<void> {
  if (limiter.pausedForMs > LONGEST_TURN_MS) {
    throw new TransientError('NocoDB has blocked us; waiting', {
      code: 'NOCODB_RATE_LIMITED',
      retryAfterMs: limiter.pausedForMs,
    });
  }
  await limiter.take(signal);
}

async function getOnce(
  { token, limiter, clock, maxBodyBytes }: NocodbHttpOptions,
  url: string,
  path: string,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  const answer = await send(url, token, maxBodyBytes, signal);
  if (answer.status < 200 || answer.status > 299) {
    const retryAfterMs = parseRetryAfterMs(answer.retryAfter, clock.now());
    const error = toNocodbError({ status: answer.status, path, text: answer.text, retryAfterMs });
    if (error instanceof TransientError && error.code === 'NOCODB_RATE_LIMITED') {
      limiter.pause(error.retryAfterMs ?? 0);
    }
    throw error;
  }
  return { body: parseObject(answer.text, path), sizeBytes: Buffer.byteLength(answer.text) };
}

interface RawAnswer {
  status: number;
  retryAfter: string | undefined;
  text: string;
}

async function send(
  url: string,
  token: NocodbHttpOptions['token'],
  maxBodyBytes: number,
  signal: AbortSignal,
): Promise<RawAnswer> {
  try {
    const { statusCode, headers, body } = await request(url, {
      headers: { accept: 'application/json', 'xc-token': token.reveal() },
      signal,
      // The policy's timeout covers the attempt from connecting to the last byte.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const text = await readLimited(body, maxBodyBytes, url);
    return { status: statusCode, retryAfter: asText(headers['retry-after']), text };
  } catch (error) {
    if (error instanceof PermanentError || signal.aborted) throw error;
    const cause = error as Error;
    throw new TransientError(`NocoDB cannot be reached: ${cause.message}`, { code: 'NOCODB_NETWORK', cause });
  }
}

async function readLimited(body: AsyncIterable<Buffer>, maxBytes: number, url: string): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  // Leaving the loop early destroys the stream and with it the connection.
  for await (const chunk of body) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) {
      throw new PermanentError(`NocoDB's answer is larger than ${maxBytes} bytes`, {
        code: 'NOCODB_BODY_TOO_LARGE',
        context: { url: url.split('?')[0], maxBytes },
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseObject(text: string, path: string): Record<string, unknown> {
  let cause: unknown = null;
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body)) return body;
  } catch (error) {
    cause = error;
  }
  const kind = /^\s*</.test(text) ? 'HTML' : 'no JSON object, or one that is cut off';
  throw new TransientError(`NocoDB answered ${kind} to ${path}`, {
    code: 'NOCODB_MALFORMED_BODY',
    cause,
    context: { path, excerpt: text.slice(0, 100) },
  });
}

const asText = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

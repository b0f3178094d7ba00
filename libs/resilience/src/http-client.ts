import { PermanentError } from '@convoscope/contracts';
import { isInstrumented, systemClock, type Clock, type Telemetry } from '@convoscope/telemetry';
import { request as send, type Dispatcher } from 'undici';
import type { z } from 'zod';
import { readBeginning, readLimited } from './http-body.ts';
import {
  errorOfStatus,
  malformedBody,
  toNetworkError,
  unexpectedShape,
  type HttpFailure,
} from './http-errors.ts';
import type { Policy } from './policy.ts';

/** A header value; a secret is revealed only on the wire and cut out of error texts. */
export type HeaderValue = string | { reveal(): string };

export interface HttpClientOptions {
  /** Paths are relative to it, whether or not it ends in a slash. */
  baseUrl: string;
  policy: Policy;
  headers?: Readonly<Record<string, HeaderValue>>;
  /** A longer answer is refused with PermanentError `HTTP_RESPONSE_TOO_LARGE`, or not read further where `nothing` is expected. Default 32 MiB. */
  maxResponseBytes?: number;
  /** What Retry-After asks for is followed up to this long, in ms. Default 1 hour. */
  longestRetryAfterMs?: number;
  /** For dates in Retry-After. */
  clock?: Clock;
  /** Given: requests carry the traceparent of the running span. */
  telemetry?: Telemetry;
  /** undici connection pool; default the global one. */
  dispatcher?: Dispatcher;
}

export type QueryValue = string | number | boolean | undefined;

export interface CallOptions<T> {
  query?: Readonly<Record<string, QueryValue>>;
  headers?: Readonly<Record<string, HeaderValue>>;
  signal?: AbortSignal;
  /** The answer is checked against it; without one, `T` is the caller's word. A mismatch is PermanentError `HTTP_UNEXPECTED_BODY`. */
  schema?: z.ZodType<T>;
  /** `text` hands the body over as it is, `nothing` gives `undefined` whatever the body is. Default `json`. */
  expect?: 'json' | 'text' | 'nothing';
}

export interface HttpRequest<T> extends CallOptions<T> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to the base URL, or an absolute URL of the same origin (a `next` link). */
  path: string;
  /** URLSearchParams are sent as a form, a string as text, anything else as JSON. */
  body?: unknown;
}

export interface HttpResponse<T> {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: T;
}

/**
 * JSON over HTTP, every call through the policy, no redirects followed.
 * Network failures, 408, 425, 429 and 5xx: TransientError (`HTTP_NETWORK`, `HTTP_STATUS`) with what Retry-After asks for. Other statuses outside
 * 2xx: PermanentError `HTTP_STATUS`, `context.status` and an excerpt of the body without secrets. No valid JSON (cut off, a login page):
 * TransientError `HTTP_MALFORMED_BODY`. An empty 2xx answer gives `undefined` when the status is 204 or 205.
 */
export interface HttpClient {
  request<T = unknown>(request: HttpRequest<T>): Promise<HttpResponse<T>>;
  get<T = unknown>(path: string, options?: CallOptions<T>): Promise<T>;
  post<T = unknown>(path: string, body?: unknown, options?: CallOptions<T>): Promise<T>;
  put<T = unknown>(path: string, body?: unknown, options?: CallOptions<T>): Promise<T>;
  patch<T = unknown>(path: string, body?: unknown, options?: CallOptions<T>): Promise<T>;
  delete<T = unknown>(path: string, body?: unknown, options?: CallOptions<T>): Promise<T>;
}

const DEFAULT_MAX_RESPONSE_BYTES = 32 * 2 ** 20;

function resolveUrl(baseUrl: string, path: string, query: CallOptions<unknown>['query']): URL {
  const base = new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
  const url = new URL(path.replace(/^\/+/, ''), base);
  if (url.origin !== base.origin) {
    throw new PermanentError(`${url.origin} is not ${base.origin}: credentials stay with their host`, {
      code: 'HTTP_FOREIGN_URL',
    });
  }
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

const revealHeaders = (headers: Readonly<Record<string, HeaderValue>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value : value.reveal(),
    ]),
  );

function encodeBody(body: unknown): { body?: string; type?: string } {
  if (body === undefined) return {};
  if (body instanceof URLSearchParams) {
    return { body: body.toString(), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  }
  if (typeof body === 'string') return { body, type: 'text/plain;charset=UTF-8' };
  return { body: JSON.stringify(body), type: 'application/json' };
}

const hasNoBody = (status: number): boolean => status === 204 || status === 205;

function parseBody<T>(text: string, { expect, schema }: CallOptions<T>, failure: HttpFailure): T {
  let body: unknown = text;
  if (expect === 'nothing') return undefined as T;
  if (expect !== 'text') {
    if (text === '' && hasNoBody(failure.status)) return undefined as T;
    try {
      body = JSON.parse(text);
    } catch (cause) {
      throw malformedBody(failure, cause);
    }
  }
  const checked = schema?.safeParse(body, { reportInput: false });
  if (checked?.success === false) throw unexpectedShape(failure, checked.error);
  return (checked === undefined ? body : checked.data) as T;
}

async function sendOnce<T>(
  options: HttpClientOptions,
  request: HttpRequest<T>,
  signal: AbortSignal,
): Promise<HttpResponse<T>> {
  const { telemetry, clock = systemClock, maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES } = options;
  const url = resolveUrl(options.baseUrl, request.path, request.query);
  const secrets = revealHeaders({ ...options.headers, ...request.headers });
  const { body, type } = encodeBody(request.body);
  const headers = {
    accept: 'application/json',
    ...(type === undefined ? {} : { 'content-type': type }),
    // Where OpenTelemetry runs, undici adds that of the span that it makes for the request.
    ...(telemetry === undefined || isInstrumented() ? {} : { traceparent: telemetry.traceparent() }),
    ...secrets,
  };
  const where = { method: request.method, url: `${url.origin}${url.pathname}` };
  try {
    const response = await send(url, {
      ...{ method: request.method, headers, signal, headersTimeout: 0, bodyTimeout: 0 },
      ...(body === undefined ? {} : { body }),
      ...(options.dispatcher === undefined ? {} : { dispatcher: options.dispatcher }),
    });
    const text =
      request.expect === 'nothing'
        ? await readBeginning(response.body, maxResponseBytes)
        : await readLimited(response.body, maxResponseBytes, where);
    const failure = { ...where, status: response.statusCode, text, secrets: Object.values(secrets) };
    if (response.statusCode < 200 || response.statusCode > 299) {
      const limits = { now: clock.now(), longestMs: options.longestRetryAfterMs };
      throw errorOfStatus(failure, response.headers['retry-after'], limits);
    }
    return {
      status: response.statusCode,
      headers: response.headers,
      body: parseBody(text, request, failure),
    };
  } catch (error) {
    throw toNetworkError(error, where, signal);
  }
}

/** See HttpClient. Timeouts are the policy's: they cover an attempt from connecting to the last byte. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const request = <T>(call: HttpRequest<T>): Promise<HttpResponse<T>> =>
    options.policy.run(
      (signal) => sendOnce(options, call, signal),
      call.signal === undefined ? {} : { signal: call.signal },
    );
  const bodyOf = async <T>(call: HttpRequest<T>): Promise<T> => (await request(call)).body;
  return {
    request,
    get: (path, call) => bodyOf({ ...call, method: 'GET', path }),
    post: (path, body, call) => bodyOf({ ...call, method: 'POST', path, body }),
    put: (path, body, call) => bodyOf({ ...call, method: 'PUT', path, body }),
    patch: (path, body, call) => bodyOf({ ...call, method: 'PATCH', path, body }),
    delete: (path, body, call) => bodyOf({ ...call, method: 'DELETE', path, body }),
  };
}

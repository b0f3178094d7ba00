import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PermanentError, TransientError } from '@convoscope/contracts';
import { createTelemetry, systemClock } from '@convoscope/telemetry';
import { ScriptedHttpServer, type Reply } from '@convoscope/testing';
import { z } from 'zod';
import { createHttpClient, createPolicy, defaultPolicyOptions, type HttpClient } from './index.ts';
import type { HttpClientOptions } from './http-client.ts';
import type { PolicyOptions } from './policy.ts';

const telemetry = createTelemetry({ service: 'tests', logLevel: 'silent', processMetrics: false });
let server: ScriptedHttpServer;

beforeEach(async () => {
  server = await ScriptedHttpServer.start();
});
afterEach(() => server.stop());
afterAll(() => telemetry.close());

const TOKEN = 'sesame-open-9000';

const clientWith = (
  policy: Partial<PolicyOptions> = {},
  options: Partial<HttpClientOptions> = {},
): HttpClient =>
  createHttpClient({
    baseUrl: `${server.url}/api`,
    headers: { 'xc-token': { reveal: () => TOKEN } },
    policy: createPolicy(
      { ...defaultPolicyOptions('stub'), retries: 0, ...policy },
      { clock: systemClock, telemetry },
    ),
    ...options,
  });

const failureOf = async (
  reply: Reply,
  client: HttpClient = clientWith(),
): Promise<TransientError | PermanentError> => {
  server.route('GET /api/x', reply);
  const error = await client.get('/x').then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof TransientError || error instanceof PermanentError) return error;
  throw new Error('expected a TransientError or PermanentError', { cause: error });
};

describe('requests', () => {
  it('carry query, headers and JSON below the base URL, and return JSON', async () => {
    server.route('POST /api/v2/rows', { status: 201, body: { id: 7 } });
    const query = { limit: 10, where: '(a,eq,b & c)', deleted: false, offset: undefined };
    const answer = await clientWith().post('/v2/rows', { name: 'x' }, { query, headers: { 'x-extra': '1' } });
    const [request] = server.requests;
    expect(answer).toEqual({ id: 7 });
    expect(Object.fromEntries(request?.query ?? [])).toEqual({
      limit: '10',
      where: '(a,eq,b & c)',
      deleted: 'false',
    });
    expect(request?.json).toEqual({ name: 'x' });
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'xc-token': TOKEN,
      'x-extra': '1',
    });
  });

  it('send forms and text, and use every method', async () => {
    const client = clientWith();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      server.route(`${method} /api/x`, { body: { method } });
    }
    expect(await client.post('x', new URLSearchParams({ q: 'é' }))).toEqual({ method: 'POST' });
    expect(await client.put('x', 'plain')).toEqual({ method: 'PUT' });
    expect(await client.patch('x', [1])).toEqual({ method: 'PATCH' });
    expect(await client.delete('x')).toEqual({ method: 'DELETE' });
    expect(server.requests.map(({ body }) => body)).toEqual(['q=%C3%A9', 'plain', '[1]', '']);
    expect(server.requests[0]?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
  });

  it('hand on the trace where telemetry is given', async () => {
    server.route('/api/x', { body: {} });
    const client = clientWith({}, { telemetry });
    const traceparent = await telemetry.span('poll', async () => {
      await client.get('x');
      return telemetry.traceparent();
    });
    expect(server.requests[0]?.headers['traceparent']).toBe(traceparent);
  });

  it('follow absolute links of the same host only', async () => {
    server.route('GET /api/x', { body: 1 });
    const client = clientWith();
    expect(await client.get(`${server.url}/api/x`)).toBe(1);
    await expect(client.get('http://elsewhere.test/api/x')).rejects.toMatchObject({
      code: 'HTTP_FOREIGN_URL',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('return text where text is expected, nothing for 204, and what the schema makes of it', async () => {
    server.enqueue('/api/x', { body: '<p>' }, { status: 204 }, { body: { n: '5' } });
    const client = clientWith();
    expect(await client.get('x', { expect: 'text' })).toBe('<p>');
    expect(await client.get('x')).toBeUndefined();
    expect(await client.get('x', { schema: z.object({ n: z.coerce.number() }) })).toEqual({ n: 5 });
  });
});

describe('failures', () => {
  it.each([408, 425, 429, 500, 502, 503, 504])('with status %i are transient', async (status) => {
    const error = await failureOf({ status, body: { message: 'later' } });
    expect(error).toBeInstanceOf(TransientError);
    expect(error).toMatchObject({ code: 'HTTP_STATUS', context: { status, excerpt: '{"message":"later"}' } });
  });

  it.each([301, 400, 401, 403, 404, 409, 422])('with status %i are permanent', async (status) => {
    expect(await failureOf({ status, body: '' })).toBeInstanceOf(PermanentError);
  });

  it('say how long to wait, in seconds or until a date', async () => {
    const inSeconds = await failureOf({ status: 429, headers: { 'retry-after': '30' } });
    expect(inSeconds).toMatchObject({ retryAfterMs: 30_000 });
    const now = Date.UTC(2026, 0, 1);
    const client = clientWith({}, { clock: { ...systemClock, now: () => now } });
    const retryAfter = new Date(now + 90_000).toUTCString();
    const atDate = await failureOf({ status: 503, headers: { 'retry-after': retryAfter } }, client);
    expect(atDate).toMatchObject({ retryAfterMs: 90_000 });
  });

  it.each<[string, Reply]>([
    ['truncated JSON', { body: '{"list":[{"id":1},' }],
    [
      'a login page',
      { body: '<!doctype html><title>Sign in</title>', headers: { 'content-type': 'text/html' } },
    ],
    ['nothing', { body: '' }],
  ])('of a 200 with %s are transient and named', async (_, reply) => {
    const error = await failureOf(reply);
    expect(error).toBeInstanceOf(TransientError);
    expect(error.code).toBe('HTTP_MALFORMED_BODY');
  });

  it.each<[string, Reply]>([
    ['a reset connection', { reset: true }],
    ['a body cut off', { body: { a: 'x'.repeat(1_000) }, truncateAt: 10 }],
  ])('of the network, as with %s, are transient', async (_, reply) => {
    const error = await failureOf(reply);
    expect(error).toBeInstanceOf(TransientError);
    expect(error).toMatchObject({ code: 'HTTP_NETWORK', cause: expect.anything() });
  });

  it('to connect are transient', async () => {
    const client = clientWith({}, { baseUrl: 'http://127.0.0.1:1' });
    expect(await failureOf({}, client)).toMatchObject({
      code: 'HTTP_NETWORK',
      context: { reason: 'ECONNREFUSED' },
    });
  });

  it.each<[string, Reply]>([
    ['hangs', { hang: true }],
    ['drips', { body: 'x'.repeat(1_000), dripMs: 10 }],
  ])('of a server that %s end with the timeout', async (_, reply) => {
    const startedAt = Date.now();
    const error = await failureOf(reply, clientWith({ timeoutMs: 100 }));
    expect(error.code).toBe('RESILIENCE_TIMEOUT');
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it('of shape and size are permanent', async () => {
    server.route('/api/x', { body: { rows: 'many' } });
    const schema = z.object({ rows: z.array(z.unknown()) });
    await expect(clientWith().get('x', { schema })).rejects.toMatchObject({
      code: 'HTTP_UNEXPECTED_BODY',
      message: expect.stringContaining('rows: '),
    });
    const small = clientWith({}, { maxResponseBytes: 100 });
    expect(await failureOf({ body: 'x'.repeat(101) }, small)).toMatchObject({
      code: 'HTTP_RESPONSE_TOO_LARGE',
    });
  });

  it('never show credentials, neither sent nor answered', async () => {
    const body = `{"token":"${TOKEN}","echo":"xc ${TOKEN}","password":"hunter2","msg":"Bearer abc.def","why":"bad"}`;
    const error = await failureOf({ status: 400, body });
    const text = JSON.stringify(error.context);
    expect(text).not.toMatch(/sesame|hunter2|abc\.def/);
    expect(text).toContain('bad');
  });

  it('say what a problem document says, without credentials', async () => {
    const errors = [{ in: 'body', path: 'value', message: `"x" is no topic; token=${TOKEN}` }, 'odd'];
    const body = JSON.stringify({ title: 'Bad Request', detail: 'The request is not valid.', errors });
    const { message } = await failureOf({ status: 400, body });
    expect(message).toMatch(/answered 400: The request is not valid\. value: "x" is no topic; token=\*\*\*$/);
    const plain = await failureOf({ status: 400, body: '{"detail":7}' });
    expect(plain.message).toMatch(/answered 400$/);
  });

  it('pass once the server is well again', async () => {
    server.enqueue('/api/x', { status: 503 }, { reset: true }, { body: '{' }, { body: { ok: true } });
    expect(await clientWith({ retries: 3, baseDelayMs: 1 }).get('x')).toEqual({ ok: true });
    expect(server.requests).toHaveLength(4);
  });

  it('end with the caller’s reason when the caller gives up', async () => {
    server.route('/api/x', { hang: true });
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error('stopping')), 20);
    await expect(clientWith().get('x', { signal: caller.signal })).rejects.toThrow('stopping');
  });
});

describe('a call that expects nothing', () => {
  const expecting = { expect: 'nothing' } as const;

  it('is content with any body, also one longer than is read', async () => {
    server.route('GET /api/x', { body: 'x'.repeat(100_000) });
    const client = clientWith({}, { maxResponseBytes: 1_000 });
    expect(await client.get('/x', expecting)).toBeUndefined();
    server.route('GET /api/x', { body: '<html>', headers: { 'content-type': 'text/html' } });
    expect(await client.get('/x', expecting)).toBeUndefined();
  });

  it('fails by the status with the beginning of the body, and waits as long as it was told it may', async () => {
    server.route('GET /api/x', {
      status: 503,
      headers: { 'retry-after': '90000' },
      body: 'y'.repeat(10_000),
    });
    const client = clientWith({}, { maxResponseBytes: 1_000, longestRetryAfterMs: 86_400_000 });
    await expect(client.get('/x', expecting)).rejects.toMatchObject({
      name: 'TransientError',
      retryAfterMs: 86_400_000,
      context: { status: 503, excerpt: 'y'.repeat(300) },
    });
  });

  it('does not follow a redirect', async () => {
    server.route('GET /api/x', { status: 302, headers: { location: `${server.url}/elsewhere` } });
    await expect(clientWith().get('/x', expecting)).rejects.toMatchObject({ context: { status: 302 } });
    expect(server.requestsTo('/elsewhere')).toEqual([]);
  });
});

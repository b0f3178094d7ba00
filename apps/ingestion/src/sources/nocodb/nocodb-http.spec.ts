import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PermanentError, TransientError } from '@convoscope/contracts';
import { createPolicy, defaultPolicyOptions, type Policy } from '@convoscope/resilience';
import { createTelemetry, systemClock, type Telemetry } from '@convoscope/telemetry';
import { ManualClock } from '@convoscope/testing';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNocodbError } from './nocodb-errors.ts';
import { createNocodbGet, type NocodbGet } from './nocodb-http.ts';
import { createRateLimiter } from './rate-limiter.ts';

describe('asking NocoDB', () => {
  let server: Server;
  let url: string;
  let telemetry: Telemetry;
  let clock: ManualClock;
  let policy: Policy;
  let get: NocodbGet;
  let answer: (response: ServerResponse) => void;
  let askedAt: number[];

  beforeEach(async () => {
    clock = new ManualClock();
    askedAt = [];
    server = createServer((_, response) => {
      askedAt.push(clock.now());
      answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
    policy = createPolicy(
      {
        ...defaultPolicyOptions('nocodb'),
        timeoutMs: 30_000,
        retries: 2,
        breaker: { errorThresholdPercentage: 50, volumeThreshold: 6, resetTimeoutMs: 1_000 },
      },
      { clock, telemetry },
    );
    const limiter = createRateLimiter(4, clock);
    get = createNocodbGet({ url, token: { reveal: () => 't' }, maxBodyBytes: 1_000, policy, limiter, clock });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await telemetry.close();
  });

  const json = (response: ServerResponse, body: unknown, status = 200, headers = {}): void =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));
  const ask = (): Promise<unknown> => get({ path: '/x', read: ({ body }) => body['n'] });

  /** Moves the clock until the work is done, giving the network real time in between. */
  async function driven<T>(work: Promise<T>, stepMs = 250): Promise<T> {
    let isDone = false;
    work.then(
      () => (isDone = true),
      () => (isDone = true),
    );
    while (!isDone) {
      await systemClock.sleep(3);
      await clock.advance(stepMs);
    }
    return work;
  }

  it('waits as long as Retry-After asks when that is more than 30 s', async () => {
    answer = (response) =>
      askedAt.length === 1 ? json(response, {}, 429, { 'retry-after': '50' }) : json(response, { n: 1 });
    expect(await driven(ask())).toBe(1);
    expect((askedAt[1] ?? 0) - (askedAt[0] ?? 0)).toBeGreaterThanOrEqual(50_000);
    expect((askedAt[1] ?? 0) - (askedAt[0] ?? 0)).toBeLessThan(56_000);
  });

  it('holds back every other request too while it is blocked', async () => {
    answer = (response) =>
      askedAt.length === 1 ? json(response, {}, 429) : json(response, { n: askedAt.length });
    await driven(Promise.all([ask(), ask(), ask()]));
    const blockedAt = askedAt[0] ?? 0;
    expect(askedAt.slice(1).filter((at) => at > blockedAt + 1_000 && at < blockedAt + 30_000)).toEqual([]);
  });

  it('asks no more while the breaker is open, then with one probe', async () => {
    answer = (response) => json(response, { msg: 'down' }, 503);
    await driven(Promise.allSettled([ask(), ask(), ask(), ask()]));
    expect(policy.state).toBe('open');
    const before = askedAt.length;
    await expect(driven(ask())).rejects.toMatchObject({ code: 'RESILIENCE_BREAKER_OPEN' });
    expect(askedAt).toHaveLength(before);
    answer = (response) => void setTimeout(() => json(response, { n: 2 }), 100);
    await systemClock.sleep(1_100);
    const results = await driven(Promise.allSettled([ask(), ask(), ask()]));
    expect(askedAt).toHaveLength(before + 1);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await driven(ask())).toBe(2);
  });

  it('leaves a body as soon as it is too large', async () => {
    answer = (response) => json(response, { text: 'x'.repeat(5_000) });
    await expect(driven(ask())).rejects.toMatchObject({ code: 'NOCODB_BODY_TOO_LARGE' });
    expect(askedAt).toHaveLength(1);
  });

  it('gives up an answer that drips slower than the timeout', async () => {
    let drips: NodeJS.Timeout[] = [];
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      drips = [...drips, setInterval(() => response.write(' '), 5)];
    };
    await expect(driven(ask(), 1_000)).rejects.toMatchObject({ code: 'RESILIENCE_TIMEOUT' });
    expect(askedAt).toHaveLength(3);
    drips.forEach((drip) => clearInterval(drip));
  });

  it('never lets the token into an error', async () => {
    answer = (response) =>
      json(response, { error: 'ERR_AUTHENTICATION_REQUIRED', message: 'Invalid token' }, 401);
    const error = await driven(ask()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'NOCODB_UNAUTHORISED' });
    expect(JSON.stringify(error)).not.toContain('xc-token');
  });
});

describe('the rate limiter', () => {
  it('spaces requests evenly whatever asks', async () => {
    const clock = new ManualClock(0);
    const limiter = createRateLimiter(4, clock);
    const at: number[] = [];
    const all = Promise.all(
      Array.from({ length: 9 }, async () => at.push(await limiter.take().then(clock.now))),
    );
    await clock.advance(5_000);
    await all;
    expect(at).toEqual([0, 250, 500, 750, 1_000, 1_250, 1_500, 1_750, 2_000]);
  });
});

describe('errors of NocoDB', () => {
  const error = (status: number, body: unknown) =>
    toNocodbError({
      status,
      path: '/x',
      text: typeof body === 'string' ? body : JSON.stringify(body),
      retryAfterMs: undefined,
    });

  it.each([429, 500, 502, 503, 504, 409])('may pass: %s', (status) => {
    expect(error(status, 'anything')).toBeInstanceOf(TransientError);
  });

  it.each([400, 401, 403, 404, 405, 413, 422])('will not pass: %s', (status) => {
    expect(error(status, { msg: 'no' })).toBeInstanceOf(PermanentError);
  });

  it.each([
    [404, 'ERR_TABLE_NOT_FOUND', 'NOCODB_NOT_FOUND'],
    [422, 'ERR_VIEW_NOT_FOUND', 'NOCODB_NOT_FOUND'],
    [422, 'ERR_INVALID_OFFSET_VALUE', 'NOCODB_PAST_THE_END'],
    [400, 'ERR_INVALID_OFFSET_VALUE', 'NOCODB_PAST_THE_END'],
    [422, 'ERR_INVALID_FILTER', 'NOCODB_REFUSED'],
    [400, 'ERR_AUTHENTICATION_REQUIRED', 'NOCODB_UNAUTHORISED'],
  ])('%s with %s is %s: the code decides, not the status', (status, code, expected) => {
    expect(error(status, { error: code, message: 'm' })).toMatchObject({
      code: expected,
      context: { error: code },
    });
  });

  it('says what NocoDB said, in either shape', () => {
    expect(error(422, { msg: "Column alias 'X' not found." }).message).toContain(
      "Column alias 'X' not found.",
    );
    expect(error(400, { error: 'ERR_X', message: 'because' }).message).toContain('because');
    expect(error(404, '<html>\n  nginx').message).toContain('<html> nginx');
  });
});

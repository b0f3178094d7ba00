import { afterAll, describe, expect, it } from '@jest/globals';
import { PermanentError, TransientError } from '@convoscope/contracts';
import { createTelemetry, systemClock } from '@convoscope/telemetry';
import { ManualClock } from '@convoscope/testing';
import { createPolicy, defaultPolicyOptions } from './index.ts';
import type { Policy, PolicyOptions } from './policy.ts';

const telemetry = createTelemetry({ service: 'tests', logLevel: 'silent', processMetrics: false });
afterAll(() => telemetry.close());

let nPolicies = 0;

const policyWith = (options: Partial<PolicyOptions>, clock = systemClock): Policy =>
  createPolicy(
    { ...defaultPolicyOptions(`outside-${nPolicies++}`), baseDelayMs: 1, maxDelayMs: 2, ...options },
    { clock, telemetry },
  );

const transient = (retryAfterMs?: number): TransientError =>
  new TransientError('down', { code: 'TEST_DOWN', retryAfterMs });

const never = (): Promise<never> => new Promise(() => undefined);

const pause = (ms: number): Promise<void> => systemClock.sleep(ms);

const metric = async (name: string, policy: Policy): Promise<string[]> =>
  (await telemetry.registry.metrics())
    .split('\n')
    .filter((line) => line.startsWith(`convoscope_${name}`) && line.includes(`policy="${policy.name}"`));

it('gives an attempt the time that its size asks for, in place of its own', async () => {
  const policy = policyWith({ retries: 0, timeoutMs: 10_000 });
  await expect(policy.run(never, { timeoutMs: 20 })).rejects.toMatchObject({ code: 'RESILIENCE_TIMEOUT' });
  const short = policyWith({ retries: 0, timeoutMs: 20 });
  expect(await short.run(() => pause(60).then(() => 'done'), { timeoutMs: 5_000 })).toBe('done');
});

describe('retries', () => {
  it('repeat a transient failure until it passes', async () => {
    const policy = policyWith({ retries: 3 });
    let calls = 0;
    const result = await policy.run(async () => {
      calls += 1;
      if (calls < 3) throw transient();
      return 'done';
    });
    expect([result, calls]).toEqual(['done', 3]);
    expect(await metric('policy_retries_total', policy)).toEqual([expect.stringMatching(/ 2$/)]);
  });

  it('end with the last failure when there are none left', async () => {
    let calls = 0;
    const policy = policyWith({ retries: 2 });
    await expect(
      policy.run(async () => Promise.reject(new TransientError(`${++calls}`, { code: 'X_Y' }))),
    ).rejects.toThrow('3');
    expect(calls).toBe(3);
  });

  it.each([new PermanentError('no', { code: 'TEST_NO' }), new TypeError('bug'), new Error('odd')])(
    'leave %s alone',
    async (error) => {
      let calls = 0;
      const failing = policyWith({}).run(async () => {
        calls += 1;
        throw error;
      });
      await expect(failing).rejects.toBe(error);
      expect(calls).toBe(1);
    },
  );

  it('wait as long as the other side asks for', async () => {
    const clock = new ManualClock();
    let calls = 0;
    const result = policyWith({ retries: 1 }, clock).run(async () => {
      calls += 1;
      if (calls === 1) throw transient(30_000);
      return 'done';
    });
    await clock.advance(29_999);
    expect(calls).toBe(1);
    await clock.advance(1);
    expect(await result).toBe('done');
  });

  it('are given up while waiting when the caller does', async () => {
    const caller = new AbortController();
    const reason = new Error('partition lost');
    const result = policyWith({ retries: 5, baseDelayMs: 1e6, maxDelayMs: 1e6 }).run(
      async () => Promise.reject(transient(1e6)),
      { signal: caller.signal },
    );
    setTimeout(() => caller.abort(reason), 5);
    await expect(result).rejects.toBe(reason);
  });
});

describe('the timeout', () => {
  it('cancels the work through its signal and names itself', async () => {
    const clock = new ManualClock();
    let seen: AbortSignal | undefined;
    const result = policyWith({ retries: 0, timeoutMs: 1_000 }, clock).run((signal) => {
      seen = signal;
      return never();
    });
    const failure = expect(result).rejects.toMatchObject({ code: 'RESILIENCE_TIMEOUT' });
    await clock.advance(1_000);
    await failure;
    expect(seen?.aborted).toBe(true);
  });

  it('of one call leaves its neighbours alone', async () => {
    const signals: AbortSignal[] = [];
    const clock = new ManualClock();
    const policy = policyWith({ retries: 0, timeoutMs: 1_000 }, clock);
    const call = (signal: AbortSignal): Promise<never> => {
      signals.push(signal);
      return never();
    };
    const first = policy.run(call).catch(() => undefined);
    await clock.advance(600);
    const second = policy.run(call).catch(() => undefined);
    await clock.advance(400);
    await first;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    await clock.advance(600);
    await second;
  });

  it('leaves no timer behind when the call is done', async () => {
    const clock = new ManualClock();
    await policyWith({}, clock).run(async () => 1);
    await clock.advance(0);
    expect(clock.nSleeping).toBe(0);
  });
});

describe('the caller’s signal', () => {
  it('reaches the call and ends the run with its reason', async () => {
    const caller = new AbortController();
    let seen: AbortSignal | undefined;
    const result = policyWith({}).run(
      (signal) => {
        seen = signal;
        return never();
      },
      { signal: caller.signal },
    );
    setTimeout(() => caller.abort(new Error('stop')), 5);
    await expect(result).rejects.toThrow('stop');
    expect(seen?.aborted).toBe(true);
  });

  it('aborted beforehand prevents the call', async () => {
    let calls = 0;
    const run = policyWith({}).run(async () => void calls++, {
      signal: AbortSignal.abort(new Error('late')),
    });
    await expect(run).rejects.toThrow('late');
    expect(calls).toBe(0);
  });
});

describe('the bulkhead', () => {
  it('lets so many in, queues so many and refuses the rest', async () => {
    const policy = policyWith({ maxConcurrent: 2, maxQueued: 1 });
    const release: (() => void)[] = [];
    const call = (): Promise<void> => new Promise((resolve) => release.push(resolve));
    const runs = [policy.run(call), policy.run(call), policy.run(call)];
    await expect(policy.run(call)).rejects.toMatchObject({ code: 'RESILIENCE_BULKHEAD_FULL' });
    await pause(1);
    expect(release).toHaveLength(2);
    release[0]?.();
    await pause(1);
    expect(release).toHaveLength(3);
    release.forEach((open) => open());
    await Promise.all(runs);
  });

  it('lets a caller leave the queue without calling', async () => {
    const policy = policyWith({ maxConcurrent: 1, maxQueued: 5 });
    let release = (): void => undefined;
    const first = policy.run(() => new Promise<void>((resolve) => void (release = resolve)));
    const caller = new AbortController();
    let calls = 0;
    const second = policy.run(async () => void calls++, { signal: caller.signal });
    caller.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    await pause(1);
    release();
    await first;
    expect(calls).toBe(0);
  });

  it('with no queue still takes a call when nobody is there', async () => {
    const policy = policyWith({ maxConcurrent: 1, maxQueued: 0 });
    expect(await policy.run(async () => 1)).toBe(1);
    expect(await policy.run(async () => 2)).toBe(2);
  });
});

describe('the breaker', () => {
  const breaker = { errorThresholdPercentage: 50, volumeThreshold: 4, resetTimeoutMs: 40 };

  const openBreaker = async (): Promise<Policy> => {
    const policy = policyWith({ retries: 0, breaker });
    for (let call = 0; call < 4; call++) {
      await policy.run(async () => Promise.reject(transient())).catch(() => undefined);
    }
    expect(policy.state).toBe('open');
    return policy;
  };

  it('opens on transient failures and then refuses without calling or retrying', async () => {
    const policy = await openBreaker();
    let calls = 0;
    const refused = policy.run(async () => void calls++);
    await expect(refused).rejects.toMatchObject({
      code: 'RESILIENCE_BREAKER_OPEN',
      cause: { message: transient().message },
    });
    expect(calls).toBe(0);
    expect(await metric('policy_breaker_state', policy)).toEqual([expect.stringMatching(/ 2$/)]);
    expect(await metric('policy_calls_total', policy)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/result="breaker-open".* 1$/),
        expect.stringMatching(/result="transient".* 4$/),
      ]),
    );
  });

  it('half-open lets exactly one call in and closes after its success', async () => {
    const policy = await openBreaker();
    await pause(60);
    expect(policy.state).toBe('half-open');
    let calls = 0;
    const call = async (): Promise<void> => {
      calls += 1;
      await pause(10);
    };
    const results = await Promise.allSettled([policy.run(call), policy.run(call), policy.run(call)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect([calls, policy.state]).toEqual([1, 'closed']);
  });

  it('half-open re-opens when the probe fails, or is given up by its caller', async () => {
    const failing = await openBreaker();
    const abandoned = await openBreaker();
    await pause(60);
    await failing.run(async () => Promise.reject(transient())).catch(() => undefined);
    const caller = new AbortController();
    setTimeout(() => caller.abort(), 2);
    await abandoned.run(never, { signal: caller.signal }).catch(() => undefined);
    await pause(1);
    expect([failing.state, abandoned.state]).toEqual(['open', 'open']);
  });

  it('does not count answers that refuse, bugs, or callers that give up', async () => {
    const policy = policyWith({ retries: 0, breaker });
    for (let call = 0; call < 10; call++) {
      const error = call % 2 === 0 ? new PermanentError('404', { code: 'A_B' }) : new TypeError('bug');
      await policy.run(async () => Promise.reject(error)).catch(() => undefined);
      const gone = AbortSignal.timeout(1);
      await policy.run(never, { signal: gone }).catch(() => undefined);
    }
    expect(policy.state).toBe('closed');
  });
});

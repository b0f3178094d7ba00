import { describe, expect, it } from '@jest/globals';
import { systemClock } from './index.ts';

describe('systemClock', () => {
  it('sleeps at least as long as asked', async () => {
    const startedAt = performance.now();
    await systemClock.sleep(20);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(19);
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
  });

  it('is woken by the signal, with its reason', async () => {
    const caller = new AbortController();
    const sleeping = systemClock.sleep(60_000, caller.signal);
    caller.abort(new Error('enough'));
    await expect(sleeping).rejects.toThrow('enough');
    await expect(systemClock.sleep(1, AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  });

  it('does not wake early from a sleep longer than timers can hold', async () => {
    const caller = new AbortController();
    const sleeping = systemClock.sleep(2 ** 40, caller.signal).then(
      () => 'woke up',
      () => 'was woken',
    );
    setTimeout(() => caller.abort(), 20);
    expect(await sleeping).toBe('was woken');
  });
});

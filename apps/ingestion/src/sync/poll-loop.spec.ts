import { beforeEach, describe, expect, it } from '@jest/globals';
import { TransientError } from '@convoscope/contracts';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { ManualClock } from '@convoscope/testing';
import { createIngestionEvents } from '../ingestion.events.ts';
import { LeaseLostError } from '../state/leased-state.ts';
import type { Poller } from './create-poller.ts';
import { createPollLoop, type PollLoop } from './poll-loop.ts';
import type { PollMode } from './poll-source.ts';

describe('the poll loop', () => {
  let clock: ManualClock;
  let telemetry: Telemetry;
  let modes: PollMode[];
  let poll: Poller['poll'];
  let loop: PollLoop;

  beforeEach(() => {
    clock = new ManualClock();
    telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
    modes = [];
    poll = () => Promise.resolve(null);
    const poller: Pick<Poller, 'poll'> = {
      poll(mode, signal) {
        modes.push(mode);
        return poll(mode, signal);
      },
    };
    const events = createIngestionEvents(telemetry, 's');
    loop = createPollLoop({ poller, intervalMs: 30_000, clock, telemetry, events });
  });

  it('polls at once, then again after each interval, until it is stopped', async () => {
    loop.start();
    await clock.advance(65_000);
    expect(modes).toHaveLength(3);
    await loop.stop();
    await clock.advance(100_000);
    expect(modes).toHaveLength(3);
  });

  it('polls once more, and most thoroughly, for many hints during a poll', async () => {
    let finish: () => void = () => undefined;
    poll = () => new Promise((resolve) => (finish = () => resolve(null)));
    loop.start();
    await clock.advance(0);
    for (const mode of ['incremental', 'full', 'reconcile'] as const) loop.hint(mode);
    poll = () => Promise.resolve(null);
    finish();
    await clock.advance(1_000);
    expect(modes).toEqual(['incremental', 'full']);
    await loop.stop();
  });

  it('is not ready after three failures in a row, and ready again after a success', async () => {
    const isReady = async (): Promise<boolean> => (await telemetry.health('ready')).healthy;
    poll = () => Promise.reject(new TransientError('down', { code: 'TEST' }));
    loop.start();
    await clock.advance(31_000);
    expect(await isReady()).toBe(true);
    await clock.advance(30_000);
    expect(await isReady()).toBe(false);
    poll = () => Promise.resolve(null);
    await clock.advance(30_000);
    expect(await isReady()).toBe(true);
    await loop.stop();
  });

  it('takes a lost lease for no failure', async () => {
    poll = () => Promise.reject(new LeaseLostError('s'));
    loop.start();
    await clock.advance(200_000);
    expect((await telemetry.health('ready')).healthy).toBe(true);
    await loop.stop();
  });

  it('ends a poll that is running when it is stopped', async () => {
    poll = (_, signal) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      );
    loop.start();
    await clock.advance(0);
    await loop.stop();
    expect(modes).toHaveLength(1);
  });
});

import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@convoscope/testing';
import { ProgressFeed } from './progress-feed.ts';
import { streamProgress } from './stream-progress.ts';

function createWorld(maxListeners = 500) {
  const clock = new ManualClock();
  const calls = { stored: 0, consumers: 0, ended: 0 };
  const world = { n: 0, lag: 0, isBroken: false, change: () => undefined as void };
  const feed = new ProgressFeed({
    clock,
    maxListeners,
    readStored: () => {
      calls.stored += 1;
      if (world.isBroken) return Promise.reject(new Error('no store'));
      return Promise.resolve({ stages: [{ stage: 'reported', nConversations: world.n }], sources: [] });
    },
    readConsumers: () => {
      calls.consumers += 1;
      return Promise.resolve([{ group: 'g', topic: 't', lag: world.lag, stalledSeconds: 0 }]);
    },
    watch: (onChange) => {
      world.change = onChange;
      return { end: () => Promise.resolve(void (calls.ended += 1)) };
    },
    onFailure: () => undefined,
  });
  const pass = async (seconds: number): Promise<void> => {
    for (let i = 0; i < seconds; i++) await clock.advance(1_000);
  };
  return { feed, world, calls, pass };
}

/** A reader whose socket takes no more than it is allowed. */
function createReader() {
  const reader = {
    ...{
      frames: [] as string[],
      isFull: false,
      isEnded: false,
      isDestroyed: false,
      drain: () => undefined as void,
    },
    write: (text: string) => {
      reader.frames.push(text);
      return !reader.isFull;
    },
    end: () => void (reader.isEnded = true),
    destroy: () => void (reader.isDestroyed = true),
    once: (_event: 'drain', listener: () => void) => void (reader.drain = listener),
  };
  return reader;
}

describe('the progress that pages follow', () => {
  it('is read once for a hundred open tabs, and not from the store while nothing changes', async () => {
    const { feed, world, calls, pass } = createWorld();
    const readers = Array.from({ length: 100 }, createReader);
    const ends = readers.map((reader) => streamProgress(feed, 'acme', reader));
    await pass(30);
    expect(calls.stored).toBe(1);
    expect(calls.consumers).toBeLessThanOrEqual(32);
    world.n = 5;
    world.change();
    await pass(3);
    expect(calls.stored).toBe(2);
    for (const { frames } of readers) {
      const events = frames.filter((frame) => frame.startsWith('event: progress'));
      expect(events.map((event) => /"nConversations":(\d+)/.exec(event)?.[1])).toEqual(['0', '5']);
    }
    ends.forEach((end) => end?.());
    const { consumers } = calls;
    await pass(3);
    expect([feed.nListeners, calls.ended, calls.consumers - consumers]).toEqual([0, 1, 0]);
    expect(readers.every(({ isEnded }) => isEnded)).toBe(true);
  });

  it('gives a slow reader the newest state, not all that it missed, and closes one that takes nothing', async () => {
    const { feed, world, pass } = createWorld();
    const [slow, stuck] = [createReader(), createReader()];
    for (const reader of [slow, stuck]) streamProgress(feed, 'acme', reader);
    await pass(1);
    slow.isFull = stuck.isFull = true;
    for (world.lag = 1; world.lag < 20; world.lag++) await pass(1);
    const nBefore = slow.frames.length;
    expect(nBefore).toBeLessThan(5);
    slow.isFull = false;
    slow.drain();
    await pass(1);
    expect(slow.frames.slice(nBefore).join('')).toContain('"lag":20');
    expect(stuck.isDestroyed).toBe(false);
    await pass(60);
    expect([stuck.isDestroyed, slow.isDestroyed]).toEqual([true, false]);
  });

  it('has a limit', () => {
    const { feed } = createWorld(2);
    const ends = Array.from({ length: 3 }, () => streamProgress(feed, 'acme', createReader()));
    expect(ends.map((end) => end === null)).toEqual([false, false, true]);
    ends[0]?.();
    expect(streamProgress(feed, 'other', createReader())).not.toBeNull();
  });

  it('goes on where the store was away', async () => {
    const { feed, world, pass } = createWorld();
    world.isBroken = true;
    const reader = createReader();
    streamProgress(feed, 'acme', reader);
    await pass(3);
    expect(reader.frames).toEqual([]);
    world.isBroken = false;
    await pass(1);
    expect(reader.frames.at(-1)).toContain('event: progress');
  });
});

import { describe, expect, it } from '@jest/globals';
import { positionAtSecond, type FollowOptions, type StoredChange } from '@convoscope/store';
import { ManualClock } from '@convoscope/testing';
import type { ProgressListener } from '../progress/progress-feed.ts';
import { LiveDesk } from './live-desk.ts';
import { LiveFollower, type LiveFrame } from './follow-live.ts';
import { LiveFeed } from './live-feed.ts';

const START = Date.UTC(2026, 0, 1);
const SECOND = START / 1_000;
/** The nth change: five a second. */
const at = (n: number): string =>
  `${positionAtSecond(SECOND + Math.floor(n / 5))}${String(n).padStart(8, '0')}`;

function aChange(n: number, tenant = 'acme'): StoredChange {
  const document = {
    ...{ tenant, reportId: `report-${n}`, period: 'daily', from: '2026-01-01', to: '2026-01-01' },
    ...{ revision: 'r', artefacts: [], createdAt: new Date(START) },
  };
  return { position: at(n), collection: 'analytics_reports', document };
}

/** A store whose changes a test makes; it tells them again to whoever asks for the past. */
function createWorld(options: Partial<ConstructorParameters<typeof LiveFeed>[0]> = {}) {
  const clock = new ManualClock(START);
  const history: StoredChange[] = [];
  const world = { nOpened: 0, failures: [] as unknown[], open: [] as FollowOptions[], nConverted: 0 };
  const store = {
    follow(following: FollowOptions) {
      world.nOpened += 1;
      world.open.push(following);
      const { after, onPosition, onChange } = following;
      queueMicrotask(() => {
        onPosition(after ?? history.at(-1)?.position ?? positionAtSecond(SECOND));
        if (after === undefined) return;
        for (const change of history) if (change.position > after) onChange(change);
        onPosition(history.at(-1)?.position ?? after);
      });
      return {
        end: () => {
          world.open = world.open.filter((one) => one !== following);
          return Promise.resolve();
        },
      };
    },
  };
  const write = (change: StoredChange): void => {
    history.push(change);
    for (const { onChange, onPosition } of world.open) {
      onPosition(change.position);
      onChange(change);
    }
  };
  const onFailure = (error: unknown): void => void world.failures.push(error);
  const feed = new LiveFeed({ store, clock, onFailure, ...options });
  return { feed, clock, world, write, history };
}

type World = ReturnType<typeof createWorld>;

/** Somebody who follows, with a socket that takes what the test lets it take. */
async function follow({ feed }: World, { tenant = 'acme', after }: { tenant?: string; after?: string } = {}) {
  const me = {
    ...{ frames: [] as LiveFrame[], isFull: false, drained: () => undefined as void },
    ...{ dropped: null as string | null, stop: () => undefined as void },
  };
  const begun: { follower?: LiveFollower } = {};
  const cursor = await feed.listen(tenant, after, () => begun.follower?.more());
  if (cursor === null) return null;
  const follower = new LiveFollower({
    ...{
      cursor,
      channels: new Set(['reports'] as const),
      hasProgress: false,
      isResumed: after !== undefined,
    },
    target: {
      send: (frame) => {
        me.frames.push(frame);
        return !me.isFull;
      },
      onDrain: (listener) => void (me.drained = listener),
      drop: (reason) => void (me.dropped = reason),
    },
  });
  begun.follower = follower;
  follower.more();
  me.stop = () => cursor.stop();
  const seen = () =>
    me.frames
      .filter(({ event }) => event === 'report' || event === 'gap')
      .map(({ event, json }) => (event === 'gap' ? 'gap' : Number(/report-(\d+)/.exec(json)?.[1])));
  return Object.assign(me, { follower, seen, lastId: () => me.frames.findLast(({ id }) => id)?.id ?? '' });
}

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('following what happens', () => {
  it('tells the newest progress at once, also what came before anything could be sent, and refuses where too many follow', async () => {
    const { feed } = createWorld();
    const progress = { at: 'now', stages: [], consumers: [], sources: [] };
    let isFull = false;
    const stopped = { n: 0 };
    const progressFeed = {
      listen: (_tenant: string, listener: ProgressListener) => {
        if (isFull) return null;
        listener({ progress, isNew: true });
        return () => void (stopped.n += 1);
      },
    };
    const desk = new LiveDesk(feed, progressFeed);
    const request = { channels: new Set<never>(), hasProgress: true, after: undefined };
    const frames: LiveFrame[] = [];
    const admitted = await desk.admit('acme', request);
    const end = admitted.begin({
      send: (frame) => frames.push(frame) > 0,
      onDrain: () => undefined,
      drop: () => undefined,
    });
    expect(frames.map(({ event }) => event)).toEqual(['ready', 'progress']);
    end();
    isFull = true;
    await expect(desk.admit('acme', request)).rejects.toMatchObject({ problem: { status: 503 } });
    expect([feed.nListeners, stopped.n]).toEqual([0, 1]);
    await desk.onModuleDestroy();
  });

  it('costs one reader and one text an event for 500, and each sees all of its tenant and nothing of others', async () => {
    const world = createWorld();
    const all = await Promise.all(Array.from({ length: 500 }, () => follow(world)));
    const other = await follow(world, { tenant: 'other' });
    for (let n = 1; n <= 20; n++) world.write(aChange(n, n === 7 ? 'other' : 'acme'));
    expect(world.world.nOpened).toBe(1);
    const expected = numbers(1, 20).filter((n) => n !== 7);
    for (const one of all) expect(one?.seen()).toEqual(expected);
    expect(other?.seen()).toEqual([7]);
    // The very same text, not one made for each.
    expect(new Set(all.map((one) => one?.frames[1]?.json)).size).toBe(1);
    expect(all[0]?.frames.map(({ event }) => event)[0]).toBe('ready');
  });

  it('goes on where somebody was, also after a quiet time and at a server that has just begun', async () => {
    const world = createWorld();
    const first = await follow(world);
    for (let n = 1; n <= 3; n++) world.write(aChange(n));
    const id = first?.lastId();
    first?.stop();
    for (let n = 4; n <= 6; n++) world.write(aChange(n));
    expect((await follow(world, { after: id ?? '' }))?.seen()).toEqual([4, 5, 6]);
    // Another server, at which somebody follows already, and that others resume at with ids of before it began.
    const restarted = createWorld();
    restarted.history.push(...numbers(1, 6).map((n) => aChange(n)));
    const fresh = await follow(restarted);
    const resumed = [await follow(restarted, { after: at(2) }), await follow(restarted, { after: at(4) })];
    await restarted.clock.advance(1);
    restarted.write(aChange(7));
    expect(resumed.map((one) => one?.seen())).toEqual([
      [3, 4, 5, 6, 7],
      [5, 6, 7],
    ]);
    expect(fresh?.seen()).toEqual([7]);
    // Once for its beginning, once for the past of all who came back.
    expect(restarted.world.nOpened).toBe(2);
  });

  it('says where something is missing: too long ago, too many since, or lost by the database', async () => {
    const world = createWorld({ limits: { maxEvents: 10, maxAgeMs: 300_000 } });
    await follow(world);
    for (let n = 1; n <= 30; n++) world.write(aChange(n));
    expect((await follow(world, { after: at(20) }))?.seen()).toEqual(numbers(21, 30));
    expect((await follow(world, { after: at(19) }))?.seen()).toEqual(['gap', ...numbers(21, 30)]);
    const old = await follow(world, { after: positionAtSecond(SECOND - 301) });
    expect(old?.seen()).toEqual(['gap', ...numbers(21, 30)]);
    expect(JSON.parse(old?.frames[1]?.json ?? '')).toEqual({
      after: positionAtSecond(SECOND - 301),
      before: at(20),
    });
    expect(world.world.nOpened).toBe(1);

    // Of another database, of which the clock is ahead: it would wait for that time to come.
    const foreign = await follow(world, { after: positionAtSecond(SECOND + 1_000) });
    expect(foreign?.seen()).toEqual(['gap', ...numbers(21, 30)]);

    const live = await follow(world);
    world.world.open[0]?.onGap();
    world.world.open[0]?.onPosition(at(40));
    world.write(aChange(41));
    expect(live?.seen()).toEqual(['gap', 41]);
  });

  it('lets a slow one go with the reason, while the others miss nothing', async () => {
    const world = createWorld({ limits: { maxEvents: 10, maxAgeMs: 300_000 } });
    const [slow, late, quick] = [await follow(world), await follow(world), await follow(world)];
    for (const one of [slow, late]) if (one) one.isFull = true;
    for (let n = 1; n <= 8; n++) world.write(aChange(n));
    expect(slow?.seen()).toEqual([1]);
    if (late) late.isFull = false;
    late?.drained();
    for (let n = 9; n <= 20; n++) world.write(aChange(n));
    expect([slow?.dropped, late?.dropped, quick?.dropped]).toEqual(['slow', null, null]);
    expect(slow?.seen()).toEqual([1]);
    expect(late?.seen()).toEqual(numbers(1, 20));
    expect(quick?.seen()).toEqual(numbers(1, 20));
    // What it took last leads on, as far as the window reaches.
    expect((await follow(world, { after: slow?.lastId() ?? '' }))?.seen()).toEqual([
      'gap',
      ...numbers(11, 20),
    ]);
    // And one that takes nothing at all while nothing happens.
    const stuck = await follow(world);
    if (stuck) stuck.isFull = true;
    for (let n = 0; n < 5; n++) stuck?.follower.beat();
    expect(stuck?.dropped).toBe('slow');
  });

  it('tells the position now and then, so that a quiet stream can be gone on with', async () => {
    const world = createWorld();
    const quiet = await follow(world, { tenant: 'quiet' });
    for (let n = 1; n <= 5; n++) world.write(aChange(n));
    quiet?.follower.beat();
    expect(quiet?.frames.map(({ event, id }) => [event, id])).toEqual([
      ['ready', positionAtSecond(SECOND)],
      ['position', at(5)],
    ]);
  });

  it('keeps reading for a window after the last one left, then stops, and has limits', async () => {
    const world = createWorld({ maxListeners: 2, limits: { maxEvents: 1_000, maxAgeMs: 300_000 } });
    const [one, two] = [await follow(world), await follow(world)];
    expect(await follow(world)).toBeNull();
    one?.stop();
    two?.stop();
    two?.stop();
    await world.clock.advance(200_000);
    expect(world.world.open).toHaveLength(1);
    const again = await follow(world);
    await world.clock.advance(200_000);
    expect([world.world.open.length, world.world.nOpened]).toEqual([1, 1]);
    again?.stop();
    await world.clock.advance(300_001);
    expect([world.world.open.length, world.feed.nListeners]).toEqual([0, 0]);
  });

  it('bounds what it keeps of all tenants, and lets go first of those of which nothing came for long', async () => {
    const world = createWorld({ maxKept: 10 });
    await follow(world, { tenant: 'a' });
    for (let n = 1; n <= 6; n++) world.write(aChange(n, 'a'));
    for (let n = 7; n <= 12; n++) world.write(aChange(n, 'b'));
    expect((await follow(world, { tenant: 'a', after: at(1) }))?.seen()).toEqual(['gap']);
    expect((await follow(world, { tenant: 'a', after: at(6) }))?.seen()).toEqual([]);
    expect((await follow(world, { tenant: 'b', after: at(8) }))?.seen()).toEqual(numbers(9, 12));
  });

  it('leaves out what it cannot tell, and says so', async () => {
    const world = createWorld();
    const one = await follow(world);
    world.write({ position: at(1), collection: 'analytics_reports', document: { tenant: 'acme' } });
    world.write({
      position: at(2),
      collection: 'conversation_analytics',
      document: { tenant: 'acme', isLive: false },
    });
    world.write(aChange(3));
    expect(one?.seen()).toEqual([3]);
    expect(world.world.failures).toHaveLength(1);
  });
});

import { afterAll, describe, expect, it } from '@jest/globals';
import { ConfigError } from '@convoscope/contracts';
import { createHttpClient, createPolicy, defaultPolicyOptions } from '@convoscope/resilience';
import type { ErrorGroupDocument } from '@convoscope/store';
import { createTelemetry, systemClock } from '@convoscope/telemetry';
import { ManualClock, ScriptedHttpServer } from '@convoscope/testing';
import { createErrorTracker } from './error-tracker.ts';
import { createSentrySink, parseDsn } from './sentry-sink.ts';

const lines: string[] = [];
const telemetry = createTelemetry({
  ...{ service: 'lake', processMetrics: false, logDestination: { write: (line) => void lines.push(line) } },
});
afterAll(() => telemetry.close());

/** A tracker with two sinks, of which the second can be down; and what each was given. */
function openTracker() {
  const clock = new ManualClock();
  const given: ErrorGroupDocument[][] = [[], []];
  const state = { isDown: false };
  const tracker = createErrorTracker({
    ...{ tenant: 'acme', service: 'lake', release: '1.2.3', now: () => clock.now() },
    sinks: given.map((groups, i) => async (incoming) => {
      if (i === 1 && state.isDown) throw new Error('down');
      groups.push(...incoming);
    }),
  });
  return { clock, given, state, tracker };
}

describe('errors that are logged', () => {
  it('are counted by fault, with first and last time, and go to each sink once', async () => {
    const { clock, given, tracker } = openTracker();
    telemetry.onError((error) => tracker.note(error));
    const fail = (n: number): void => telemetry.logger.error({ err: new RangeError(`row ${n}`) }, 'failed');
    for (let n = 0; n < 1_000; n++) fail(n);
    telemetry.logger.warn({ err: new Error('only a warning') }, 'not counted');
    telemetry.logger.error({ source: 's' }, 'no error object');
    await clock.advance(60_000);
    fail(1_000);
    await tracker.flush();
    await tracker.flush();
    for (const groups of given)
      expect(groups).toMatchObject([
        {
          ...{ service: 'lake', name: 'RangeError', message: 'row 1000', count: 1_001, lastRelease: '1.2.3' },
          ...{ firstSeenAt: new Date(clock.now() - 60_000), lastSeenAt: clock.date() },
        },
      ]);
    expect(lines.length).toBe(1_003);
  });

  it('wait for a sink that is down, without being counted twice by the other', async () => {
    const { given, state, tracker } = openTracker();
    const error = { fingerprint: 'f', name: 'Error', code: null, message: 'm', frames: [] };
    state.isDown = true;
    tracker.note(error);
    await expect(tracker.flush()).rejects.toThrow('down');
    tracker.note(error);
    await expect(tracker.flush()).rejects.toThrow('down');
    state.isDown = false;
    await tracker.flush();
    expect(given[0]?.map(({ count }) => count)).toEqual([1, 1]);
    expect(given[1]?.map(({ count }) => count)).toEqual([2]);
  });

  it('of very many kinds take a bounded amount of memory', async () => {
    const { given, tracker } = openTracker();
    for (let i = 0; i < 5_000; i++)
      tracker.note({ fingerprint: `f${i}`, name: 'Error', code: null, message: 'm', frames: [] });
    await tracker.flush();
    expect(given[0]).toHaveLength(200);
  });
});

describe('a server that speaks the protocol of Sentry', () => {
  it('gets one event a fault, with key, release and frames', async () => {
    const server = await ScriptedHttpServer.start();
    server.route('POST /sub/api/42/envelope/', { body: {} });
    const { host } = new URL(server.url);
    const address = parseDsn(`http://public@${host}/sub/42`);
    const policy = createPolicy(defaultPolicyOptions('sentry'), { clock: systemClock, telemetry });
    const sink = createSentrySink(createHttpClient({ baseUrl: address.baseUrl, policy }), address);
    const at = new Date(0);
    await sink([
      {
        ...{
          tenant: 'acme',
          service: 'lake',
          fingerprint: 'f',
          name: 'RangeError',
          code: 'X_Y',
          message: 'm',
        },
        ...{ frames: ['inner libs/a.js', 'outer libs/b.js'], count: 7, firstSeenAt: at, lastSeenAt: at },
        ...{ firstRelease: '1', lastRelease: '2' },
      },
    ]);
    const [request] = server.requestsTo('POST /sub/api/42/envelope/');
    await server.stop();
    expect(request?.headers['x-sentry-auth']).toContain('sentry_key=public');
    const [, item, event] = String(request?.body)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(item).toEqual({ type: 'event' });
    expect(event).toMatchObject({
      ...{ level: 'error', release: '2', fingerprint: ['f'], tags: { service: 'lake', code: 'X_Y' } },
      extra: { count: 7 },
      exception: {
        values: [
          { type: 'RangeError', stacktrace: { frames: [{ function: 'outer' }, { function: 'inner' }] } },
        ],
      },
    });
  });

  it('is refused with a sentence where its address is none', () => {
    for (const dsn of ['x', 'https://host/1', 'https://key@host/'])
      expect(() => parseDsn(dsn)).toThrow(ConfigError);
  });
});

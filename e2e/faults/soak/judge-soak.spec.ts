import { describe, expect, it } from '@jest/globals';
import { judgeProcess, judgeThroughput, SOAK_LIMITS } from './judge-soak.ts';
import type { ProcessSample, SoakSample } from './soak-sample.ts';

const HOUR_MS = 3_600_000;
const LOOK_MS = 5_000;
const calm: ProcessSample = { rssMiB: 200, heapMiB: 80, eventLoopP99Ms: 12, nHandles: 60 };

/** Looks every 5 s over an hour; `at` says what one process shows after so many hours. */
function looks(at: (hours: number, look: number) => Partial<ProcessSample>, hours = 1): SoakSample[] {
  return Array.from({ length: (hours * HOUR_MS) / LOOK_MS }, (_, look) => {
    const atMs = look * LOOK_MS;
    const processes = { ingestion: { ...calm, ...at(atMs / HOUR_MS, look) } };
    return { atMs, processes, settled: {}, lag: {}, load: 1 };
  });
}

/** 100 records a second, times what `pace` says for the time. */
function settling(pace: (hours: number) => number): SoakSample[] {
  let n = 0;
  return looks(() => ({})).map((sample) => {
    n += 0.1 * LOOK_MS * pace(sample.atMs / HOUR_MS);
    return { ...sample, settled: { lake: n }, lag: { lake: 7 } };
  });
}

describe('judgeProcess', () => {
  it('finds nothing wrong with a process that stays as it is', () => {
    const verdict = judgeProcess(
      'ingestion',
      looks(() => ({})),
    );
    expect(verdict).toMatchObject({ rssMiBPerHour: 0, handlesPerHour: 0, eventLoopP99Ms: 12, problems: [] });
  });

  it('sees a leak of 12 MiB an hour under garbage that comes and goes by 60 MiB', () => {
    const samples = looks((hours, look) => ({ rssMiB: 200 + 12 * hours + ((look * 7) % 60) }));
    const { rssMiBPerHour, problems } = judgeProcess('ingestion', samples);
    expect(Math.abs(rssMiBPerHour - 12)).toBeLessThan(3);
    expect(problems.join()).toMatch(/ingestion: memory grows by 1\d\.\d MiB\/h, at most 8/);
  });

  it('does not hold growth during the warm-up against a process', () => {
    const samples = looks((hours) => ({ rssMiB: 100 + Math.min(600 * hours, 100) }));
    expect(judgeProcess('ingestion', samples).problems).toEqual([]);
  });

  it('does not take one outburst of garbage for a leak', () => {
    const samples = looks((hours) => ({ rssMiB: hours > 0.9 ? 400 : 200 }));
    expect(judgeProcess('ingestion', samples).problems).toEqual([]);
  });

  it('fails a run with fewer than 30 windows after the warm-up, however calm', () => {
    const [enough, tooFew] = [10 + 15, 10 + 14.5].map((minutes) => looks(() => ({}), minutes / 60));
    expect(judgeProcess('ingestion', enough ?? []).problems).toEqual([]);
    expect(judgeProcess('ingestion', tooFew ?? []).problems).toEqual([
      'ingestion: 29 windows after the warm-up prove nothing, 30 are needed',
    ]);
  });

  it('fails a process that never answered', () => {
    expect(
      judgeProcess(
        'lake',
        looks(() => ({})),
      ).problems,
    ).toEqual(['lake: 0 windows after the warm-up prove nothing, 30 are needed']);
  });

  it.each<[string, (hours: number) => Partial<ProcessSample>, RegExp]>([
    ['handles left open', (hours) => ({ nHandles: Math.round(60 + 30 * hours) }), /open handles grow by/],
    ['an event loop that is late', () => ({ eventLoopP99Ms: 450 }), /event loop is late by 450/],
    ['a metric that is missing', () => ({ eventLoopP99Ms: NaN }), /event loop is late by NaN/],
    ['more memory than its container has', () => ({ rssMiB: 600 }), /peak memory is 600\.0 MiB, at most 512/],
  ])('fails for %s', (_what, at, problem) => {
    expect(judgeProcess('ingestion', looks(at), SOAK_LIMITS, 512).problems.join()).toMatch(problem);
  });
});

describe('judgeThroughput', () => {
  it('passes an even pace and tells it', () => {
    const verdict = judgeThroughput(
      'lake',
      settling(() => 1),
    );
    expect(verdict).toMatchObject({ maxLag: 7, problems: [] });
    expect(verdict.settledPerSecond).toBeCloseTo(100, 6);
    expect(verdict.kept).toBeCloseTo(1, 6);
  });

  it('counts on when a service is started again and its counter with it', () => {
    const restarted = settling(() => 1).map((sample) => {
      const n = sample.settled['lake'] ?? 0;
      return { ...sample, settled: { lake: sample.atMs < HOUR_MS / 2 ? n : n - 180_000 } };
    });
    expect(judgeThroughput('lake', restarted).settledPerSecond).toBeCloseTo(100, 0);
  });

  it('fails a pace that falls by a tenth', () => {
    const { problems } = judgeThroughput(
      'lake',
      settling((hours) => 1 - 0.15 * hours),
    );
    expect(problems.join()).toMatch(/lake: the last third has 9\d % of the first third's throughput/);
  });

  it('fails a consumer that nothing is known of', () => {
    expect(
      judgeThroughput(
        'anomaly',
        settling(() => 1),
      ).problems,
    ).toHaveLength(1);
  });
});

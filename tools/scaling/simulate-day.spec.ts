import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { chooseThreshold, STAGE, tryAll, tryThreshold } from './choose-threshold.ts';
import { officeDay } from './days.ts';
import { groupRate, simulateDay, type Stage } from './simulate-day.ts';

const RULE = { lagThreshold: 1_000, minReplicas: 1, maxReplicas: 6 };

describe('a simulated day', () => {
  it('loses and invents nothing, has no more replicas than partitions, and is the same twice', () => {
    fc.assert(
      fc.property(
        fc.record({
          partitions: fc.integer({ min: 1, max: 24 }),
          eventsPerSecond: fc.integer({ min: 5, max: 500 }),
          startSeconds: fc.integer({ min: 1, max: 300 }),
          rebalanceSeconds: fc.integer({ min: 0, max: 60 }),
        }),
        fc.integer({ min: 100, max: 20_000 }),
        fc.integer({ min: 1, max: 400 }),
        (stage: Stage, lagThreshold, mean) => {
          const rule = { lagThreshold, minReplicas: 1, maxReplicas: stage.partitions };
          const day = simulateDay(officeDay(mean), rule, stage);
          expect(day.nProcessed).toBeLessThanOrEqual(day.nEvents + 1e-6);
          expect(day.nEvents).toBeCloseTo(mean * 86_400, -4);
          expect(day.mostReplicas).toBeLessThanOrEqual(stage.partitions);
          expect(day.mostLag).toBeLessThanOrEqual(Math.ceil(day.nEvents));
          expect(simulateDay(officeDay(mean), rule, stage)).toEqual(day);
        },
      ),
      { numRuns: 15 },
    );
  }, 30_000);

  it('needs one replica where one is enough, and the queue of any other where load and rule say so', () => {
    const quiet = simulateDay(() => 10, RULE, STAGE);
    expect(quiet).toMatchObject({ mostReplicas: 1, replicaHours: 24, nRebalances: 0, lateShare: 0 });
    // Six replicas work off 300 a second: of 400, a quarter waits at the end, and the oldest for as long as that takes.
    const tooMuch = simulateDay(() => 400, RULE, STAGE);
    expect(tooMuch.mostReplicas).toBe(6);
    expect((tooMuch.nEvents - tooMuch.nProcessed) / tooMuch.nEvents).toBeCloseTo(0.25, 2);
  });

  it('works as fast as its fullest member lets it: partitions are dealt out whole', () => {
    const rates = [0, 1, 2, 3, 4, 5, 6, 9].map((members) => groupRate(members, STAGE));
    expect(rates).toEqual([0, 50, 100, 150, 150, 150, 300, 300]);
  });

  it('makes events wait for longer, at lower cost, the higher the threshold', () => {
    const results = [250, 1_000, 3_000].map((threshold) => tryThreshold(threshold).days.ordinary);
    const oldest = results.map(({ oldestSeconds }) => oldestSeconds);
    const hours = results.map(({ replicaHours }) => replicaHours);
    expect(oldest).toEqual(oldest.toSorted((a, b) => a - b));
    expect(hours).toEqual(hours.toSorted((a, b) => b - a));
  });
});

it('gives the chart its default: the cheapest threshold that keeps what is promised', () => {
  const values = parse(
    readFileSync(join(import.meta.dirname, '../../charts/convoscope/values.yaml'), 'utf8'),
  ) as {
    services: Record<string, { autoscaling: { lagThreshold: number } }>;
  };
  const defaults = Object.values(values.services).map(({ autoscaling }) => autoscaling.lagThreshold);
  expect(new Set(defaults)).toEqual(new Set([chooseThreshold(tryAll())]));
});

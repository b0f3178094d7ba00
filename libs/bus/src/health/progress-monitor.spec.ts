import { expect, it } from '@jest/globals';
import { ManualClock } from '@convoscope/testing';
import type { BusDriver } from '../driver/bus-driver.ts';
import { createProgressMonitor } from './progress-monitor.ts';

it('asks once a group and once a topic, however many of the two go together: a page asked 19 times a second', async () => {
  const asked: string[] = [];
  const driver = {
    offsets: (topic: string) => {
      asked.push(`end of ${topic}`);
      return Promise.resolve([{ partition: 0, low: 0n, high: 10n }]);
    },
    committed: (group: string, topics: readonly string[]) => {
      asked.push(`${group}: ${topics.join()}`);
      return Promise.resolve(new Map(topics.map((topic) => [topic, new Map([[0, 7n]])])));
    },
  } as Partial<BusDriver> as BusDriver;
  const names = { toPhysical: (name: string) => name, toGroup: (group: string) => group };
  const monitor = createProgressMonitor(driver, names as never, new ManualClock());
  const found = await monitor.progressOf(
    ['a', 'b'].flatMap((group) => ['s', 't', 'u'].map((topic) => ({ group, topic }))),
  );
  expect(asked.toSorted()).toEqual(['a: s,t,u', 'b: s,t,u', 'end of s', 'end of t', 'end of u']);
  expect(found.map(({ group, topic, lag }) => `${group} ${topic} ${lag}`)).toEqual([
    ...['a s 3', 'a t 3', 'a u 3', 'b s 3', 'b t 3', 'b u 3'],
  ]);
});

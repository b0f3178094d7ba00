import { expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { createEventLoopCheck } from './index.ts';

const block = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

it('is unhealthy while timers are overdue, and healthy again when they run', async () => {
  const eventLoop = createEventLoopCheck(100);
  expect(eventLoop.check().healthy).toBe(true);
  block(700);
  expect(eventLoop.check()).toMatchObject({ healthy: false });
  await delay(20);
  expect(eventLoop.check().healthy).toBe(true);
  eventLoop.stop();
});

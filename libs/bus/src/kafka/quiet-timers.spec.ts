import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { quietTimers, type RequestQueue } from './quiet-timers.ts';

const queueWith = (state: Partial<RequestQueue>): { nTimers: number } & RequestQueue => {
  const queue = {
    nTimers: 0,
    pending: [] as unknown[],
    throttledUntil: -1,
    scheduleCheckPendingRequests() {
      this.nTimers += 1;
    },
    ...state,
  };
  quietTimers(queue);
  quietTimers(queue);
  return queue;
};

describe('the timers of kafkajs', () => {
  it('are not armed a thousand times a second on an idle connection', () => {
    const queue = queueWith({});
    queue.scheduleCheckPendingRequests();
    expect(queue.nTimers).toBe(0);
  });

  it.each([{ pending: ['a request'] }, { throttledUntil: Date.now() + 60_000 }])(
    'are armed where something waits: %j',
    (state) => {
      const queue = queueWith(state);
      queue.scheduleCheckPendingRequests();
      expect(queue.nTimers).toBe(1);
    },
  );

  it('are still where this version of kafkajs has them', () => {
    const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
      prototype: RequestQueue;
    };
    expect(typeof prototype.scheduleCheckPendingRequests).toBe('function');
    expect(String(prototype.scheduleCheckPendingRequests)).toContain('this.throttledUntil - Date.now()');
  });
});

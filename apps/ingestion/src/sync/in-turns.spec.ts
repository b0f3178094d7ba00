import { expect, it } from '@jest/globals';
import type { SweptRow } from '../sources/conversation-source.port.ts';
import { createTurns, inTurns } from './in-turns.ts';

it('closes the sweep of the source where the comparison stops in the middle: a file stayed open', async () => {
  let isClosed = false;
  async function* sweep(): AsyncGenerator<SweptRow[]> {
    try {
      for (;;) yield await Promise.resolve([]);
    } finally {
      isClosed = true;
    }
  }
  const source = inTurns({ count: () => Promise.resolve(0), sweep }, createTurns());
  const comparing = async (): Promise<void> => {
    for await (const _ of source.sweep()) throw new Error('stopped');
  };
  await expect(comparing()).rejects.toThrow('stopped');
  expect(isClosed).toBe(true);
});

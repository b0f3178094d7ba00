import { describe, expect, it } from '@jest/globals';
import type { Store } from '@convoscope/store';
import { ManualClock } from '@convoscope/testing';
import { createInMemoryStore } from '../../test/in-memory-store.ts';
import { createErrorBook } from './error-book.ts';

const aProblem = (rowId: string) => ({
  ...{ rowId, conversationId: null, field: null, reason: 'field-missing', message: 'no messages' },
});

/** A book over errors in memory, and how many documents the calls of the store gave back. */
function openBook() {
  const { processingErrors } = createInMemoryStore();
  const asked: string[] = [];
  let nRead = 0;
  const counting = new Proxy(processingErrors, {
    get:
      (target, name: keyof Store['processingErrors']) =>
      async (...given: never[]) => {
        asked.push(name);
        const result: unknown = await (target[name] as (...given: never[]) => Promise<unknown>)(...given);
        nRead += Array.isArray(result) ? result.length : 0;
        return result;
      },
  });
  const book = createErrorBook({
    ...{ tenant: 'acme', source: 'files', clock: new ManualClock(), maxAttempts: 3, baseDelayMs: 1_000 },
    store: { processingErrors: counting },
  });
  const cost = (): { asked: string[]; nRead: number } => {
    const now = { asked: asked.splice(0), nRead };
    nRead = 0;
    return now;
  };
  return { book, cost };
}

describe('the book of errors', () => {
  it('reads what concerns the rows at hand, however many errors are open', async () => {
    const { book, cost } = openBook();
    await book.record(
      Array.from({ length: 5_000 }, (_, i) => aProblem(`r${i}`)),
      false,
    );
    cost();
    await book.load();
    expect([...(await book.openAmong(['r1', 'r2', 'new']))]).toEqual(['r1', 'r2']);
    await book.record([aProblem('r1'), aProblem('other')], false);
    expect(await book.resolve(['r2', 'r3', 'new'])).toBe(2);
    expect(cost()).toEqual({
      asked: ['hasOpen', 'findOpen', 'findOpen', 'upsertMany', 'resolve'],
      nRead: 2 + 1,
    });
    expect([...(await book.openAmong(['r1', 'r2', 'other']))]).toEqual(['r1', 'other']);
  });

  it('asks for nothing, page after page, while a source has no errors, and begins to with the first', async () => {
    const { book, cost } = openBook();
    await book.load();
    for (let page = 0; page < 10; page++) {
      await book.record([], false);
      await book.resolve([`r${page}`]);
      await book.openAmong([`r${page}`]);
    }
    expect(cost().asked).toEqual(['hasOpen']);
    await book.record([aProblem('bad')], false);
    expect(await book.resolve(['good', 'bad'])).toBe(1);
  });
});

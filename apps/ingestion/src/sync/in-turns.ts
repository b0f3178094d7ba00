import type { ConversationSource } from '../sources/conversation-source.port.ts';

/** Runs one piece of work at a time, in the order asked for. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}

/** What a comparison of ids needs of a source. */
export type ComparedSource = Pick<ConversationSource, 'count' | 'sweep' | 'isSweepWhole' | 'nUnidentified'>;

/**
 * A source that is asked in turns with polls, a page at a time: a poll waits for one page at most, and a source that does not answer is asked by
 * one of the two and not by both.
 */
export const inTurns = (source: ComparedSource, atSource: Turns): ComparedSource => ({
  count: (signal) => atSource(() => source.count(signal)),
  async *sweep(signal) {
    const pages = source.sweep(signal)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const page = await atSource(() => pages.next());
        if (page.done === true) return;
        yield page.value;
      }
    } finally {
      // Whoever stops in the middle leaves no file open and no request under way.
      await atSource(async () => pages.return?.());
    }
  },
  isSweepWhole: () => source.isSweepWhole?.() !== false,
  nUnidentified: () => source.nUnidentified?.() ?? 0,
});

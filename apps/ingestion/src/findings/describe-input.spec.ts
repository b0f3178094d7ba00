import { describe, expect, it } from '@jest/globals';
import type { ProcessingErrorDocument } from '@convoscope/store';
import { describeInput } from './describe-input.ts';

const AT = new Date('2026-03-05T10:00:00Z');
const error = (change: Partial<ProcessingErrorDocument>): ProcessingErrorDocument => ({
  ...{ tenant: 't', source: 's', sourceRowId: 'r', conversationId: null, field: null },
  ...{ reason: 'stray-quote', message: 'it has a quote too many', status: 'retrying', attempts: 1 },
  ...{ firstSeenAt: AT, lastSeenAt: AT, nextRetryAt: AT },
  ...change,
});

async function describeErrors(errors: readonly ProcessingErrorDocument[], findings: unknown[] = []) {
  const store = {
    processingErrors: {
      countByStatus: () => Promise.resolve({ retrying: errors.length, parked: 0, resolved: 7 }),
      findPage: (_: string, { status }: { status?: string }) =>
        Promise.resolve({ items: errors.filter((one) => one.status === status), nextCursor: null }),
    },
    processingState: {
      findAll: () => Promise.resolve([{ tenant: 't', source: 's', state: { findings }, updatedAt: AT }]),
    },
  };
  return describeInput(store as never, 't');
}

describe('what is wrong with the input', () => {
  it('is said with file, line, column and sample', async () => {
    const { nRefused, refusals, findings, sentences } = await describeErrors(
      [error({ file: 'a.csv', line: 3, column: 'note', sample: 'x "y' })],
      [{ reason: 'time-not-understood', message: 'it is no time', file: 'b.csv', line: 9, column: 'at', sample: 'soon', count: 4 }],
    ); // prettier-ignore
    expect([nRefused, refusals.length, findings.length]).toEqual([1, 1, 1]);
    expect(sentences).toEqual([
      'refused (stray-quote) a.csv:3:note: it has a quote too many ("x "y")',
      'found 4 times, first b.csv:9:at: it is no time ("soon")',
    ]);
  });

  it('names the row of a database by its key', async () => {
    const { sentences } = await describeErrors([error({ sourceRowId: '17', column: 'messages' })]);
    expect(sentences[0]).toContain(' row 17, column "messages": ');
  });

  it('shows each reason before it shows one again, in the order of the files', async () => {
    const many = Array.from({ length: 30 }, (_, i) => error({ file: 'a.csv', line: 100 - i }));
    const other = error({ file: 'b.csv', line: 1, reason: 'not-text' });
    const { sentences } = await describeErrors([...many, other]);
    expect(sentences[0]).toContain('a.csv:71:');
    expect(sentences.filter((sentence) => sentence.includes('not-text'))).toHaveLength(1);
    expect(sentences.at(-1)).toMatch(/^and 23 more that were refused/);
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { StubTable } from '../../../apps/ingestion/test/nocodb-stub/stub-table.ts';
import { CORPUS_COLUMNS, type CorpusConversation } from '../../conversation-corpus.ts';
import { parseReadings } from './sample-process.ts';
import { soakConversation, startLoad } from './write-load.ts';

const corpus = ['one', 'two'].map((content): CorpusConversation => {
  const messages = [{ role: 'user', content, timestamp: '' }];
  return {
    conversation_id: content,
    started_at: '',
    ended_at: '',
    user_id: '',
    model: 'm',
    language: 'en',
    messages,
  };
});

const nMessagesIn = (table: StubTable): number =>
  table.rows().reduce((total, row) => total + (JSON.parse(String(row['messages'])) as unknown[]).length, 0);

describe('startLoad', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('writes the asked number of messages a second and counts what it wrote', () => {
    const table = new StubTable({
      id: 't',
      title: 'T',
      columns: CORPUS_COLUMNS,
      hasTimes: true,
      now: Date.now,
    });
    const load = startLoad({ table, corpus, rate: 80, now: Date.now });
    jest.advanceTimersByTime(600_000);
    load.stop();
    jest.advanceTimersByTime(600_000);
    expect(load.written.nConversations).toBe(table.size);
    expect(load.written.nMessages).toBe(nMessagesIn(table));
    expect(table.size).toBe(6_000);
    // Those of the last minute have not gone on.
    expect(load.written.nUpdates).toBeGreaterThanOrEqual(2_700);
    expect(load.written.nUpdates).toBeLessThan(2_710);
  });
});

describe('soakConversation', () => {
  it('goes on as it began when it gets longer', () => {
    const [short, long] = [6, 10].map((n) => soakConversation(corpus, 3, n, 1_000));
    expect(long?.messages.slice(0, 6)).toEqual(short?.messages);
    expect(long).toMatchObject({ conversation_id: 'soak-3', started_at: short?.started_at });
  });
});

describe('parseReadings', () => {
  it('reads names, labels with commas and quotes, and numbers', () => {
    const text = '# HELP a b\n# TYPE a gauge\na 1.5\nb_total{x="1,2",y="say \\"no\\""} 3e2\n\n';
    expect(parseReadings(text)).toEqual([
      { name: 'a', labels: {}, value: 1.5 },
      { name: 'b_total', labels: { x: '1,2', y: 'say \\"no\\"' }, value: 300 },
    ]);
  });
});

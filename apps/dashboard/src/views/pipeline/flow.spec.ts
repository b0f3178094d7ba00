import { describe, expect, it } from '@jest/globals';
import { flowOf, healthOf } from './flow.ts';
import { toLedgerRows } from './ledger-rows.ts';
import { dataOfLetter, parseEdited } from './letter-text.ts';
import { placeOf } from './place-of.ts';

const progress = (lag: number, stalledSeconds: number, last = 10) => ({
  at: '2025-03-01T00:00:00.000Z',
  stages: [
    { stage: 'ingested', nConversations: 10 },
    { stage: 'scored', nConversations: last },
  ],
  consumers: [
    { group: 'anomaly', topic: 'a', lag, stalledSeconds },
    { group: 'anomaly', topic: 'b', lag: 0, stalledSeconds: 999 },
  ],
  sources: [],
});

describe('the health of the pipeline', () => {
  it.each([
    [progress(0, 0), 'well'],
    [progress(0, 0, 8), 'working'],
    [progress(5, 10), 'working'],
    [progress(5, 61), 'stuck'],
  ])('%#: %s', (given, state) => expect(healthOf(given).state).toBe(state));

  it('names what does not move, and what waits before each stage', () => {
    expect(healthOf(progress(5, 61))).toMatchObject({ stuck: ['anomaly'], nWaiting: 5 });
    expect(flowOf(progress(5, 61))[1]).toEqual({
      ...{ stage: 'scored', service: 'anomaly', nDone: 10, lag: 5, stalledSeconds: 61 },
    });
  });
});

it('tells on how many days every stage held the same', () => {
  const entry = (date: string, stage: string, count: number) => ({
    ...{ source: 's', date, stage, count, hash: `${count}`, nMissing: 0, nExtra: 0, nNotCompared: 0 },
    countedAt: `${date}T01:00:00.000Z`,
  });
  const rows = toLedgerRows([
    ...[entry('2025-03-01', 'source', 2), entry('2025-03-01', 'lake', 2)],
    ...[entry('2025-03-02', 'source', 3), entry('2025-03-02', 'lake', 2)],
    entry('2025-03-03', 'source', 1),
  ] as never);
  expect(rows).toEqual([
    {
      ...{ source: 's', nDays: 3, nMatching: 1, countedAt: '2025-03-03T01:00:00.000Z' },
      counts: new Map([
        ['source', 6],
        ['lake', 4],
      ]),
    },
  ]);
});

it('shows the data of an event to be mended, and what is no JSON as it is', () => {
  expect(dataOfLetter('{"id":"1","data":{"a":1}}')).toBe('{\n  "a": 1\n}');
  expect(dataOfLetter('[1]')).toBe('[\n  1\n]');
  expect(dataOfLetter('not json')).toBe('not json');
  expect(dataOfLetter(null)).toBe('');
  expect(parseEdited('{"a":2}')).toEqual({ isValid: true, data: { a: 2 } });
  expect(parseEdited('{"a":')).toMatchObject({ isValid: false });
});

it('names the place in a file, else the row', () => {
  expect(placeOf({ file: 'a.csv', line: 3, column: 'user' })).toBe('a.csv:3:user');
  expect(placeOf({ file: 'a.parquet', line: null, record: 4 })).toBe('a.parquet:#4');
  expect(placeOf({ conversationId: null, sourceRowId: 'r-1' })).toBe('r-1');
});

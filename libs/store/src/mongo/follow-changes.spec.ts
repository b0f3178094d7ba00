import { EventEmitter } from 'node:events';
import { expect, it } from '@jest/globals';
import { eventually } from '@convoscope/testing';
import { mongo } from 'mongoose';
import { positionAtSecond } from './change-position.ts';
import { followChanges } from './follow-changes.ts';

class FakeStream extends EventEmitter {
  close = (): Promise<void> => Promise.resolve();
}

/** A database whose streams of changes break as a test wants; a real one forgets its history only after gigabytes. */
function createDb(nowSeconds: number) {
  const opened: { stream: FakeStream; at: number }[] = [];
  const watch = (_pipeline: unknown, { startAtOperationTime }: { startAtOperationTime: mongo.Timestamp }) => {
    const stream = new FakeStream();
    opened.push({ stream, at: startAtOperationTime.t });
    return stream;
  };
  const command = () => Promise.resolve({ operationTime: new mongo.Timestamp({ t: nowSeconds, i: 1 }) });
  return { db: { watch, command } as unknown as mongo.Db, opened };
}

it('goes on where it was after a break, and says so where the server has forgotten what came between', async () => {
  const { db, opened } = createDb(9_000);
  const seen: string[] = [];
  const followed = followChanges(db, {
    ...{ collections: ['a'], after: positionAtSecond(5_000) },
    onChange: ({ document }) => void seen.push(String(document['n'])),
    onPosition: (position) => void seen.push(`at ${Number.parseInt(position.slice(2, 10), 16)}`),
    onGap: () => void seen.push('gap'),
  });
  const change = (second: number, n: number) => ({
    _id: { _data: `${positionAtSecond(second)}2B` },
    ...{ ns: { coll: 'a' }, fullDocument: { n } },
  });
  await eventually(() => expect(opened).toHaveLength(1));
  opened[0]?.stream.emit('change', change(6_000, 1));
  opened[0]?.stream.emit('resumeTokenChanged', { _data: positionAtSecond(6_000) });
  opened[0]?.stream.emit('error', new Error('connection reset'));
  await eventually(() => expect(opened).toHaveLength(2));
  opened[1]?.stream.emit('error', Object.assign(new Error('history lost'), { code: 286 }));
  await eventually(() => expect(opened).toHaveLength(3));
  opened[2]?.stream.emit('change', change(9_500, 2));
  await followed.end();
  opened[2]?.stream.emit('change', change(9_600, 3));
  expect(opened.map(({ at }) => at)).toEqual([5_000, 6_000, 9_000]);
  expect(seen).toEqual(['at 5000', '1', 'at 6000', 'at 6000', 'gap', 'at 9000', '2']);
});

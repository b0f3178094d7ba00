import { describe, expect, it } from '@jest/globals';
import { runInTurns } from './run-in-turns.ts';

function* count(n: number): Generator<void, number> {
  for (let at = 0; at < n; at++) yield;
  return n;
}

describe('work in turns', () => {
  it('answers what the work returns', async () => expect(await runInTurns(count(3))).toBe(3));

  it('lets others have their turn in between', async () => {
    let turns = 0;
    const takeTurn = (): void => {
      turns++;
      if (turns < 10) setImmediate(takeTurn);
    };
    setImmediate(takeTurn);
    await runInTurns(count(50), 0);
    expect(turns).toBe(10);
  });

  it('throws what the work throws', async () => {
    await expect(
      runInTurns(
        (function* () {
          yield;
          throw new Error('broken');
        })(),
      ),
    ).rejects.toThrow('broken');
  });
});

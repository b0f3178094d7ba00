import { describe, expect, it } from '@jest/globals';
import { PermanentError, TransientError, topics, type ReportRequested } from '@convoscope/contracts';
import { reportRequest } from '../test/sample-events.ts';
import type { ReceivedEvent } from './bus.ts';
import { deadLetter, drop, ok, redirect } from './outcome.ts';
import { pipeline } from './pipeline.ts';

const received = (key: string, offset: number): ReceivedEvent<ReportRequested> => ({
  ...reportRequest(key),
  position: { topic: topics.reportsRequested.name, partition: 0, offset: BigInt(offset) },
  appendedAtMs: 0,
});
const events = ['a', 'b', 'c', 'd'].map(received);

describe('pipeline', () => {
  it('passes what a step answers on to the next and keeps one outcome per event, in order', async () => {
    const upperCase = pipeline<ReportRequested>()
      .step(({ key }) => (key === 'b' ? drop('unwanted') : ok(key)))
      .batch((keys) =>
        Promise.resolve(keys.map((key) => (key === 'c' ? redirect('elsewhere', 'odd') : ok(key)))),
      )
      .step(async (key) => Promise.resolve(ok(key.toUpperCase())));
    expect(await upperCase.run(events)).toEqual([
      ok('A'),
      drop('unwanted'),
      redirect('elsewhere', 'odd'),
      ok('D'),
    ]);
  });

  it('does not call steps for which nothing is left', async () => {
    const none = pipeline<ReportRequested>()
      .step(() => drop('unwanted'))
      .batch(() => Promise.reject(new Error('must not be called')));
    expect(await none.run(events)).toEqual(events.map(() => drop('unwanted')));
  });

  it('dead-letters only the event whose step throws PermanentError', async () => {
    const failure = new PermanentError('bad', { code: 'TEST_BAD' });
    const picky = pipeline<ReportRequested>().step(({ key }) => {
      if (key === 'c') throw failure;
      return ok(key);
    });
    expect(await picky.run(events)).toEqual([
      ok('a'),
      ok('b'),
      { kind: 'dead-letter', reason: 'TEST_BAD', cause: failure },
      ok('d'),
    ]);
  });

  it('lets later events of a key wait behind one that cannot be processed: no later step sees them', async () => {
    const seen: bigint[] = [];
    const some = ['a', 'b', 'a', 'c', 'a'].map(received);
    const outcomes = await pipeline<ReportRequested>()
      .step((event) => (event.position.offset === 0n ? deadLetter('bad') : ok(event)))
      .batch((inputs) => {
        seen.push(...inputs.map(({ position }) => position.offset));
        return Promise.resolve(inputs.map(() => ok(undefined)));
      })
      .run(some);
    expect(seen).toEqual([1n, 3n]);
    expect(
      outcomes.map((outcome) => (outcome.kind === 'dead-letter' ? outcome.reason : outcome.kind)),
    ).toEqual(['bad', 'ok', 'behind', 'ok', 'behind']);
  });

  it('lets a transient failure of one event fail the whole batch', async () => {
    const failing = pipeline<ReportRequested>().step(async ({ key }) => {
      if (key === 'c') throw new TransientError('down', { code: 'TEST_DOWN' });
      return Promise.resolve(ok(key));
    });
    await expect(failing.run(events)).rejects.toThrow('down');
  });

  it('runs as many inputs of a step at once as it is told', async () => {
    let [running, most] = [0, 0];
    const slow = pipeline<ReportRequested>().step(
      async ({ key }) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return ok(key);
      },
      { concurrency: 3 },
    );
    expect(await slow.run(events)).toEqual(['a', 'b', 'c', 'd'].map(ok));
    expect(most).toBe(3);
  });

  it('refuses a batch step that loses an outcome', async () => {
    const lossy = pipeline<ReportRequested>().batch((inputs) => Promise.resolve(inputs.slice(1).map(ok)));
    await expect(lossy.run(events)).rejects.toThrow('returned 3 outcomes for 4 inputs');
  });
});

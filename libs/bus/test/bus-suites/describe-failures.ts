import { expect } from '@jest/globals';
import { PermanentError, topics, TransientError, type FeedbackGiven } from '@convoscope/contracts';
import { drop, redirect, type ReceivedEvent } from '../../src/index.ts';
import { feedback } from '../sample-events.ts';
import { all, keysOf, range, within, topic, type BusFixture } from './bus-fixture.ts';

/** What every driver must do when handlers fail. */
export function describeFailures(fixture: BusFixture): void {
  const { connect, counterValue, test } = fixture;
  test('retries a batch in place until what was down is up again, and loses nothing', async () => {
    const { bus } = connect();
    let isDown = true;
    let nTries = 0;
    const seen: string[] = [];
    await bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: (batch) => {
        nTries += 1;
        if (isDown) return Promise.reject(new TransientError('down', { code: 'TEST_DOWN' }));
        seen.push(...keysOf(batch));
        return Promise.resolve(all(batch));
      },
    });
    await bus.publish(
      topic,
      range(10).map((n) => feedback('same', `v${n}`)),
    );
    await within(() => expect(nTries).toBeGreaterThan(3));
    expect((await bus.progress(['a'], [topic])).reduce((sum, { lag }) => sum + lag, 0)).toBe(10);
    isDown = false;
    await within(() => expect(seen).toHaveLength(10));
    expect(await bus.listDeadLetters(topic)).toEqual([]);
    expect(await counterValue('bus_batch_retries_total', { group: 'a' })).toBeGreaterThanOrEqual(3);
  });

  test('finds the poisonous event, parks it with its history, and lets the good ones flow in order', async () => {
    const { bus } = connect();
    const seen: string[] = [];
    const poison = new Set(['v3', 'v8']);
    await bus.publish(
      topic,
      range(12).map((n) => feedback(poison.has(`v${n}`) ? `bad-${n}` : 'same', `v${n}`)),
    );
    await bus.subscribe<FeedbackGiven>({
      group: 'a',
      topics: [topic],
      handler: (batch) => {
        if (batch.events.some(({ data }) => poison.has(data.value)))
          throw new PermanentError('cannot read this', { code: 'TEST_POISON' });
        seen.push(...batch.events.map(({ data }) => data.value));
        return Promise.resolve(all(batch));
      },
    });
    await within(() =>
      expect(seen).toEqual(
        range(12)
          .map((n) => `v${n}`)
          .filter((value) => !poison.has(value)),
      ),
    );
    const letters = await within(async () => {
      const found = await bus.listDeadLetters(topic);
      expect(found).toHaveLength(2);
      return found;
    });
    expect(letters[0]).toMatchObject({
      reason: 'TEST_POISON',
      errorClass: 'PermanentError',
      error: 'PermanentError: cannot read this',
      attempts: 1,
      group: 'a',
      originalTopic: topic.name,
      behind: null,
    });
    const ofV3 = letters.find(({ key }) => key === 'bad-3');
    expect(letters[0]?.stackDigest).toMatch(/^[0-9a-f]{16}$/);
    expect(JSON.parse(ofV3?.value?.toString() ?? '')).toEqual(feedback('bad-3', 'v3').data);
    expect(ofV3?.headers['ce_id']).toBe(feedback('bad-3', 'v3').id);
    expect(letters[0]?.traceparent).toMatch(/^00-/);
  });

  test('stops at a bug of ours: unhealthy, nothing committed, nothing parked, delivered again to the next version', async () => {
    const { bus } = connect();
    await bus.publish(topic, [feedback('one')]);
    const failing = await bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: () => Promise.reject(new TypeError('undefined is not a function')),
    });
    await within(async () => {
      const { healthy, checks } = await fixture.telemetry.health('live');
      expect(healthy).toBe(false);
      expect(JSON.stringify(checks)).toContain('undefined is not a function');
    });
    await failing.stop();
    expect(await bus.listDeadLetters(topic)).toEqual([]);
    const seen: string[] = [];
    await bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: (batch) => (seen.push(...keysOf(batch)), Promise.resolve(all(batch))),
    });
    await within(() => expect(seen).toEqual(['one']));
  });

  test('counts what is dropped and sends redirected events on unchanged', async () => {
    const { bus } = connect();
    const redirected: ReceivedEvent[] = [];
    const other = { ...topic, name: topics.reportsRequested.name };
    await bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: (batch) =>
        Promise.resolve(
          batch.events.map(({ key }) =>
            key === 'go' ? redirect(other.name, 'elsewhere') : drop('unwanted'),
          ),
        ),
    });
    await bus.subscribe({
      group: 'b',
      topics: [other],
      handler: (batch) => (redirected.push(...batch.events), Promise.resolve(all(batch))),
    });
    await bus.publish(topic, [feedback('go'), feedback('stay')]);
    await within(() => expect(redirected).toHaveLength(1));
    expect(redirected[0]).toMatchObject({ id: feedback('go').id, data: feedback('go').data });
    await within(async () =>
      expect(await counterValue('bus_events_dropped_total', { reason: 'unwanted' })).toBe(1),
    );
  });
}

import { expect } from '@jest/globals';
import type { Event, FeedbackGiven } from '@convoscope/contracts';
import type { ReceivedEvent } from '../../src/index.ts';
import { feedback } from '../sample-events.ts';
import { all, keysOf, range, within, topic, type BusFixture } from './bus-fixture.ts';

/** What every driver must do with events: all of them, whole, in order. */
export function describeDelivery(fixture: BusFixture): void {
  const { connect, test } = fixture;
  test('delivers every event once, whole, and in the order of its key', async () => {
    const { bus } = connect();
    const published = range(300).map((n) => ({
      ...feedback(`k${n % 7}`, `v${n}`),
      tenant: n % 2 ? 'acme' : 'default',
    }));
    await bus.publish(topic, published);
    const seen: ReceivedEvent[] = [];
    await bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: (batch) => (seen.push(...batch.events), Promise.resolve(all(batch))),
    });
    await within(() => expect(seen).toHaveLength(300));
    const strip = ({
      position: _position,
      appendedAtMs: _at,
      traceparent: _trace,
      ...event
    }: ReceivedEvent): Event => event;
    for (const key of range(7).map((n) => `k${n}`))
      expect(seen.filter((event) => event.key === key).map(strip)).toEqual(
        published.filter((event) => event.key === key),
      );
    await within(async () =>
      expect((await bus.progress(['a'], [topic])).every(({ lag }) => lag === 0)).toBe(true),
    );
  });

  test('carries trace context and tenant in headers', async () => {
    const { bus } = connect();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await bus.publish(topic, [{ ...feedback('given'), traceparent, tenant: 'acme' }, feedback('made')]);
    const events: ReceivedEvent[] = [];
    await bus.scan(topic, { onEvents: (found) => void events.push(...found) });
    expect(events.find(({ key }) => key === 'given')).toMatchObject({ traceparent, tenant: 'acme' });
    expect(events.find(({ key }) => key === 'made')?.traceparent).toMatch(
      /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/,
    );
  });

  test('gives every group all events, and a new member of a group goes on where the last one stopped', async () => {
    const { bus } = connect();
    const seen: Record<string, string[]> = { a: [], b: [] };
    const listen = (group: string) =>
      bus.subscribe({
        group,
        topics: [topic],
        handler: (batch) => (seen[group]?.push(...keysOf(batch)), Promise.resolve(all(batch))),
      });
    const [first] = [await listen('a'), await listen('b')];
    await bus.publish(
      topic,
      range(20).map((n) => feedback(`k${n}`)),
    );
    await within(() => expect([seen['a']?.length, seen['b']?.length]).toEqual([20, 20]));
    await first.stop();
    await bus.publish(topic, [feedback('later')]);
    await listen('a');
    await within(() => expect(seen['a']).toHaveLength(21));
    expect(seen['a']?.at(-1)).toBe('later');
  });

  test('takes a large body through the object store, and parks the event when the body is gone', async () => {
    const { bus } = connect();
    const big = feedback('big', 'x'.repeat(1_500_000));
    await bus.publish(topic, [big, feedback('small')]);
    await bus.publish(topic, [big]);
    const seen: ReceivedEvent<FeedbackGiven>[] = [];
    await bus.scan(topic, {
      onEvents: (events) => void seen.push(...(events as ReceivedEvent<FeedbackGiven>[])),
    });
    expect(seen.map(({ data }) => data.value.length).sort((a, b) => a - b)).toEqual([
      7, 1_500_000, 1_500_000,
    ]);
    const keys: string[] = [];
    for await (const { key } of fixture.objects.list('claims/')) keys.push(key);
    expect(keys).toHaveLength(1);
    for (const key of keys) await fixture.objects.delete(key);
    await bus.subscribe({ group: 'a', topics: [topic], handler: (batch) => Promise.resolve(all(batch)) });
    await within(async () =>
      expect((await bus.listDeadLetters(topic)).map(({ reason }) => reason)).toEqual([
        'claim-missing',
        'behind',
      ]),
    );
  });

  test('hands out small batches when asked to, and refuses to publish what does not match its schema', async () => {
    const { bus } = connect();
    const sizes: number[] = [];
    await expect(
      bus.publish(topic, [{ ...feedback('x'), data: { feedbackId: 7 } as unknown as FeedbackGiven }]),
    ).rejects.toThrow('cannot publish');
    await bus.publish(
      topic,
      range(25).map((n) => feedback('same', `v${n}`)),
    );
    await bus.subscribe({
      group: 'a',
      topics: [topic],
      maxBatchSize: 10,
      handler: (batch) => (sizes.push(batch.events.length), Promise.resolve(all(batch))),
    });
    await within(() => expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(25));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
  });

  test('publishes more at once than fits into one request, from several callers', async () => {
    const { bus } = connect();
    const publish = (caller: number): Promise<void> =>
      bus.publish(
        topic,
        range(40).map((n) => feedback(`${caller}-${n}`, 'x'.repeat(60_000))),
      );
    await Promise.all(range(3).map(publish));
    const keys: string[] = [];
    await bus.scan(topic, { onEvents: (events) => void keys.push(...events.map(({ key }) => key)) });
    expect(new Set(keys).size).toBe(120);
  });

  test('names the topics whose number of partitions does not fit', async () => {
    const { bus } = connect({ topics: { partitions: 64 } });
    await expect(bus.ensureTopics([topic])).rejects.toThrow('64 are configured');
  });
}

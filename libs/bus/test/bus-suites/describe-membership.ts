import { expect } from '@jest/globals';
import { feedback } from '../sample-events.ts';
import { all, keysOf, range, within, topic, type BusFixture, type BusClient } from './bus-fixture.ts';

/** What every driver must do when members of a group come and go. */
export function describeMembership({ connect, test, canCrash }: BusFixture): void {
  test('shares partitions between two members and lets the rest take over when one stops, without repeats', async () => {
    const [one, two] = [connect(), connect()];
    const seen: string[][] = [[], []];
    const listen = (client: BusClient, index: number) =>
      client.bus.subscribe({
        group: 'a',
        topics: [topic],
        handler: (batch) => (seen[index]?.push(...keysOf(batch)), Promise.resolve(all(batch))),
      });
    await listen(one, 0);
    const second = await listen(two, 1);
    let sent = 0;
    const publish = (): Promise<void> =>
      one.bus.publish(
        topic,
        range(40).map(() => feedback(`k${sent++}`)),
      );
    await within(async () => {
      await publish();
      expect(seen[0]?.length).toBeGreaterThan(0);
      expect(seen[1]?.length).toBeGreaterThan(0);
    });
    await publish();
    await second.stop();
    await publish();
    await within(() => expect(new Set(seen.flat()).size).toBe(sent));
    expect(seen.flat()).toHaveLength(sent);
  });

  test('finishes and commits the batch in hand when it is stopped', async () => {
    const { bus } = connect();
    let enter = (): void => undefined;
    const entered = new Promise<void>((resolve) => (enter = resolve));
    let isDone = false;
    const subscription = await bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: async (batch) => {
        enter();
        await new Promise((resolve) => setTimeout(resolve, 300));
        isDone = true;
        return all(batch);
      },
    });
    await bus.publish(topic, [feedback('one')]);
    await entered;
    await subscription.stop();
    expect(isDone).toBe(true);
    expect((await bus.progress(['a'], [topic])).reduce((sum, { lag }) => sum + lag, 0)).toBe(0);
  });

  if (!canCrash) return;
  test('delivers again what a killed member had in hand', async () => {
    const victim = connect();
    const { bus } = connect();
    const started: string[] = [];
    await victim.bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: async (batch) => {
        started.push(...keysOf(batch));
        await new Promise((resolve) => setTimeout(resolve, 200));
        return all(batch);
      },
    });
    await bus.publish(
      topic,
      range(30).map((n) => feedback(`k${n}`)),
    );
    await within(() => expect(started.length).toBeGreaterThan(0));
    victim.crash?.();
    const seen: string[] = [];
    await bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: (batch) => (seen.push(...keysOf(batch)), Promise.resolve(all(batch))),
    });
    await within(() => expect(new Set(seen)).toEqual(new Set(range(30).map((n) => `k${n}`))));
  });
}

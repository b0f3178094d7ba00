import { expect } from '@jest/globals';
import { topics } from '@convoscope/contracts';
import { feedback } from '../sample-events.ts';
import { topic, within, type BusFixture } from './bus-fixture.ts';

/** What every driver must know of the age of what is not processed. */
export function describeTimeLag({ connect, test }: BusFixture): void {
  test('tells how old the oldest unprocessed event is, and nothing where all is processed', async () => {
    const { bus } = connect();
    await bus.publish(topic, [feedback('one')]);
    const publishedAtMs = Date.now();
    await within(async () => {
      const [lag] = await bus.timeLags(['late'], [topic]);
      expect(lag?.timeLagMs).toBeGreaterThan(3_000);
      expect(lag?.timeLagMs).toBeLessThan(1.03 * (Date.now() - publishedAtMs) + 2_000);
      expect(lag).toMatchObject({ group: 'late', topic: topic.name, verdict: 'fine', nExpired: 0 });
    });
    expect(await bus.timeLags(['late'], [topics.reportsRequested])).toMatchObject([{ timeLagMs: 0 }]);
  });
}

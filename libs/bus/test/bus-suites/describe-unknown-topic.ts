import { expect } from '@jest/globals';
import { topics } from '@convoscope/contracts';
import type { BusFixture } from './bus-fixture.ts';

/** What every driver must do about a topic that is not there: it has no records, and nothing that reads it fails. */
export function describeUnknownTopic({ connect, test }: BusFixture): void {
  test('reads a topic that does not exist as one without records', async () => {
    const { bus } = connect();
    const unknown = topics.syncsRequested;
    expect(await bus.scan(unknown, { onEvents: () => undefined })).toEqual({ nEvents: 0, nUndecodable: 0 });
    expect(await bus.listDeadLetters(unknown)).toEqual([]);
  });
}

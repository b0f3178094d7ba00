import { expect } from '@jest/globals';
import { deadLetter, deadLetterId, type ReceivedEvent } from '../../src/index.ts';
import type { RawRecord } from '../../src/driver/bus-driver.ts';
import { encodeRecord } from '../../src/envelope/cloud-events-codec.ts';
import { feedback } from '../sample-events.ts';
import { all, keysOf, within, topic, type BusFixture } from './bus-fixture.ts';

/** What every driver must do with records that cannot be processed. */
export function describeDeadLetters({ connect, counterValue, appendRaw, test }: BusFixture): void {
  test('replays dead letters; replaying twice gives the same events again, with the same ids', async () => {
    const { bus } = connect();
    const seen: ReceivedEvent[] = [];
    let isBroken = true;
    await bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: (batch) => {
        if (isBroken)
          return Promise.resolve(batch.events.map(() => deadLetter('not-yet', new Error('later'))));
        seen.push(...batch.events);
        return Promise.resolve(all(batch));
      },
    });
    await bus.publish(topic, [feedback('a'), feedback('b')]);
    const letters = await within(async () => {
      const found = await bus.listDeadLetters(topic);
      expect(found).toHaveLength(2);
      return found;
    });
    isBroken = false;
    const chosen = letters.filter(({ key }) => key === 'a').map(deadLetterId);
    expect(await bus.replayDeadLetters(topic, chosen)).toBe(1);
    expect(await bus.replayDeadLetters(topic, 'all')).toBe(2);
    await within(() => expect(seen).toHaveLength(3));
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set([feedback('a').id, feedback('b').id]));
    expect(Object.keys(letters[0]?.headers ?? {}).filter((header) => header.startsWith('dlq_'))).toEqual([]);
  });

  test('parks records that are no events, with their bytes, and drops tombstones with a count', async () => {
    const client = connect();
    const good = (key: string): RawRecord =>
      encodeRecord(feedback(key), Buffer.from(JSON.stringify(feedback(key).data)));
    const same = Buffer.from('same');
    await appendRaw(client, [
      { ...good('x'), key: same, value: Buffer.from('{"cut') },
      { ...good('x'), key: same, value: Buffer.alloc(0) },
      { ...good('x'), key: same, value: Buffer.from([0xff, 0xfe]) },
      { key: same, value: Buffer.from('{}'), headers: {} },
      { ...good('x'), key: same, value: Buffer.from('{"feedbackId":1}') },
      { ...good('x'), key: same, value: null },
      { ...good('x'), key: same },
    ]);
    const seen: string[] = [];
    await client.bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: (batch) => (seen.push(...keysOf(batch)), Promise.resolve(all(batch))),
    });
    await within(() => expect(seen).toEqual(['same']));
    const letters = await within(async () => {
      const found = await client.bus.listDeadLetters(topic);
      expect(found).toHaveLength(5);
      return found;
    });
    expect(letters.map(({ reason }) => reason)).toEqual([
      'not-json',
      'empty',
      'not-json',
      'missing-headers',
      'schema',
    ]);
    expect(letters[2]?.value).toEqual(Buffer.from([0xff, 0xfe]));
    expect(letters[0]?.value?.toString()).toBe('{"cut');
    expect(await counterValue('bus_events_dropped_total', { reason: 'tombstone' })).toBe(1);
    expect(await client.bus.scan(topic, { onEvents: () => undefined })).toEqual({
      nEvents: 1,
      nUndecodable: 6,
    });
  });
}

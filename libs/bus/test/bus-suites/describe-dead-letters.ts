import { expect } from '@jest/globals';
import type { RawRecord } from '../../src/driver/bus-driver.ts';
import { encodeRecord } from '../../src/envelope/cloud-events-codec.ts';
import { feedback } from '../sample-events.ts';
import { all, keysOf, within, topic, type BusFixture } from './bus-fixture.ts';

/** What every driver must do with records that cannot be processed. */
export function describeDeadLetters({ connect, counterValue, appendRaw, test }: BusFixture): void {
  test('parks records that are no events, with their bytes, and drops tombstones with a count', async () => {
    const client = connect();
    const good = (key: string): RawRecord =>
      encodeRecord(feedback(key), Buffer.from(JSON.stringify(feedback(key).data)));
    const bad = ['not JSON', 'nothing', 'not UTF-8', 'no headers', 'not its schema'].map((key) =>
      Buffer.from(key),
    );
    const same = Buffer.from('same');
    await appendRaw(client, [
      { ...good('x'), key: bad[0] ?? null, value: Buffer.from('{"cut') },
      { ...good('x'), key: bad[1] ?? null, value: Buffer.alloc(0) },
      { ...good('x'), key: bad[2] ?? null, value: Buffer.from([0xff, 0xfe]) },
      { key: bad[3] ?? null, value: Buffer.from('{}'), headers: {} },
      { ...good('x'), key: bad[4] ?? null, value: Buffer.from('{"feedbackId":1}') },
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
    const byKey = new Map(letters.map((letter) => [letter.key, letter]));
    expect(bad.map((key) => byKey.get(key.toString())?.reason)).toEqual([
      'not-json',
      'empty',
      'not-json',
      'missing-headers',
      'schema',
    ]);
    expect(byKey.get('not UTF-8')?.value).toEqual(Buffer.from([0xff, 0xfe]));
    expect(byKey.get('not JSON')?.value?.toString()).toBe('{"cut');
    await within(async () =>
      expect(await counterValue('bus_events_dropped_total', { reason: 'tombstone' })).toBe(1),
    );
    expect(await client.bus.scan(topic, { onEvents: () => undefined })).toEqual({
      nEvents: 1,
      nUndecodable: 6,
    });
  });
}

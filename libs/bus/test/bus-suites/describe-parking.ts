import { expect } from '@jest/globals';
import { PermanentError, type FeedbackGiven } from '@convoscope/contracts';
import {
  deadLetterId,
  type BatchHandler,
  type Bus,
  type DeadLetter,
  type EventBatch,
} from '../../src/index.ts';
import { encodeRecord } from '../../src/envelope/cloud-events-codec.ts';
import { feedback } from '../sample-events.ts';
import { all, topic, within, type BusFixture } from './bus-fixture.ts';

const NOTE = { by: 'tester', because: 'hopeless' };
const valuesOf = ({ events }: EventBatch<FeedbackGiven>): string[] => events.map(({ data }) => data.value);

/** A handler that cannot process some values, and writes down the others. */
function createPicky() {
  const poison = new Set<string>();
  const seen: string[] = [];
  const handler: BatchHandler<FeedbackGiven> = (batch) => {
    if (valuesOf(batch).some((value) => poison.has(value)))
      return Promise.reject(new PermanentError('cannot read this', { code: 'TEST_POISON' }));
    seen.push(...valuesOf(batch));
    return Promise.resolve(all(batch));
  };
  return { poison, seen, handler };
}

const listOf = (bus: Bus, n: number): Promise<DeadLetter[]> =>
  within(async () => {
    const letters = await bus.listDeadLetters(topic);
    expect(letters).toHaveLength(n);
    return letters;
  });

/** What every driver must do with the events that come after one that cannot be processed. */
export function describeParking({ connect, counterValue, appendRaw, test }: BusFixture): void {
  const soon = { parkingCheckMs: 50 };
  const publish = (bus: Bus, ...values: string[]): Promise<void> =>
    bus.publish(
      topic,
      values.map((value) => feedback(value.startsWith('other') ? 'other' : 'k', value)),
    );

  test('lets later events of a key wait behind a dead letter, and go on in order when it is dropped', async () => {
    const { bus } = connect(soon);
    const { poison, seen, handler } = createPicky();
    poison.add('v1');
    await bus.subscribe({ group: 'a', topics: [topic], handler });
    await publish(bus, 'v0', 'v1', 'v2', 'other0', 'v3');
    const letters = await listOf(bus, 3);
    const place = `${letters[0]?.originalPartition}-${letters[0]?.originalOffset}`;
    expect(letters.map(({ reason, behind, attempts }) => ({ reason, behind, attempts }))).toEqual([
      { reason: 'TEST_POISON', behind: null, attempts: 1 },
      { reason: 'behind', behind: place, attempts: 0 },
      { reason: 'behind', behind: place, attempts: 0 },
    ]);
    await publish(bus, 'v4', 'other1');
    await within(() =>
      expect(seen.filter((value) => value.startsWith('other'))).toEqual(['other0', 'other1']),
    );
    await listOf(bus, 4);
    expect(seen.filter((value) => value.startsWith('v'))).toEqual(['v0']);
    expect(await counterValue('bus_keys_parked', { group: 'a' })).toBe(1);
    expect(await counterValue('bus_events_dead_lettered_total', { group: 'a' })).toBe(1);

    expect(await bus.dropDeadLetters(topic, letters.slice(0, 1).map(deadLetterId), NOTE)).toBe(1);
    await within(() =>
      expect(seen.filter((value) => value.startsWith('v'))).toEqual(['v0', 'v2', 'v3', 'v4']),
    );
    await listOf(bus, 0);
    await publish(bus, 'v5');
    await within(() => expect(seen.at(-1)).toBe('v5'));
    expect(await counterValue('bus_keys_parked', { group: 'a' })).toBe(0);
    expect(await bus.dropDeadLetters(topic, letters.slice(0, 1).map(deadLetterId), NOTE)).toBe(0);
  });

  test('replays with the same id and one effect, however often; what waited follows in order', async () => {
    const { bus } = connect(soon);
    const { poison, seen, handler } = createPicky();
    poison.add('v0').add('v2');
    await bus.subscribe({ group: 'a', topics: [topic], handler });
    await publish(bus, 'v0', 'v1', 'v2', 'v3');
    const letters = await listOf(bus, 4);
    // Nothing has been mended: it fails again, and is described by its last failure.
    const first = letters.slice(0, 1).map(deadLetterId);
    expect(await bus.replayDeadLetters(topic, first)).toEqual({ nReplayed: 1, nWaiting: 0 });
    const again = await within(async () => {
      const found = (await bus.listDeadLetters(topic)).find(
        ({ reason, attempts }) => reason !== 'behind' && attempts === 2,
      );
      expect(found?.firstFailedAt).toBe(letters[0]?.firstFailedAt);
      return found as DeadLetter;
    });
    expect(again.originalOffset).toBe(letters[0]?.originalOffset);
    poison.delete('v0');
    expect(await bus.replayDeadLetters(topic, 'all')).toEqual({ nReplayed: 1, nWaiting: 3 });
    // By its old name too, and while it is still on its way.
    await bus.replayDeadLetters(topic, first);
    await within(() => expect(seen).toEqual(['v0', 'v1']));
    // The second one is poison too, and what comes after waits behind that one now.
    await within(async () => {
      const rest = await bus.listDeadLetters(topic);
      const [failed, held] = rest.toSorted((x, y) => Number(x.originalOffset - y.originalOffset));
      expect(rest).toHaveLength(2);
      expect(failed).toMatchObject({ reason: 'TEST_POISON', behind: null });
      expect(held?.behind).toBe(`${failed?.originalPartition}-${failed?.originalOffset}`);
    });
    poison.clear();
    await bus.replayDeadLetters(topic, 'all');
    await bus.replayDeadLetters(topic, 'all');
    await within(() => expect(seen).toEqual(['v0', 'v1', 'v2', 'v3']));
    await listOf(bus, 0);
    expect(await bus.replayDeadLetters(topic, first)).toEqual({ nReplayed: 0, nWaiting: 0 });
    expect(seen).toEqual(['v0', 'v1', 'v2', 'v3']);
  });

  test('replays edited, under the same id, refuses an edit that does not fit, and mends what never was an event', async () => {
    const { bus, driver } = connect(soon);
    const { poison, seen, handler } = createPicky();
    const ids: string[] = [];
    poison.add('v0');
    await bus.subscribe<FeedbackGiven>({
      group: 'a',
      topics: [topic],
      handler: (batch) => {
        const outcomes = handler(batch);
        return outcomes.then((done) => (ids.push(...batch.events.map(({ id }) => id)), done));
      },
    });
    await publish(bus, 'v0', 'v1');
    const [letter] = await listOf(bus, 2);
    const chosen = letter ? [deadLetterId(letter)] : [];
    await expect(bus.replayDeadLetters(topic, chosen, { data: { feedbackId: 7 } })).rejects.toThrow(
      'does not fit',
    );
    await bus.replayDeadLetters(topic, chosen, { data: feedback('k', 'mended').data });
    await within(() => expect(seen).toEqual(['mended', 'v1']));
    expect(ids[0]).toBe(feedback('k', 'v0').id);
    const { headers } = encodeRecord(feedback('raw'), Buffer.alloc(0));
    await appendRaw({ bus, driver }, [{ key: Buffer.from('raw'), value: Buffer.from('?'), headers: {} }]);
    const [stranger] = await listOf(bus, 1);
    await bus.replayDeadLetters(topic, stranger ? [deadLetterId(stranger)] : [], {
      data: feedback('raw', 'born').data,
    });
    await within(() => expect(seen.at(-1)).toBe('born'));
    expect(ids.at(-1)).toMatch(/^feedback\.given\.v1\/\d-\d+$/);
    expect(Object.keys(headers)).toContain('ce_id');
  });

  test('knows what is parked after a restart, and lets it go for the group that failed alone', async () => {
    const client = connect(soon);
    const [failing, fine] = [createPicky(), createPicky()];
    failing.poison.add('v1');
    const first = await client.bus.subscribe({ group: 'a', topics: [topic], handler: failing.handler });
    await client.bus.subscribe({ group: 'b', topics: [topic], handler: fine.handler });
    await publish(client.bus, 'v0', 'v1', 'v2');
    await listOf(client.bus, 2);
    await first.stop();
    await publish(client.bus, 'v3');
    failing.poison.clear();
    const later = connect(soon);
    await later.bus.subscribe({ group: 'a', topics: [topic], handler: failing.handler });
    const letters = await listOf(later.bus, 3);
    expect(failing.seen).toEqual(['v0']);
    await later.bus.replayDeadLetters(topic, letters.slice(0, 1).map(deadLetterId));
    await within(() => expect(failing.seen).toEqual(['v0', 'v1', 'v2', 'v3']));
    await publish(client.bus, 'v4');
    await within(() => expect(fine.seen.at(-1)).toBe('v4'));
    expect(fine.seen).toEqual(['v0', 'v1', 'v2', 'v3', 'v4']);
    await listOf(later.bus, 0);
  });

  test('holds what follows a record that is no event, also within one batch', async () => {
    const client = connect(soon);
    const { seen, handler } = createPicky();
    const raw = (value: string) => {
      const event = feedback('k', value);
      return encodeRecord(event, Buffer.from(JSON.stringify(event.data)));
    };
    await appendRaw(client, [raw('v0'), { ...raw('v1'), value: Buffer.from('{') }, raw('v2')]);
    await client.bus.subscribe({ group: 'a', topics: [topic], handler });
    const letters = await listOf(client.bus, 2);
    expect(seen).toEqual(['v0']);
    await client.bus.dropDeadLetters(topic, letters.slice(0, 1).map(deadLetterId), NOTE);
    await within(() => expect(seen).toEqual(['v0', 'v2']));
  });

  test('stands still rather than park without bound, and goes on when there is room', async () => {
    const { bus } = connect({ ...soon, maxParked: 2 });
    const { poison, seen, handler } = createPicky();
    poison.add('v0');
    await bus.subscribe({ group: 'a', topics: [topic], handler });
    await publish(bus, 'v0', 'v1');
    const letters = await listOf(bus, 2);
    await publish(bus, 'v2');
    await within(async () =>
      expect(await counterValue('bus_batch_retries_total', { group: 'a' })).toBeGreaterThan(1),
    );
    await bus.dropDeadLetters(topic, letters.slice(0, 1).map(deadLetterId), NOTE);
    await within(() => expect(seen).toEqual(['v1', 'v2']));
  });
}

import { describe, expect, it } from '@jest/globals';
import type { ReceivedEvent } from '@convoscope/bus';
import { createAddressEventStep } from './address-event.step.ts';

const SINCE_MS = Date.UTC(2026, 0, 5);
const TOPIC = 'feedback.given.v1';

const received = (overrides: Partial<ReceivedEvent> = {}): ReceivedEvent => ({
  ...{ id: 'e1', topic: TOPIC, source: 'test', tenant: 'default', key: 'k', time: '', data: {} },
  ...{ position: { topic: TOPIC, partition: 0, offset: 0n }, appendedAtMs: SINCE_MS + 1 },
  ...overrides,
});

const step = createAddressEventStep(
  [
    { name: 'old', tenant: 'default', topics: [TOPIC] },
    { name: 'new', tenant: 'default', topics: [TOPIC, 'reports.completed.v1'] },
    { name: 'unknown', tenant: 'default', topics: [TOPIC] },
    { name: 'theirs', tenant: 'acme', topics: [TOPIC] },
  ],
  (tenant) =>
    Promise.resolve(
      tenant === 'acme'
        ? { theirs: { origin: '', sinceMs: { [TOPIC]: 0 }, disabled: null } }
        : {
            old: { origin: '', sinceMs: { [TOPIC]: 0 }, disabled: null },
            new: { origin: '', sinceMs: { [TOPIC]: SINCE_MS }, disabled: null },
          },
    ),
);

const endpointsOf = async (event: ReceivedEvent): Promise<unknown> => {
  const outcome = await step(event);
  return outcome.kind === 'ok' ? outcome.value.endpoints : outcome;
};

describe('an event', () => {
  it('is for those of its tenant that want its topic', async () => {
    expect(await endpointsOf(received())).toEqual(['old', 'new']);
    expect(await endpointsOf(received({ tenant: 'acme' }))).toEqual(['theirs']);
  });

  it('that was there before an endpoint is none of its business, but for a minute in which clocks may differ', async () => {
    expect(await endpointsOf(received({ appendedAtMs: SINCE_MS - 60_000 }))).toEqual(['old', 'new']);
    expect(await endpointsOf(received({ appendedAtMs: SINCE_MS - 60_001 }))).toEqual(['old']);
    expect(await endpointsOf(received({ appendedAtMs: -60_001 }))).toEqual({
      ...{ kind: 'drop', reason: 'before-endpoint' },
    });
  });

  it('that names endpoints among its recipients is for these alone', async () => {
    const to = (...recipients: string[]) => endpointsOf(received({ data: { recipients } }));
    expect(await to('webhook:new', 'anna@example.com')).toEqual(['new']);
    expect(await to('anna@example.com')).toEqual(['old', 'new']);
    expect(await to('webhook:theirs')).toEqual({ kind: 'drop', reason: 'unwanted' });
  });

  it('that nobody wants is left out', async () => {
    const unwanted = { kind: 'drop', reason: 'unwanted' };
    expect(await endpointsOf(received({ tenant: 'nobody' }))).toEqual(unwanted);
    expect(await endpointsOf(received({ topic: 'syncs.requested.v1' }))).toEqual(unwanted);
  });
});

import { TransientError } from '@convoscope/contracts';
import type { AuditEntry } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { eventually } from '@convoscope/testing';
import { describe, expect, it } from '@jest/globals';
import { AuditTrail } from './audit-trail.ts';

function createWorld() {
  const world = { isAway: false, writes: [] as AuditEntry[][] };
  const auditLog = {
    async append(_tenant: string, entries: readonly AuditEntry[]) {
      await new Promise((resolve) => setImmediate(resolve));
      if (world.isAway) throw new TransientError('away', { code: 'STORE_UNAVAILABLE' });
      world.writes.push([...entries]);
      return [];
    },
  };
  const telemetry = createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false });
  const trail = new AuditTrail({ auditLog, now: () => 0, telemetry });
  return { world, trail };
}

const reading = (n: number) => ({ by: 'ana', action: 'read:users', subject: `getUser ${n}` });
const refusal = { by: 'unknown', action: 'authentication.failed', subject: 'listUsers from 10.0.0.1' };

describe('the audit trail', () => {
  it('writes a thousand readings in a few writes, each before its reader goes on', async () => {
    const { trail, world } = createWorld();
    await Promise.all(Array.from({ length: 1_000 }, (_, n) => trail.note('acme', reading(n))));
    expect(world.writes.flat()).toHaveLength(1_000);
    expect(world.writes.length).toBeLessThanOrEqual(4);
  });

  it('refuses what cannot be written down, and writes the next', async () => {
    const { trail, world } = createWorld();
    world.isAway = true;
    await expect(trail.note('acme', reading(1))).rejects.toThrow('away');
    world.isAway = false;
    await trail.note('acme', reading(2));
    expect(world.writes.flat()).toMatchObject([{ subject: 'getUser 2' }]);
  });

  it('counts a refusal that repeats, and loses none while the database is away', async () => {
    const { trail, world } = createWorld();
    world.isAway = true;
    for (let n = 0; n < 500; n++) trail.noteRefusal('acme', refusal);
    await expect(trail.note('acme', reading(1))).rejects.toThrow('away');
    for (let n = 0; n < 500; n++) trail.noteRefusal('acme', refusal);
    world.isAway = false;
    await eventually(() =>
      expect(world.writes.flat()).toMatchObject([{ ...refusal, because: '1000 times' }]),
    );
  });

  it('tells a thousand kinds of refusal apart, and says how many more there were', async () => {
    const { trail, world } = createWorld();
    for (let n = 0; n < 1_500; n++) trail.noteRefusal('acme', { ...refusal, subject: `from ${n}` });
    await trail.onModuleDestroy();
    const [entries = []] = world.writes;
    expect(entries).toHaveLength(1_001);
    expect(entries.at(-1)).toMatchObject({ by: 'several', because: '500 times' });
  });

  it('writes at the end what was not written yet, each tenant into its own log', async () => {
    const { trail, world } = createWorld();
    trail.noteRefusal('acme', refusal);
    trail.noteRefusal('other', refusal);
    await trail.onModuleDestroy();
    expect(world.writes).toHaveLength(2);
    world.isAway = true;
    trail.noteRefusal('acme', refusal);
    await expect(trail.onModuleDestroy()).resolves.toBeUndefined();
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer } from '@convoscope/testing';
import type { AuditEntry } from '@convoscope/store';
import { AT } from './document-builders.ts';
import { openStore, type OpenedStore } from './open-store.ts';

const entry = (overrides: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{
    at: AT,
    by: 'anna',
    action: 'dead-letter.drop',
    subject: 'syncs.requested.v1/0-7',
    because: 'hopeless',
  },
  ...{ before: 'a'.repeat(64), after: null },
  ...overrides,
});

describeWithServer('mongod', 'the audit log', ({ uri, database }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await openStore({ uri, database });
  }, 60_000);
  afterAll(() => opened?.drop());

  it('numbers entries without gaps although many write at once, and chains them', async () => {
    const { auditLog } = opened.store;
    const written = await Promise.all(
      Array.from({ length: 8 }, (_, n) => auditLog.append('acme', [entry({ subject: `s-${n}` })])),
    );
    expect(
      written
        .flat()
        .map(({ sequence }) => sequence)
        .sort((a, b) => a - b),
    ).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await auditLog.verify('acme')).toEqual({ nEntries: 8, brokenAt: null });
    await auditLog.append('acme', [entry({ action: 'dead-letter.replay' })]);
    const page = await auditLog.findPage('acme', {}, { limit: 3 });
    expect(page.items.map(({ sequence }) => sequence)).toEqual([9, 8, 7]);
    const rest = await auditLog.findPage('acme', {}, { limit: 3, cursor: page.nextCursor ?? '' });
    expect(rest.items[0]?.sequence).toBe(6);
    const replays = await auditLog.findPage('acme', { action: 'dead-letter.replay' }, { limit: 5 });
    expect(replays.items).toMatchObject([{ sequence: 9, by: 'anna', tenant: 'acme' }]);
    expect((await auditLog.findPage('other', {}, { limit: 5 })).items).toEqual([]);
    expect(await auditLog.verify('other')).toEqual({ nEntries: 0, brokenAt: null });
  });

  it('writes thousands of entries in a few writes, with others in between', async () => {
    const { auditLog } = opened.store;
    const many = Array.from({ length: 1_000 }, (_, n) => entry({ subject: `s-${n}` }));
    await Promise.all([auditLog.append('busy', many), auditLog.append('busy', [entry({ by: 'bert' })])]);
    expect(await auditLog.verify('busy')).toEqual({ nEntries: 1_001, brokenAt: null });
  });

  it('shows that the newest entries are gone, and that a head was written anew, by what is known of it elsewhere', async () => {
    const { auditLog } = opened.store;
    const [, , head] = await auditLog.append('cut', [entry(), entry(), entry()]);
    expect(await auditLog.verify('cut', head)).toEqual({ nEntries: 3, brokenAt: null });
    await opened.raw
      .db(database)
      .collection('audit_log')
      .deleteMany({ tenant: 'cut', sequence: { $gt: 1 } });
    expect((await auditLog.verify('cut')).brokenAt).toBe(null);
    expect((await auditLog.verify('cut', head)).brokenAt).toBe(2);
    await auditLog.append('cut', [entry({ by: 'mallory' }), entry()]);
    expect((await auditLog.verify('cut', head)).brokenAt).toBe(3);
  });

  it.each([
    [
      'is altered',
      3,
      (sequence: number) => ({ updateOne: { filter: { sequence }, update: { $set: { by: 'nobody' } } } }),
    ],
    ['is taken out', 4, (sequence: number) => ({ deleteOne: { filter: { sequence } } })],
    ['at the beginning is taken out', 1, () => ({ deleteOne: { filter: { sequence: 1 } } })],
  ])('shows when an entry %s', async (_, brokenAt, tamper) => {
    const tenant = `tenant-${brokenAt}-${_.length}`;
    for (let n = 0; n < 5; n++) await opened.store.auditLog.append(tenant, [entry()]);
    const collection = opened.raw.db(database).collection('audit_log');
    const [operation] = [tamper(brokenAt)];
    const [[kind, { filter, ...update }]] = Object.entries(operation) as [[string, { filter: object }]];
    await collection.bulkWrite([{ [kind]: { filter: { tenant, ...filter }, ...update } } as never]);
    expect((await opened.store.auditLog.verify(tenant)).brokenAt).toBe(brokenAt);
  });
});

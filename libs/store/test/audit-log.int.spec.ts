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
    expect(await auditLog.verify('acme')).toEqual({ nEntries: 8, broken: null });
    await auditLog.append('acme', [entry({ action: 'dead-letter.replay' })]);
    const page = await auditLog.findPage('acme', {}, { limit: 3 });
    expect(page.items.map(({ sequence }) => sequence)).toEqual([9, 8, 7]);
    const rest = await auditLog.findPage('acme', {}, { limit: 3, cursor: page.nextCursor ?? '' });
    expect(rest.items[0]?.sequence).toBe(6);
    const replays = await auditLog.findPage('acme', { action: 'dead-letter.replay' }, { limit: 5 });
    expect(replays.items).toMatchObject([{ sequence: 9, by: 'anna', tenant: 'acme' }]);
    expect((await auditLog.findPage('other', {}, { limit: 5 })).items).toEqual([]);
    expect(await auditLog.verify('other')).toEqual({ nEntries: 0, broken: null });
  });

  it('writes thousands of entries in a few writes, with others in between', async () => {
    const { auditLog } = opened.store;
    const many = Array.from({ length: 1_000 }, (_, n) => entry({ subject: `s-${n}` }));
    await Promise.all([auditLog.append('busy', many), auditLog.append('busy', [entry({ by: 'bert' })])]);
    expect(await auditLog.verify('busy')).toEqual({ nEntries: 1_001, broken: null });
  });

  it('shows that the newest entries are gone, and that a head was written anew, by what is known of it elsewhere', async () => {
    const { auditLog } = opened.store;
    const [, , head] = await auditLog.append('cut', [entry(), entry(), entry()]);
    expect(await auditLog.verify('cut', head)).toEqual({ nEntries: 3, broken: null });
    await opened.raw
      .db(database)
      .collection('audit_log')
      .deleteMany({ tenant: 'cut', sequence: { $gt: 1 } });
    expect((await auditLog.verify('cut')).broken).toBeNull();
    expect((await auditLog.verify('cut', head)).broken).toEqual({ what: 'missing', sequence: 2 });
    await auditLog.append('cut', [entry({ by: 'mallory' }), entry()]);
    expect((await auditLog.verify('cut', head)).broken).toEqual({ what: 'altered', sequence: 3 });
  });

  type Collection = ReturnType<ReturnType<OpenedStore['raw']['db']>['collection']>;
  const inTenant = (tenant: string) => ({
    change: (collection: Collection, sequence: number, set: object) =>
      collection.updateOne({ tenant, sequence }, { $set: set }),
  });

  it.each<
    [string, { what: string; sequence: number }, (all: Collection, tenant: string) => Promise<unknown>]
  >([
    [
      'is altered',
      { what: 'altered', sequence: 3 },
      (all, tenant) => inTenant(tenant).change(all, 3, { by: 'nobody' }),
    ],
    [
      'at the end is altered',
      { what: 'altered', sequence: 6 },
      (all, tenant) => inTenant(tenant).change(all, 6, { subject: 'another' }),
    ],
    [
      'is taken out',
      { what: 'missing', sequence: 4 },
      (all, tenant) => all.deleteOne({ tenant, sequence: 4 }),
    ],
    [
      'at the beginning is taken out',
      { what: 'missing', sequence: 1 },
      (all, tenant) => all.deleteOne({ tenant, sequence: 1 }),
    ],
    [
      'is put in, and what comes after it moved up',
      { what: 'inserted', sequence: 4 },
      async (all, tenant) => {
        for (const sequence of [6, 5, 4])
          await inTenant(tenant).change(all, sequence, { sequence: sequence + 1 });
        const { _id, ...copy } = (await all.findOne({ tenant, sequence: 3 })) ?? {};
        return all.insertOne({ ...copy, sequence: 4, by: 'mallory' });
      },
    ],
    [
      'changes places with another',
      { what: 're-ordered', sequence: 5 },
      async (all, tenant) => {
        for (const [from, to] of [
          [5, 100],
          [2, 5],
          [100, 2],
        ] as const)
          await inTenant(tenant).change(all, from, { sequence: to });
      },
    ],
  ])('shows when an entry %s', async (_, broken, tamper) => {
    const tenant = `tenant-${broken.what}-${broken.sequence}`;
    for (let n = 0; n < 6; n++) await opened.store.auditLog.append(tenant, [entry({ subject: `s-${n}` })]);
    await tamper(opened.raw.db(database).collection('audit_log'), tenant);
    expect((await opened.store.auditLog.verify(tenant)).broken).toEqual(broken);
  });

  it('finds entries by who, what and when, all at once', async () => {
    const { auditLog } = opened.store;
    const [anna, bert] = [entry({ by: 'anna' }), entry({ by: 'bert', at: new Date('2026-04-01T00:00:00Z') })];
    await auditLog.append('found', [
      anna,
      bert,
      { ...bert, action: 'api-key.revoke' },
      { ...bert, by: 'anna' },
    ]);
    const find = async (filter: object) =>
      (await auditLog.findPage('found', filter, { limit: 10 })).items.map(({ sequence }) => sequence);
    expect(await find({ by: 'bert' })).toEqual([3, 2]);
    expect(await find({ by: 'bert', action: 'api-key.revoke' })).toEqual([3]);
    expect(await find({ from: '2026-04-01' })).toEqual([4, 3, 2]);
    expect(await find({ to: '2026-03-31' })).toEqual([1]);
    expect(await find({ from: '2026-04-01', to: '2026-04-01', by: 'anna' })).toEqual([4]);
    expect(await find({ action: 'none' })).toEqual([]);
    expect(await auditLog.tenants()).toEqual(expect.arrayContaining(['acme', 'found']));
    await expect(find({ from: 'soon' })).rejects.toMatchObject({ code: 'STORE_FILTER_INVALID' });
  });
});

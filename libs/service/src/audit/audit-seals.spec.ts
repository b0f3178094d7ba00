import { isIncluded } from '@convoscope/access';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import type { AuditDocument, AuditLogRepository } from '@convoscope/store';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveEntry, sealAuditLog, verifyAuditLog } from './audit-seals.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-03-01T12:00:00Z');

let dir: string;
let objects: ObjectStore;
let entries: AuditDocument[];
let nRead: number;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'audit-seals-'));
  objects = createFilesystemObjectStore({ dir });
  [entries, nRead] = [[], 0];
});
afterEach(() => rm(dir, { recursive: true }));

const addEntries = (day: number, n: number): void => {
  for (let i = 0; i < n; i++) {
    const sequence = entries.length + 1;
    const at = new Date(START + day * DAY_MS + i);
    const hash = createHash('sha256').update(`${sequence}`).digest('hex');
    entries.push({ sequence, at, hash } as AuditDocument);
  }
};

const log = {
  findPage(_tenant: string, { to = '' }: { to?: string }) {
    const items = entries.filter(({ at }) => at.toISOString().slice(0, 10) <= to).toReversed();
    return Promise.resolve({ items: items.slice(0, 1), nextCursor: null });
  },
  async *between(_tenant: string, from: number, to: number) {
    for (const entry of entries)
      if (entry.sequence >= from && entry.sequence <= to) {
        nRead += 1;
        yield await Promise.resolve(entry);
      }
  },
  verify: () => Promise.resolve({ nEntries: entries.length, broken: null }),
} as unknown as AuditLogRepository;

const seal = (day: number) =>
  sealAuditLog({ log, objects, now: () => START + day * DAY_MS, retainMs: DAY_MS }, 'acme');

it('seals the days that are over, each entry once, and reads no entry that is sealed', async () => {
  expect(await seal(0)).toBeNull();
  addEntries(0, 3);
  expect(await seal(0)).toBeNull();
  addEntries(1, 4);
  const first = await seal(1);
  expect(first).toMatchObject({ day: '2026-03-01', from: 1, to: 3, previousRoot: null });
  expect([await seal(1), nRead]).toEqual([null, 3]);
  addEntries(4, 2);
  expect(await seal(5)).toMatchObject({ day: '2026-03-05', from: 4, to: 9, previousRoot: first?.root });
  expect(nRead).toBe(9);
});

it('proves a sealed entry to whoever has the seal, and none that is not sealed', async () => {
  addEntries(0, 5);
  addEntries(1, 1);
  await seal(1);
  for (const { sequence, hash } of entries.slice(0, 5)) {
    const proof = await proveEntry({ log, objects }, 'acme', sequence);
    if (proof === null) throw new Error('no proof');
    const stored = JSON.parse((await objects.get(proof.sealKey))?.body.toString() ?? '') as { root: string };
    expect(isIncluded(hash, proof, stored.root)).toBe(true);
  }
  expect(await proveEntry({ log, objects }, 'acme', 6)).toBeNull();
  expect(await proveEntry({ log, objects }, 'other', 1)).toBeNull();
});

it('shows that a chain was computed anew, by the seal that it does not fit', async () => {
  addEntries(0, 5);
  addEntries(1, 5);
  await seal(1);
  await seal(2);
  const whole = { nEntries: 10, broken: null, nSeals: 2, brokenSeal: null };
  expect(await verifyAuditLog(log, objects, 'acme')).toEqual(whole);
  entries[6] = { ...(entries[6] as AuditDocument), hash: '0'.repeat(64) };
  expect(await verifyAuditLog(log, objects, 'acme')).toMatchObject({
    brokenSeal: { day: '2026-03-02', from: 6 },
  });
  entries.splice(2, 1);
  expect(await verifyAuditLog(log, objects, 'acme')).toMatchObject({ brokenSeal: { day: '2026-03-01' } });
});

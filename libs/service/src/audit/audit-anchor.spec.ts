import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import type { AuditDocument, AuditLogRepository } from '@convoscope/store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorAuditLog } from './audit-anchor.ts';

let dir: string;
let objects: ObjectStore;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'audit-anchor-'));
  objects = createFilesystemObjectStore({ dir });
});
afterEach(() => rm(dir, { recursive: true }));

it('keeps in object storage how far the log has reached, the highest of all who write', async () => {
  const heads: unknown[] = [];
  let next = 1;
  const log = {
    append: () => Promise.resolve([{ sequence: next, hash: `hash ${next}` }] as AuditDocument[]),
    verify: (_tenant: string, head: unknown) => {
      heads.push(head);
      return Promise.resolve({ nEntries: 0, broken: null });
    },
  } as unknown as AuditLogRepository;
  const anchored = anchorAuditLog(log, objects);
  await anchored.verify('acme');
  for (next of [1, 3, 2]) await anchored.append('acme', []);
  await anchored.verify('acme');
  expect(heads).toEqual([null, { sequence: 3, hash: 'hash 3' }]);
});

/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { isIncluded, type InclusionProof } from '@convoscope/access';
import { describeWithServer, eventually } from '@convoscope/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { startGateway, type Gateway } from './gateway-fixture.ts';

interface Entry {
  sequence: number;
  by: string;
  action: string;
  subject: string;
  because: string | null;
}

describeWithServer('mongod', 'what the door writes down', (mongod) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway(mongod);
  }, 60_000);
  afterAll(() => gateway?.stop());

  const found = async (query: string): Promise<Entry[]> =>
    (await gateway.get(`/api/v1/audit-log?${query}`)).json<{ items: Entry[] }>().items;
  const aViewer = async (name: string): Promise<string> =>
    (await gateway.post('/api/v1/api-keys', { name, roles: ['viewer'] })).json<{ key: string }>().key;

  it('names who read what of whom, without naming the person, before it is answered', async () => {
    await gateway.get('/api/v1/users/user-1');
    await gateway.get('/api/v1/conversations?search=my+secret&userId=user-1&limit=3');
    const digest = createHash('sha256').update('user-1').digest('hex').slice(0, 32);
    expect((await found('action=read:users'))[0]).toMatchObject({
      by: 'api-key',
      subject: `getUser sha256:${digest}`,
    });
    const [read] = await found('action=read:conversations');
    expect(read).toMatchObject({ subject: 'listConversations by userId, search' });
    expect(JSON.stringify(await found('limit=200'))).not.toContain('my secret');
  });

  it('counts who was not let in, and names what was denied to whom', async () => {
    const key = await aViewer('curious');
    for (let n = 0; n < 5; n++) {
      await gateway.call('GET', '/api/v1/users', { headers: { 'x-api-key': 'a wrong key' } });
      await gateway.call('GET', '/api/v1/users', { headers: { 'x-api-key': key } });
    }
    await eventually(async () => {
      const failed = await found('action=authentication.failed');
      expect(failed.map(({ by, subject }) => [by, subject])).toContainEqual([
        'unknown',
        'listUsers from 127.0.0.1',
      ]);
      const denied = await found('action=access.denied&by=curious');
      const times = denied.map(({ because }) => Number(/(\d+) times/.exec(because ?? '')?.[1] ?? 1));
      expect(times.reduce((sum, n) => sum + n, 0)).toBe(5);
      expect(denied[0]).toMatchObject({ by: 'curious', subject: 'listUsers' });
    });
  });

  it('writes down changes once, whoever writes them', async () => {
    const key = await aViewer('changed');
    expect(await found('action=api-key.create')).toHaveLength(2);
    expect(await found('action=manage:keys')).toEqual([]);
    await gateway.post('/api/v1/syncs', { source: 'noco' });
    expect((await found('action=operate:processing'))[0]).toMatchObject({ subject: 'requestSync' });
    expect(JSON.stringify(await found('limit=200'))).not.toContain(key.slice(21));
  });

  it('is exported as CSV that no spreadsheet takes for formulas, to whoever may read it', async () => {
    const name = '=HYPERLINK("https://evil.example")';
    await aViewer(name);
    const { store, tenant } = gateway.service.runtime;
    await store.auditLog.append(tenant, [
      {
        at: new Date(),
        by: name,
        action: 'access.denied',
        subject: 'x',
        because: null,
        before: null,
        after: null,
      },
    ]);
    const answer = await gateway.get('/api/v1/audit-log/export?from=2026-01-01');
    expect([answer.status, answer.type]).toEqual([200, 'text/csv; charset=utf-8']);
    const [header, ...lines] = answer.text.trim().split('\n');
    expect(header).toBe('sequence,at,by,action,subject,because,before,after,previousHash,hash');
    expect(lines.length).toBeGreaterThan(5);
    expect(answer.text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    const exported = await found('action=read:audit');
    expect(exported[0]).toMatchObject({ subject: 'exportAuditLog {"from":"2026-01-01"}' });
  });

  it('proves a sealed entry, and is whole', async () => {
    const proof = (await gateway.get('/api/v1/audit-log/1/proof')).json<
      InclusionProof & { root: string; sealKey: string; entry: { hash: string } }
    >();
    expect(isIncluded(proof.entry.hash, proof, proof.root)).toBe(true);
    expect((await gateway.get('/api/v1/audit-log/999999/proof')).status).toBe(404);
    const { store, tenant } = gateway.service.runtime;
    expect((await store.auditLog.verify(tenant)).broken).toBeNull();
  });
});

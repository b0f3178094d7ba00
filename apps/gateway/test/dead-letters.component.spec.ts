/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Outcome, Subscription } from '@convoscope/bus';
import { topics, type Topic } from '@convoscope/contracts';
import { describeWithServer, eventually } from '@convoscope/testing';
import { startGateway, type Gateway } from './gateway-fixture.ts';

const topic = topics.syncsRequested as Topic;

interface Letter {
  id: string;
  reason: string;
  behind: string | null;
  value?: string;
  headers?: Record<string, string>;
}

describeWithServer('mongod', 'dead letters in the gateway', (mongod) => {
  let gateway: Gateway;
  let subscription: Subscription;
  const seen: { id: string; source: unknown }[] = [];

  beforeAll(async () => {
    gateway = await startGateway(mongod);
    subscription = await gateway.service.runtime.bus.subscribe({
      group: 'picky',
      topics: [topic],
      handler: ({ events }) =>
        Promise.resolve(
          events.map(({ id, data }): Outcome => {
            const { source } = data as { source: unknown };
            if (source === 'bad')
              return { kind: 'dead-letter', reason: 'refused', cause: new TypeError('no') };
            seen.push({ id, source });
            return { kind: 'ok', value: undefined };
          }),
        ),
    });
  }, 60_000);
  afterAll(async () => {
    await subscription?.stop();
    await gateway?.stop();
  });

  const list = (n: number): Promise<Letter[]> =>
    eventually(async () => {
      const answer = await gateway.get('/api/v1/dead-letters');
      expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
      const { items } = answer.json<{ items: Letter[] }>();
      expect(items).toHaveLength(n);
      return items;
    });
  const audit = async (): Promise<
    { action: string; by: string; because: string | null; before: string; after: string | null }[]
  > => {
    const { items } = (await gateway.get('/api/v1/audit-log')).json<{ items: { action: string }[] }>();
    return items.filter(({ action }) => action.startsWith('dead-letter.')) as never[];
  };
  const request = (source: string) => gateway.post('/api/v1/syncs', { source });

  it('shows one whole, and its list without its text', async () => {
    await request('bad');
    const [letter] = await list(1);
    expect(letter).toMatchObject({
      reason: 'refused',
      behind: null,
      errorClass: 'TypeError',
      group: 'picky',
      attempts: 1,
    });
    expect(JSON.stringify(letter)).not.toContain('"bad"');
    const whole = await gateway.get(`/api/v1/dead-letters/${topic.name}/${letter?.id}`);
    expect(JSON.parse(whole.json<Letter>().value ?? '')).toMatchObject({ source: 'bad' });
    expect(whole.json<Letter>().headers?.['ce_type']).toBe(topic.name);
    expect((await gateway.get(`/api/v1/dead-letters/${topic.name}/0-99`)).status).toBe(404);
  });

  it('replays one edited, under its own id, once however often it is asked to, and writes down who did it', async () => {
    const [letter] = await list(1);
    const edit = { set: [{ path: 'source', value: 'mended' }] };
    const ask = () =>
      gateway.post('/api/v1/dead-letters/replay', {
        topic: topic.name,
        ids: [letter?.id],
        edit,
        because: 'typo',
      });
    const refused = await gateway.post('/api/v1/dead-letters/replay', {
      topic: topic.name,
      ids: [letter?.id],
      edit: { set: [{ path: 'mode', value: 'sideways' }] },
    });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('does not fit') as unknown]);
    expect((await ask()).json()).toEqual({ nReplayed: 1, nWaiting: 0 });
    await list(0);
    expect((await ask()).status).toBe(404);
    expect(seen).toEqual([{ id: expect.any(String) as unknown, source: 'mended' }]);
    const [done] = await audit();
    expect(done).toMatchObject({ action: 'dead-letter.edit', by: 'api-key', because: 'typo' });
    expect(done?.after).not.toBe(done?.before);
    expect(await gateway.service.runtime.store.auditLog.verify('default')).toMatchObject({ broken: null });
  });

  it('drops for a reason, and replays all', async () => {
    await request('bad');
    await request('bad');
    const [first] = await list(2);
    const drop = { topic: topic.name, ids: [first?.id], because: 'hopeless' };
    expect((await gateway.post('/api/v1/dead-letters/drop', drop)).json()).toEqual({ nDropped: 1 });
    await list(1);
    expect((await gateway.post('/api/v1/dead-letters/drop', drop)).json()).toEqual({ nDropped: 0 });
    const all = await gateway.post('/api/v1/dead-letters/replay', { topic: topic.name, ids: 'all' });
    expect(all.json()).toEqual({ nReplayed: 1, nWaiting: 0 });
    const [replay, dropped] = await audit();
    expect(replay).toMatchObject({ action: 'dead-letter.replay', because: null });
    expect(replay?.after).toBe(replay?.before);
    expect(dropped).toMatchObject({ action: 'dead-letter.drop', because: 'hopeless', after: null });
  });
});

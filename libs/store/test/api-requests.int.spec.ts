import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer } from '@convoscope/testing';
import { openStore, type OpenedStore } from './open-store.ts';

const AT = new Date('2099-01-01T00:00:00Z');
const later = (seconds: number): Date => new Date(AT.getTime() + seconds * 1_000);

describeWithServer('mongod', 'what the API remembers', (server) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await openStore(server);
  }, 60_000);
  afterAll(() => opened?.drop());

  const begin = (key: string, at = AT, tenant = 'acme') =>
    opened.store.apiRequests.begin(tenant, {
      ...{ principal: 'anna', key, fingerprint: 'f', at },
      expireAt: later(86_400),
    });

  it('lets one of many begin a request, and knows its answer afterwards', async () => {
    const begun = await Promise.all(Array.from({ length: 8 }, () => begin('k-1')));
    expect(begun.filter((known) => known === null)).toHaveLength(1);
    await opened.store.apiRequests.finish(
      'acme',
      { principal: 'anna', key: 'k-1' },
      { status: 202, answer: '{}' },
    );
    expect(await begin('k-1', later(3_600))).toMatchObject({ fingerprint: 'f', status: 202, answer: '{}' });
    expect(await begin('k-1', AT, 'other')).toBeNull();
  });

  it('lets another begin what was abandoned, and what failed', async () => {
    expect(await begin('k-2')).toBeNull();
    expect(await begin('k-2', later(60))).toMatchObject({ status: null });
    expect(await begin('k-2', later(180))).toBeNull();
    await opened.store.apiRequests.forget('acme', { principal: 'anna', key: 'k-2' });
    expect(await begin('k-2')).toBeNull();
  });

  it('sums what became of a submission, each part once', async () => {
    const { submissions } = opened.store;
    const part = (number: number, isLast: boolean, nPublished: number) => ({
      ...{ submissionId: 's-1', part: number, isLast, source: 'api', nRows: 2, nPublished },
      ...{ nUnchanged: 0, nRejected: 2 - nPublished, processedAt: later(number), expireAt: later(86_400) },
    });
    expect(await submissions.find('acme', 's-1')).toBeNull();
    await submissions.putPart('acme', part(1, true, 1));
    expect(await submissions.find('acme', 's-1')).toMatchObject({ isDone: false, nRows: 2 });
    await submissions.putPart('acme', part(0, false, 2));
    await submissions.putPart('acme', part(0, false, 2));
    expect(await submissions.find('acme', 's-1')).toEqual({
      ...{ submissionId: 's-1', source: 'api', isDone: true, nRows: 4, nPublished: 3 },
      ...{ nUnchanged: 0, nRejected: 1, processedAt: later(1) },
    });
    expect(await submissions.find('other', 's-1')).toBeNull();
  });
});

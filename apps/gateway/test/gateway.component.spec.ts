/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topics, type Topic } from '@convoscope/contracts';
import { describeWithServer } from '@convoscope/testing';
import { REPORT_PAGE } from './fill-store.ts';
import { N_CONVERSATIONS, startGateway, type Gateway } from './gateway-fixture.ts';

interface Categorisation {
  model: unknown;
  replay: unknown;
}

describeWithServer('mongod', 'the gateway', (mongod) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway(mongod);
  }, 60_000);
  afterAll(() => gateway?.stop());

  it('pages through all conversations, each once, newest first', async () => {
    const seen: { conversationId: string; startedAt: string }[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = (await gateway.get(`/api/v1/conversations?limit=7${query}`)).json<{
        items: typeof seen;
        nextCursor: string | null;
      }>();
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(new Set(seen.map(({ conversationId }) => conversationId)).size).toBe(N_CONVERSATIONS);
    expect(seen).toHaveLength(N_CONVERSATIONS);
    const starts = seen.map(({ startedAt }) => startedAt);
    expect(starts).toEqual([...starts].sort().reverse());
  });

  it('filters', async () => {
    const count = async (query: string): Promise<number> =>
      (await gateway.get(`/api/v1/conversations?limit=200&${query}`)).json<{ items: unknown[] }>().items
        .length;
    expect(await count('isAnomalous=true')).toBe(1);
    expect(await count('isAnomalous=false')).toBe(N_CONVERSATIONS - 1);
    expect((await count('topic=account')) + (await count('topic=billing'))).toBe(N_CONVERSATIONS);
    expect(await count('search=conversation-1')).toBe(1);
    expect(await count('language=de')).toBe(0);
  });

  it('finds conversations by what was said, and shows how they begin', async () => {
    const found = (await gateway.get('/api/v1/conversations?limit=200&search=resetting%20passwords')).json<{
      items: { title: string; firstWords: string }[];
    }>();
    expect(found.items.length).toBeGreaterThan(0);
    expect(found.items.map(({ firstWords }) => firstWords)).toContain('How do I reset my password?');
    expect(found.items.length).toBeLessThan(N_CONVERSATIONS);
    const bad = await gateway.get('/api/v1/conversations?search=password&order=score');
    expect(bad.status).toBe(400);
    const byScore = (await gateway.get('/api/v1/conversations?order=score&limit=3')).json<{
      items: { anomaly: { score: number } }[];
    }>();
    expect(byScore.items.map(({ anomaly }) => anomaly.score)).toEqual([0.99, 0.2, 0.2]);
  });

  describe('asking for figures', () => {
    const ask = async (query: object) =>
      (await gateway.post('/api/v1/analytics/query', query)).json<{
        rows: { at: string | null; label: string | null; values: Record<string, number | null> }[];
        nLabelsLeftOut: number;
      }>();

    it('gives all of it, by label, and by window, which sum up', async () => {
      const total = await ask({ metrics: ['conversations', 'users', 'anomalyRate'] });
      expect(total.rows).toEqual([
        {
          at: null,
          label: null,
          values: { conversations: N_CONVERSATIONS, users: 7, anomalyRate: 1 / N_CONVERSATIONS },
        },
      ]);
      const byTopic = await ask({ metrics: ['conversations'], dimension: 'topic' });
      expect(byTopic.rows.map(({ label, values }) => [label, values['conversations']])).toEqual([
        ['account', 16],
        ['billing', 15],
      ]);
      for (const granularity of ['day', 'month']) {
        const { rows } = await ask({ metrics: ['conversations'], dimension: 'topic', granularity });
        const sum = rows.reduce((n, { values }) => n + (values['conversations'] ?? 0), 0);
        expect([granularity, sum]).toEqual([granularity, N_CONVERSATIONS]);
      }
      const one = await ask({ metrics: ['conversations'], dimension: 'topic', labels: ['billing', 'none'] });
      expect(one.rows.map(({ label }) => label)).toEqual(['billing']);
      expect(await ask({ metrics: ['conversations'], dimension: 'topic', limit: 1 })).toMatchObject({
        nLabelsLeftOut: 1,
      });
    });

    it.each([
      [{ metrics: [] }, 'metrics'],
      [{ metrics: ['everything'] }, 'metrics.0'],
      [{ metrics: ['users'], from: '2026-02-01', to: '2026-01-01' }, 'to'],
      [{ metrics: ['users'], granularity: 'hour' }, 'from'],
      [{ metrics: ['users'], granularity: 'hour', from: '2026-01-01', to: '2026-03-01' }, 'to'],
    ])('refuses %j', async (query, path) => {
      const answer = await gateway.post('/api/v1/analytics/query', query);
      expect([answer.status, answer.json<{ errors: { path: string }[] }>().errors[0]?.path]).toEqual([
        400,
        path,
      ]);
    });
  });

  describe('what it refuses', () => {
    it.each([
      ['conversations?limit=0', 'limit'],
      ['conversations?limit=201', 'limit'],
      ['conversations?limit=x', 'limit'],
      ['conversations?from=yesterday', 'from'],
      ['conversations?from=2026-02-30', 'from'],
      ['conversations?sentiment=furious', 'sentiment'],
      ['conversations?isAnomalous=1', 'isAnomalous'],
      ['conversations?topic=a&topic=b', 'topic'],
      ['conversations?unknown=1', ''],
      ['reports?period=yearly', 'period'],
      ['reports/..%2F..%2Fetc', 'reportId'],
      ['processing/errors?status=lost', 'status'],
      ['dead-letters?topic=nothing', 'topic'],
    ])('%s is a 400 that names the field', async (path, field) => {
      const answer = await gateway.get(`/api/v1/${path}`);
      expect([answer.status, answer.type.split(';')[0]]).toEqual([400, 'application/problem+json']);
      expect(answer.json()).toMatchObject({
        status: 400,
        code: 'invalid-request',
        errors: expect.arrayContaining([expect.objectContaining({ path: field })]) as unknown,
      });
    });

    it.each(['conversations', 'users', 'anomalies', 'reports', 'processing/errors'])(
      'a cursor of somebody else, in %s',
      async (path) => {
        const made = Buffer.from('{"$gt":""}').toString('base64url');
        for (const cursor of ['garbage', made, '%00', 'e30']) {
          const answer = await gateway.get(`/api/v1/${path}?cursor=${cursor}`);
          expect([cursor, answer.status, answer.type.split(';')[0]]).toEqual([
            cursor,
            400,
            'application/problem+json',
          ]);
        }
      },
    );

    it.each([
      'conversations?userId[$ne]=x',
      'conversations?topic[$regex]=.*',
      'conversations?search={"$gt":""}',
      'conversations?userId={"$ne":null}',
      'conversations?model=$where',
      'conversations?search=.*',
      'conversations?search=$where',
      'conversations?search=(((((zz*)*)*)*)*$',
      'users/%7B%22$ne%22:null%7D',
      'conversations/%7B%22$gt%22:%22%22%7D',
      'analytics/summary?model={"$ne":1}',
      'ledger?source[$ne]=x',
    ])('an operator of the database finds nothing: %s', async (path) => {
      const answer = await gateway.get(`/api/v1/${encodeURI(decodeURI(path))}`);
      expect([200, 400, 404]).toContain(answer.status);
      if (answer.status !== 200) return;
      const body = answer.json<{ items?: unknown[]; nConversations?: number }>();
      expect(body.items?.length ?? body.nConversations).toBe(0);
    });

    it.each([
      ['reports', {}],
      ['reports', { period: 'daily', date: 'x' }],
      ['reports', { period: 'daily', date: '2026-01-05', extra: 1 }],
      ['syncs', { mode: 'everything' }],
      ['syncs', { source: { $ne: null } }],
      ['dead-letters/replay', { topic: 'nothing', ids: 'all' }],
      ['dead-letters/replay', { topic: topics.conversationsIngested.name, ids: [] }],
      ['dead-letters/drop', { topic: topics.conversationsIngested.name, ids: ['0-0'] }],
      ['dead-letters/drop', { topic: topics.conversationsIngested.name, ids: ['../x'], because: 'x' }],
    ])('a body that is not as documented: POST %s %j', async (path, body) => {
      const answer = await gateway.post(`/api/v1/${path}`, body);
      expect([answer.status, answer.type.split(';')[0]]).toEqual([400, 'application/problem+json']);
    });

    it.each([
      'conversations/none',
      'translations/none',
      'users/none',
      'reports/daily-2020-01-01',
      'reports/daily-2020-01-01/html',
    ])('%s: what is not there is a 404 problem', async (path) => {
      const answer = await gateway.get(`/api/v1/${path}`);
      expect([answer.status, answer.type.split(';')[0]]).toEqual([404, 'application/problem+json']);
      expect(answer.json()).toMatchObject({ code: 'not-found', status: 404 });
    });

    it('an operation that there is not, and a body that is not JSON, are problems too', async () => {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
        const unknown = await gateway.call(method, '/api/unknown');
        expect([method, unknown.status, unknown.type.split(';')[0]]).toEqual([
          method,
          404,
          'application/problem+json',
        ]);
      }
      const response = await fetch(`${gateway.url}/api/v1/syncs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': 'a-key-of-some-length' },
        body: '{"mode":',
      });
      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    });
  });

  describe('requests that change something', () => {
    const countOf = async (topic: Topic): Promise<number> => (await gateway.published(topic)).length;

    it('publishes one event for a report', async () => {
      const topic = topics.reportsRequested as Topic;
      const before = await countOf(topic);
      const answer = await gateway.post('/api/v1/reports', { period: 'weekly', date: '2026-01-07' });
      const { requestId } = answer.json<{ requestId: string }>();
      const events = await gateway.published(topic);
      expect(events).toHaveLength(before + 1);
      expect(events.find(({ key }) => key === requestId)?.data).toMatchObject({
        requestId,
        period: 'weekly',
        date: '2026-01-07',
        requestedBy: 'api-key',
      });
    });

    it('says which report it will be, and publishes one event for feedback', async () => {
      const asked = await gateway.post('/api/v1/reports', { period: 'weekly', date: '2026-01-07' });
      expect(asked.json()).toMatchObject({ reportId: 'weekly-2026-01-05' });
      const topic = topics.feedbackGiven as Topic;
      const before = await countOf(topic);
      const given = { subject: 'category', subjectId: 'conversation-1', field: 'topic', value: 'billing' };
      const { feedbackId } = (await gateway.post('/api/v1/feedback', given)).json<{ feedbackId: string }>();
      const events = await gateway.published(topic);
      expect(events).toHaveLength(before + 1);
      expect(events.find(({ key }) => key === 'conversation-1')?.data).toMatchObject({
        ...{ ...given, feedbackId },
        givenBy: 'api-key',
      });
    });

    it.each([
      ['a conversation that is not there', { subjectId: 'conversation-9999' }, 404, /There is no/],
      ['a label that nobody knows', { value: 'biling' }, 400, /no topic: .*billing/],
      [
        'a part that no category has',
        { field: 'isAnomalous', value: 'true' },
        400,
        /topic, intent or sentiment/,
      ],
    ])('refuses to correct %s', async (_, change, status, says) => {
      const before = await countOf(topics.feedbackGiven as Topic);
      const given = { subject: 'category', subjectId: 'conversation-1', field: 'topic', value: 'billing' };
      const answer = await gateway.post('/api/v1/feedback', { ...given, ...change });
      expect(answer.status).toBe(status);
      expect(JSON.stringify(answer.json())).toMatch(says);
      expect(await countOf(topics.feedbackGiven as Topic)).toBe(before);
    });

    it('says what was learned from people, and how far history follows', async () => {
      const { model, replay } = (await gateway.get('/api/v1/categorisation')).json<Categorisation>();
      expect(model).toMatchObject({ generation: 2, nExamples: 1, lastJudgement: { isPromoted: true } });
      expect(model).not.toHaveProperty('examples');
      expect(replay).toMatchObject({ nLooked: 100, total: 400, secondsLeft: 180 });
    });

    it('publishes one event for requests of one idempotency key, and answers them alike', async () => {
      const topic = topics.reportsRequested as Topic;
      const before = await countOf(topic);
      const send = (key: string, date: string) =>
        gateway.call('POST', '/api/v1/reports', {
          headers: { 'x-api-key': 'a-key-of-some-length', 'idempotency-key': key },
          body: { period: 'daily', date },
        });
      const first = await send('key-1', '2026-01-05');
      const again = await send('key-1', '2026-01-05');
      expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([
        202,
        first.text,
        'true',
      ]);
      expect(await countOf(topic)).toBe(before + 1);
      const other = await send('key-1', '2026-01-06');
      expect([other.status, other.json()['code']]).toEqual([422, 'idempotency-key-reused']);
      expect((await send('bad key', '2026-01-06')).status).toBe(400);
    });

    it('publishes one event for a sync', async () => {
      const topic = topics.syncsRequested as Topic;
      const before = await countOf(topic);
      const answer = await gateway.post('/api/v1/syncs', { source: 'noco', mode: 'reconcile' });
      const { requestId } = answer.json<{ requestId: string }>();
      const events = await gateway.published(topic);
      expect(events).toHaveLength(before + 1);
      expect(events.find(({ key }) => key === requestId)?.data).toMatchObject({
        source: 'noco',
        mode: 'reconcile',
        reason: 'person',
      });
    });
  });

  it('streams the progress', async () => {
    const stop = new AbortController();
    const response = await fetch(`${gateway.url}/api/v1/progress/stream`, {
      headers: { 'x-api-key': 'a-key-of-some-length' },
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    stop.abort();
    const [name, data] = first.split('\n');
    expect(name).toBe('event: progress');
    expect(JSON.parse(data?.slice('data: '.length) ?? '')).toMatchObject({
      stages: expect.arrayContaining([{ stage: 'reported', nConversations: N_CONVERSATIONS }]) as unknown,
    });
  });

  it('serves a report as a page that can run nothing', async () => {
    const page = await gateway.get('/api/v1/reports/monthly-2026-01-01/html');
    expect(page.text).toBe(REPORT_PAGE);
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
    expect(page.headers['content-security-policy']).not.toContain('script-src');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
  });
});

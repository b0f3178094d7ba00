import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ScriptedHttpServer } from './scripted-http-server.ts';

let stub: ScriptedHttpServer;
beforeEach(async () => {
  stub = await ScriptedHttpServer.start();
});
afterEach(() => stub.stop());

const get = (path: string, init?: RequestInit): Promise<Response> => fetch(`${stub.url}${path}`, init);

describe('a scripted HTTP server', () => {
  it('answers queued replies in order, then what the route says', async () => {
    stub.route('GET /rows', { body: { list: [] } });
    stub.enqueue('GET /rows', { status: 503, headers: { 'retry-after': '2' } }, { status: 429 });
    const answers = [await get('/rows'), await get('/rows?page=2'), await get('/rows')];
    expect(answers.map((answer) => answer.status)).toEqual([503, 429, 200]);
    expect(answers[0]?.headers.get('retry-after')).toBe('2');
    expect(await answers[2]?.json()).toEqual({ list: [] });
  });

  it('records what it was asked', async () => {
    stub.route('/rows', (request) => ({ body: { echoed: request.json } }));
    const answer = await get('/rows?limit=5', {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'xc-token': 'secret' },
    });
    expect(await answer.json()).toEqual({ echoed: { a: 1 } });
    const [request] = stub.requestsTo('POST /rows');
    expect(request).toMatchObject({ method: 'POST', path: '/rows', json: { a: 1 } });
    expect(request?.headers['xc-token']).toBe('secret');
    expect(request?.query.get('limit')).toBe('5');
    expect(stub.requestsTo('GET /rows')).toEqual([]);
  });

  it('says 501 to what nobody scripted', async () => {
    expect((await get('/unknown', { method: 'DELETE', body: 'not json' })).status).toBe(501);
    expect(stub.requests[0]?.json).toBeUndefined();
  });

  it('hangs until the caller gives up', async () => {
    stub.route('/slow', { hang: true });
    await expect(get('/slow', { signal: AbortSignal.timeout(60) })).rejects.toThrow(/timeout/i);
  });

  it('cuts a body short', async () => {
    stub.route('/cut', { body: { list: ['a', 'b', 'c'] }, truncateAt: 9 });
    const answer = await get('/cut');
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  it('drips a body byte by byte', async () => {
    stub.route('/drip', { body: 'abcde', dripMs: 10, delayMs: 10 });
    const startedAt = performance.now();
    expect(await (await get('/drip')).text()).toBe('abcde');
    expect(performance.now() - startedAt).toBeGreaterThan(40);
  });

  it('drops the connection', async () => {
    stub.route('/gone', { reset: true });
    await expect(get('/gone')).rejects.toThrow('fetch failed');
  });

  it('drops the connection when a handler throws', async () => {
    stub.route('/broken', () => {
      throw new Error('bug in the test');
    });
    await expect(get('/broken')).rejects.toThrow('fetch failed');
  });
});

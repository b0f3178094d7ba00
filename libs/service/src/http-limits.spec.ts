import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { httpServerOptions, limitConnections } from './http-limits.ts';

describe('the limits of an HTTP server', () => {
  let server: FastifyInstance;
  let open: Socket[];
  const dial = (): Socket => {
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    open.push(socket);
    return socket;
  };

  beforeEach(async () => {
    open = [];
    server = Fastify(httpServerOptions({ requestMs: 300, headersMs: 200, checkEveryMs: 50 }));
    server.post('/', () => 'done');
    server.get('/:id', ({ params }) => params);
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(async () => {
    for (const socket of open) socket.destroy();
    await server.close();
  });

  it.each([
    [
      'a body that never comes',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n',
    ],
    ['headers that never end', 'POST / HTTP/1.1\r\nHost: a\r\n'],
  ])('lets go of a connection with %s', async (_what, beginning) => {
    const socket = dial();
    socket.write(beginning);
    const chunks: string[] = [];
    socket.on('data', (chunk) => chunks.push(String(chunk)));
    await once(socket, 'close');
    expect(chunks.join('')).toContain('408');
  });

  it.each([
    ['headers of more than 16 KiB', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['what is no request', 'hello\r\n\r\n', 400],
    ['an address that is none', 'GET /%E0%A4%A HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
  ])('answers %s by problem details', async (_what, sent, status) => {
    const socket = dial();
    socket.write(sent);
    const chunks: string[] = [];
    socket.on('data', (chunk) => chunks.push(String(chunk)));
    await once(socket, 'close');
    const [head, body] = chunks.join('').split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status}`);
    expect(head).toContain('application/problem+json');
    expect(JSON.parse(body ?? '')).toMatchObject({ status });
  });

  it('closes what one address opens beyond its limit, and lets it in again later', async () => {
    limitConnections(server.server, { total: 10, perAddress: 2 });
    const [first, second] = [dial(), dial()];
    await Promise.all([once(first, 'connect'), once(second, 'connect')]);
    await once(dial(), 'close');
    first.destroy();
    await once(first, 'close');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const again = dial();
    again.end('GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(String((await once(again, 'data'))[0])).toContain('200');
  });

  it('takes ids of 512 characters of four bytes', async () => {
    const id = '\u{1f600}'.repeat(512);
    const answer = await server.inject(`/${encodeURIComponent(id)}`);
    expect(answer.json()).toEqual({ id });
  });
});

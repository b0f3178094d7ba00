import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startHttpFront, type HttpFront } from './http-front.ts';

describe('the front of an HTTP server', () => {
  const received: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(`${request.method} ${request.url} ${Buffer.concat(chunks).length}`);
      response.writeHead(201, { 'x-seen': 'yes' }).end('done');
    });
  });
  let front: HttpFront;
  const put = (size = 10, signal: AbortSignal | null = null): Promise<Response> =>
    fetch(`${front.url}/a?b=1`, { method: 'PUT', body: Buffer.alloc(size), signal });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    front = await startHttpFront(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(() => {
    front.heal();
    received.length = 0;
  });
  afterAll(async () => {
    await front.close();
    server.closeAllConnections();
    server.close();
  });

  it('passes on what comes, both ways', async () => {
    const response = await put();
    expect([response.status, response.headers.get('x-seen'), await response.text()]).toEqual([
      201,
      'yes',
      'done',
    ]);
    expect(received).toEqual(['PUT /a?b=1 10']);
  });

  it('answers as a server in trouble, and counts whom it hit', async () => {
    const before = front.nHit;
    front.fail({ fault: 'slow-down' });
    const response = await put();
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('<Code>SlowDown</Code>');
    front.heal();
    front.fail({ fault: 'error', matches: (method) => method === 'GET' });
    expect((await put()).status).toBe(201);
    expect(front.nHit - before).toBe(1);
  });

  it('breaks a connection before anything has arrived, or after all of it has', async () => {
    front.fail({ fault: 'reset' });
    await expect(put(200_000)).rejects.toThrow();
    expect(received).toEqual([]);
    front.heal();
    front.fail({ fault: 'lost-answer' });
    await expect(put()).rejects.toThrow();
    expect(received).toEqual(['PUT /a?b=1 10']);
  });

  it('keeps silent', async () => {
    front.fail({ fault: 'hang' });
    await expect(put(10, AbortSignal.timeout(300))).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(received).toEqual([]);
  });
});

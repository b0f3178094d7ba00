/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer, fuzzRuns, mutated, type Mutation } from '@convoscope/testing';
import fc from 'fast-check';
import { connect } from 'node:net';
import { API_KEY, startGateway, type Gateway } from './gateway-fixture.ts';
import { exampleRequest, operationsOf, type OpenApiDocument } from './openapi-document.ts';

/** An answer that takes longer than this is none. */
const PATIENCE_MS = 10_000;

describeWithServer('mongod', 'the gateway, whatever is sent to it', (mongod) => {
  let gateway: Gateway;
  let requests: Buffer[];
  beforeAll(async () => {
    gateway = await startGateway(mongod);
    const document = (await gateway.get('/api/v1/openapi.json')).json<OpenApiDocument>();
    requests = operationsOf(document).map((named) => toBytes(named.method, exampleRequest(named)));
    expect(requests.length).toBeGreaterThan(10);
  }, 60_000);
  afterAll(() => gateway?.stop());

  const mutationArb: fc.Arbitrary<Mutation> = fc.record({
    kind: fc.constantFrom('flip', 'set', 'cut', 'insert', 'repeat'),
    at: fc.nat(),
    size: fc.nat(),
    bytes: fc
      .constantFrom('%00', '%2e%2e/', '{"$gt":""}', '__proto__', '\r\n', '\0', '[', '"', ',', '1e999', '-1', '9'.repeat(40), '漢', '\ud83d', 'Content-Length: 5\r\n', 'Transfer-Encoding: chunked\r\n', '?a=1&a=2', 'x'.repeat(9_000))
      .map((text) => Buffer.from(text)),
  }); // prettier-ignore

  it('answers no request with a server error, none twice, and lives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(mutationArb, { minLength: 1, maxLength: 4 }), async (which, mutations) => {
        const seed = requests[which % requests.length] ?? Buffer.alloc(0);
        const answer = await send(gateway.url, mutations.reduce(mutated, seed));
        expect(answer.toString('latin1')).not.toMatch(/^HTTP\/1\.1 5\d\d/m);
      }),
      { numRuns: fuzzRuns(0.1) },
    );
    expect((await gateway.get('/api/v1/conversations?limit=1')).status).toBe(200);
  }, 900_000); // prettier-ignore
});

function toBytes(
  method: string,
  request: { url: string; body: unknown; contentType: string | null },
): Buffer {
  const body = request.body === undefined || request.body === null ? '' : JSON.stringify(request.body);
  const headers = [
    `${method} ${request.url} HTTP/1.1`,
    ...['host: 127.0.0.1', `x-api-key: ${API_KEY}`, 'connection: close'],
    ...(body === ''
      ? []
      : [
          `content-type: ${request.contentType ?? 'application/json'}`,
          `content-length: ${Buffer.byteLength(body)}`,
        ]),
  ];
  return Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body}`);
}

/** What comes back for bytes as they are. Streams and requests that are not whole are left after the first bytes, or a moment. */
function send(url: string, bytes: Buffer): Promise<Buffer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no answer to ${JSON.stringify(bytes.toString('latin1').slice(0, 500))}`));
    }, PATIENCE_MS);
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(Buffer.concat(parts));
    };
    socket.on('data', (part) => {
      parts.push(part);
      if (/content-type: text\/event-stream/i.test(part.toString('latin1'))) end();
    });
    socket.on('end', end);
    socket.on('close', end);
    socket.on('error', end);
  });
}

import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** A request has arrived whole by then, or is refused with 408; answers and streams may take as long as they like. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 15_000;
const CHECK_EVERY_MS = 5_000;

/** More than any page or proxy opens; a service holds few things open for each. */
const MOST_CONNECTIONS = 4_096;
/** A proxy in front of many people counts as one address. */
const MOST_PER_ADDRESS = 1_024;

/** 512 characters of an id, each up to 12 when it is percent-encoded. */
const LONGEST_PARAMETER = 6_144;

export interface HttpTimes {
  requestMs: number;
  headersMs: number;
  checkEveryMs: number;
}

const TIMES: HttpTimes = {
  requestMs: REQUEST_TIMEOUT_MS,
  headersMs: HEADERS_TIMEOUT_MS,
  checkEveryMs: CHECK_EVERY_MS,
};

const MALFORMED: Readonly<Record<string, readonly [status: number, code: string, title: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'too-slow', 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: [431, 'headers-too-large', 'The headers are larger than 16 KiB.'],
};

/** What is no HTTP request, or never becomes one, is answered by problem details as everything else is (RFC 9457). */
function refuseMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, code, title] = MALFORMED[error.code ?? ''] ?? [400, 'malformed', 'This is no HTTP request.'];
  const body = JSON.stringify({ type: `urn:convoscope:problem:${code}`, title, status, code });
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Length: ${body.length}\r\nContent-Type: application/problem+json\r\nConnection: close\r\n\r\n`;
  if (socket.writable) socket.write(head + body);
  socket.destroy(error);
}

/** The part of Fastify's reply that is used, whatever the server speaks. */
interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): unknown;
}

/** An address that is none (a broken percent-encoding, too long a parameter), before any route is found. */
function refuseAddress({ message }: Error, _request: unknown, reply: unknown): void {
  const [code, title] = ['malformed-address', 'The address of the request is malformed.'];
  void (reply as Reply)
    .status(400)
    .header('content-type', 'application/problem+json')
    .header('cache-control', 'no-store')
    .send(
      JSON.stringify({ type: `urn:convoscope:problem:${code}`, title, status: 400, code, detail: message }),
    );
}

/** Only a WebSocket is anything else than a request; a client that would rather speak HTTP/2, as Java's does, is answered over HTTP/1. */
const shouldUpgradeCallback = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket';

/** Options of every service's HTTP server: nobody can hold it by sending slowly, or not at all. */
export const httpServerOptions = ({ requestMs, headersMs, checkEveryMs }: HttpTimes = TIMES) => ({
  forceCloseConnections: 'idle' as const,
  requestTimeout: requestMs,
  http: { headersTimeout: headersMs, connectionsCheckingInterval: checkEveryMs, shouldUpgradeCallback },
  routerOptions: { maxParamLength: LONGEST_PARAMETER },
  clientErrorHandler: refuseMalformed,
  frameworkErrors: refuseAddress,
});

export interface ConnectionLimits {
  total: number;
  perAddress: number;
}

/** Closes at once what one address, or all together, open beyond these. */
export function limitConnections(
  server: Server,
  { total, perAddress }: ConnectionLimits = { total: MOST_CONNECTIONS, perAddress: MOST_PER_ADDRESS },
): void {
  const nOpen = new Map<string, number>();
  server.maxConnections = total;
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const n = nOpen.get(address) ?? 0;
    if (n >= perAddress) return void socket.destroy();
    nOpen.set(address, n + 1);
    socket.once('close', () => {
      const left = (nOpen.get(address) ?? 1) - 1;
      if (left === 0) nOpen.delete(address);
      else nOpen.set(address, left);
    });
  });
}

import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What the front does to a request in place of passing it on.
 * `error` 500; `slow-down` 503 as S3 says it; `hang` no answer; `reset` breaks the connection half way through the body, nothing arrives;
 * `lost-answer` lets the request arrive and breaks the connection in place of the answer.
 */
export type FrontFault = 'error' | 'slow-down' | 'hang' | 'reset' | 'lost-answer';

export interface FrontRule {
  readonly fault: FrontFault;
  /** Share of the requests that it hits, 0 to 1. Default 1. */
  readonly share?: number;
  /** Which requests. Default all. */
  readonly matches?: (method: string, path: string) => boolean;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}

export interface HttpFront {
  readonly url: string;
  /** Requests that a fault has hit so far. */
  readonly nHit: number;
  fail(rule: FrontRule): void;
  heal(): void;
  close(): Promise<void>;
}

const STATUS_BODY: Readonly<Record<'error' | 'slow-down', readonly [number, string, string]>> = {
  error: [500, 'InternalError', 'We encountered an internal error. Please try again.'],
  'slow-down': [503, 'SlowDown', 'Please reduce your request rate.'],
};

function answer(response: ServerResponse, fault: 'error' | 'slow-down'): void {
  const [status, code, message] = STATUS_BODY[fault];
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
}

/** Passes a request on; with `losesAnswer` the answer is thrown away and the connection broken. */
function passOn(
  incoming: IncomingMessage,
  response: ServerResponse,
  target: URL,
  losesAnswer: boolean,
): void {
  const { method, url, headers } = incoming;
  const { hostname, port } = target;
  const outgoing = request({ hostname, port, method, path: url, headers }, (answered) => {
    if (losesAnswer) {
      answered.resume();
      return void answered.once('end', () => response.destroy());
    }
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(response);
  });
  outgoing.once('error', () => response.destroy());
  incoming.once('aborted', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

/** Reads a part of the body, then breaks the connection. */
function resetMidway(incoming: IncomingMessage, response: ServerResponse): void {
  const total = Number(incoming.headers['content-length'] ?? 0);
  let received = 0;
  incoming.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received >= total / 2) incoming.socket.resetAndDestroy();
  });
  incoming.once('end', () => response.destroy());
}

function suffer(fault: FrontFault, incoming: IncomingMessage, response: ServerResponse, target: URL): void {
  if (fault === 'lost-answer') return passOn(incoming, response, target, true);
  if (fault === 'reset') return resetMidway(incoming, response);
  incoming.resume();
  if (fault !== 'hang') answer(response, fault);
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );

/** An HTTP server in front of another one that passes everything on until it is told to fail. Signatures that cover the host name stay valid. */
export async function startHttpFront(targetUrl: string): Promise<HttpFront> {
  const target = new URL(targetUrl);
  let rules: FrontRule[] = [];
  let nHit = 0;
  const faultOf = (method: string, path: string): FrontFault | null => {
    const hit = rules.find(
      ({ share = 1, matches, random = Math.random }) =>
        (matches?.(method, path) ?? true) && (share >= 1 || random() < share),
    );
    return hit?.fault ?? null;
  };
  const server = createServer((incoming, response) => {
    incoming.on('error', () => undefined);
    const fault = faultOf(incoming.method ?? 'GET', incoming.url ?? '/');
    if (fault === null) return passOn(incoming, response, target, false);
    nHit += 1;
    suffer(fault, incoming, response, target);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    get nHit() {
      return nHit;
    },
    fail: (rule) => void rules.push(rule),
    heal() {
      rules = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

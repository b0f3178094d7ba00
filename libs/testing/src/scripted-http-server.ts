import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A request as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The body parsed; undefined when it is not JSON. */
  readonly json: unknown;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** One answer, good or bad. Only `hang` and `reset` exclude the others. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when it is a string, else as JSON. */
  readonly body?: unknown;
  /** Waits before answering. */
  readonly delayMs?: number;
  /** Sends the body one byte every so many milliseconds. */
  readonly dripMs?: number;
  /** Announces the whole body, sends this many bytes of it and cuts the connection. */
  readonly truncateAt?: number;
  /** Never answers. */
  readonly hang?: boolean;
  /** Closes the connection without an answer. */
  readonly reset?: boolean;
}

export type Handler = (request: RecordedRequest) => Reply | Promise<Reply>;

const asText = (body: unknown): string =>
  body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readRequest(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://stub');
  const { method = 'GET', headers } = incoming;
  return {
    method,
    path: pathname,
    query: searchParams,
    headers,
    body,
    json: parseJson(body),
    receivedAt: Date.now(),
  };
}

async function drip(response: ServerResponse, body: Buffer, pauseMs: number): Promise<void> {
  for (let sent = 0; sent < body.length && !response.destroyed; sent++) {
    response.write(body.subarray(sent, sent + 1));
    await delay(pauseMs);
  }
  response.end();
}

async function send(response: ServerResponse, reply: Reply): Promise<void> {
  if (reply.hang === true) return;
  if (reply.delayMs !== undefined) await delay(reply.delayMs);
  if (reply.reset === true) return void response.destroy();
  const body = Buffer.from(asText(reply.body));
  const type = typeof reply.body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  const headers = { 'content-type': type, 'content-length': String(body.length), ...reply.headers };
  response.writeHead(reply.status ?? 200, headers);
  if (reply.truncateAt !== undefined)
    return void response.write(body.subarray(0, reply.truncateAt), () => response.destroy());
  if (reply.dripMs !== undefined) return drip(response, body, reply.dripMs);
  response.end(body);
}

const NOT_SCRIPTED = 501;

/**
 * An HTTP server on a free loopback port that does what a test tells it: a fixed or computed answer per route, a queue of answers that
 * come first, faults of the network. Requests that nothing was told about get 501 and are recorded like all others.
 */
export class ScriptedHttpServer {
  readonly requests: RecordedRequest[] = [];
  readonly #routes = new Map<string, Handler>();
  readonly #queues = new Map<string, Reply[]>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((incoming, response) => {
      this.#answer(incoming, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  static async start(): Promise<ScriptedHttpServer> {
    const stub = new ScriptedHttpServer();
    await new Promise<void>((resolve, reject) => {
      stub.#server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Answers this route (`GET /path`, or `/path` for every method) from now on. */
  route(route: string, reply: Reply | Handler): this {
    this.#routes.set(route, typeof reply === 'function' ? reply : () => reply);
    return this;
  }

  /** Answers the next requests of this route, in this order, before what `route` says. */
  enqueue(route: string, ...replies: Reply[]): this {
    this.#queues.set(route, [...(this.#queues.get(route) ?? []), ...replies]);
    return this;
  }

  /** The requests of one route so far. */
  requestsTo(route: string): RecordedRequest[] {
    return this.requests.filter(
      (request) => route === request.path || route === `${request.method} ${request.path}`,
    );
  }

  /** Cuts all connections and stops listening. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    this.requests.push(request);
    await send(response, await this.#replyTo(request));
  }

  async #replyTo(request: RecordedRequest): Promise<Reply> {
    const keys = [`${request.method} ${request.path}`, request.path];
    for (const key of keys) {
      const queued = this.#queues.get(key)?.shift();
      if (queued !== undefined) return queued;
    }
    const handler = keys.map((key) => this.#routes.get(key)).find((found) => found !== undefined);
    return (
      handler?.(request) ?? { status: NOT_SCRIPTED, body: { message: `nothing scripted for ${keys[0]}` } }
    );
  }
}

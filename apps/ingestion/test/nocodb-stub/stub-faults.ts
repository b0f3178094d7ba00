import type { ServerResponse } from 'node:http';

/**
 * `rate-limit`: 429, and every request for the next 30 s too. `hang`: no answer until the client leaves. `truncated`: half of the JSON under the whole
 * length's promise kept by closing properly, as a proxy does. `html`: a login page with 200. `huge`: a body that never ends (up to 80 MB).
 * `empty`: an empty list whatever there is (nocodb#5796). `wrong-type`: the list is an object. `drop`: the connection breaks.
 * `drip`: a byte now and then, for ever. `missing-id`: the first row of the list has lost its key.
 */
export type FaultKind =
  | 'rate-limit'
  | 'hang'
  | 'truncated'
  | 'html'
  | 'huge'
  | 'empty'
  | 'wrong-type'
  | 'drop'
  | 'drip'
  | 'missing-id'
  | { status: number; body?: unknown; retryAfter?: string };

export interface Fault {
  kind: FaultKind;
  /** How many requests it hits. Default 1. */
  times?: number;
  /** Which paths with query; default every list of records. */
  match?: RegExp;
}

const BLOCK_MS = 30_000;
const LISTS = /\/records\?/;

/** Faults to come, and the block after a 429. */
export class FaultQueue {
  #faults: { kind: FaultKind; times: number; match: RegExp }[] = [];
  #blockedUntilMs = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  add({ kind, times = 1, match = LISTS }: Fault): void {
    this.#faults.push({ kind, times, match });
  }

  clear(): void {
    this.#faults = [];
    this.#blockedUntilMs = 0;
  }

  get isEmpty(): boolean {
    return this.#faults.length === 0;
  }

  /** The fault for this request, if any. */
  take(url: string): FaultKind | null {
    if (this.#now() < this.#blockedUntilMs) return { status: 429, body: TOO_MANY };
    const fault = this.#faults.find(({ match }) => match.test(url));
    if (fault === undefined) return null;
    fault.times -= 1;
    if (fault.times <= 0) this.#faults = this.#faults.filter((other) => other !== fault);
    if (fault.kind !== 'rate-limit') return fault.kind;
    this.#blockedUntilMs = this.#now() + BLOCK_MS;
    return { status: 429, body: TOO_MANY };
  }
}

const TOO_MANY = { error: 'ERR_TOO_MANY_REQUESTS', message: 'Too many requests. Please try again later.' };

/** Answers with the fault. False: the fault changes the proper answer instead (`truncated`, `empty`, `wrong-type`). */
export function answerWithFault(fault: FaultKind, response: ServerResponse): boolean {
  if (typeof fault === 'object') {
    const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
    response.writeHead(fault.status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(fault.body ?? { msg: 'Internal server error' }));
    return true;
  }
  if (fault === 'hang') return true;
  if (fault === 'drip') {
    drip(response);
    return true;
  }
  if (fault === 'drop') {
    response.destroy();
    return true;
  }
  if (fault === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
    return true;
  }
  if (fault !== 'huge') return false;
  writeForever(response);
  return true;
}

const DRIP_MS = 200;

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{');
  const timer = setInterval(() => response.write(' '), DRIP_MS);
  response.once('close', () => clearInterval(timer));
}

const HUGE_CHUNKS = 80;

function writeForever(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"list":[{"Id":1,"text":"');
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  let n = 0;
  const more = (): void => {
    while (n++ < HUGE_CHUNKS && !response.destroyed)
      if (!response.write(chunk)) return void response.once('drain', more);
    response.end('"}]}');
  };
  more();
}

/** The proper body, spoilt. */
export function spoil(fault: FaultKind | null, body: Record<string, unknown>): string {
  if (fault === 'empty') {
    return JSON.stringify('list' in body ? { ...body, list: [] } : { ...body, records: [], next: null });
  }
  if (fault === 'wrong-type')
    return JSON.stringify('list' in body ? { ...body, list: {} } : { ...body, records: {} });
  if (fault === 'missing-id') return JSON.stringify(withoutFirstKey(body));
  const text = JSON.stringify(body);
  return fault === 'truncated' ? text.slice(0, Math.floor(text.length / 2)) : text;
}

function withoutFirstKey(body: Record<string, unknown>): Record<string, unknown> {
  const [name, rows] = Object.entries(body).find(([, value]) => Array.isArray(value)) ?? ['', []];
  const [first, ...others] = rows as Record<string, unknown>[];
  if (first === undefined) return body;
  const { Id: _Id, id: _id, ...keyless } = first;
  return { ...body, [name]: [keyless, ...others] };
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { countRows, listV2, listV3, type Answer } from './nocodb-stub/list-rows.ts';
import { WhereError } from './nocodb-stub/parse-where.ts';
import { answerWithFault, FaultQueue, spoil, type Fault } from './nocodb-stub/stub-faults.ts';
import { StubTable, type StubColumn, type StubRow } from './nocodb-stub/stub-table.ts';

export interface StubRequest {
  method: string;
  url: string;
  at: number;
  status: number;
  /** When it was answered, or given up by the client; null while it waits. */
  endedAt: number | null;
}

export interface NocodbStub {
  readonly url: string;
  readonly token: string;
  /** From now on only this one is accepted. */
  rotateToken(next: string): void;
  readonly baseId: string;
  /** Every request so far, with the status it was answered with; 0 where it was not. */
  readonly requests: StubRequest[];
  addTable(title: string, columns: readonly StubColumn[], options?: { hasTimes?: boolean }): StubTable;
  fault(fault: Fault): void;
  /** Takes back the faults to come, and the block after a 429. */
  heal(): void;
  readonly hasFaultsLeft: boolean;
  /** Called before each list of records is answered, with the number of lists before it: to change rows between pages. */
  beforeList(hook: (nBefore: number, url: string) => void): void;
  close(): Promise<void>;
}

export interface NocodbStubOptions {
  now?: () => number;
  port?: number;
  /** 1000 self-hosted; 100 on the hosted service whatever is asked. */
  maxPageSize?: number;
}

const ERROR_404 = { error: 'ERR_TABLE_NOT_FOUND', message: 'Table not found' };

/** NocoDB 0.301 as its API v2 and v3 answered when called for real, in memory, with faults on demand. */
export async function startNocodbStub(options: NocodbStubOptions = {}): Promise<NocodbStub> {
  const { now = Date.now, port = 0, maxPageSize = 1000 } = options;
  const faults = new FaultQueue(now);
  const tables: StubTable[] = [];
  const requests: StubRequest[] = [];
  let token = 'stub-token';
  const baseId = 'pstub';
  let beforeList: (nBefore: number, url: string) => void = () => undefined;
  let nLists = 0;

  function addTable(title: string, columns: readonly StubColumn[], { hasTimes = true } = {}): StubTable {
    const table = new StubTable({ id: `mstub${tables.length + 1}`, title, columns, hasTimes, now });
    tables.push(table);
    return table;
  }

  function meta(method: string, parts: readonly string[], body: unknown): Answer | null {
    const [, version, , kind, id, , tableId] = parts;
    if (kind === 'bases' && method === 'POST' && id !== undefined) {
      const { title, columns } = body as { title: string; columns: StubColumn[] };
      return { status: 200, body: describe(addTable(title, columns), 'v2') };
    }
    if (kind === 'bases' && tableId === undefined) {
      return {
        status: 200,
        body: { list: tables.map(({ id: t, title }) => ({ id: t, title, base_id: baseId })) },
      };
    }
    const table = tables.find((candidate) => candidate.id === (kind === 'tables' ? id : tableId));
    return table === undefined ? null : { status: 200, body: describe(table, version ?? 'v2') };
  }

  function data(
    method: string,
    parts: readonly string[],
    query: URLSearchParams,
    body: unknown,
    url: string,
  ): Answer {
    const isV3 = parts[1] === 'v3';
    const table = tables.find(({ id }) => id === (isV3 ? parts[4] : parts[3]));
    if (table === undefined) return { status: 404, body: ERROR_404 };
    const version = isV3 ? 'v3' : 'v2';
    if (parts.at(-1) === 'count') return countRows(table, query, version);
    if (method !== 'GET') return write(table, method, body, isV3);
    beforeList(nLists++, url);
    if (isV3) return listV3(table, query, maxPageSize, `http://stub${url.split('?')[0]}`);
    return listV2(table, query, maxPageSize);
  }

  function route(method: string, url: string, body: unknown): Answer {
    const { pathname, searchParams } = new URL(url, 'http://stub');
    const parts = pathname.split('/').filter((part) => part !== '');
    if (pathname === '/api/v1/health') return { status: 200, body: { message: 'OK' } };
    try {
      if (parts[2] === 'meta') return meta(method, parts, body) ?? { status: 404, body: ERROR_404 };
      return data(method, parts, searchParams, body, url);
    } catch (error) {
      if (!(error instanceof WhereError)) throw error;
      const isV3 = parts[1] === 'v3';
      return {
        status: 422,
        body: isV3 ? { error: 'ERR_INVALID_FILTER', message: error.message } : { msg: error.message },
      };
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const record: StubRequest = { method, url, at: now(), status: 0, endedAt: null };
    requests.push(record);
    response.on('finish', () => (record.status = response.statusCode));
    response.on('close', () => (record.endedAt = now()));
    const body = await readJson(request);
    const isKnown =
      request.headers['xc-token'] === token || request.headers.authorization === `Bearer ${token}`;
    if (!isKnown && !url.endsWith('/health')) return send(response, 401, JSON.stringify(UNAUTHORISED));
    const fault = method === 'GET' ? faults.take(url) : null;
    if (fault !== null && answerWithFault(fault, response)) return;
    const answer = route(method, url, body);
    const isSpoilable =
      answer.status === 200 && typeof answer.body === 'object' && !Array.isArray(answer.body);
    const text = isSpoilable
      ? spoil(fault, answer.body as Record<string, unknown>)
      : JSON.stringify(answer.body);
    send(response, answer.status, text);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) =>
      send(response, 500, JSON.stringify({ msg: String(error) })),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get token() {
      return token;
    },
    rotateToken(next) {
      token = next;
    },
    baseId,
    requests,
    addTable,
    fault: (fault) => faults.add(fault),
    heal: () => faults.clear(),
    get hasFaultsLeft() {
      return !faults.isEmpty;
    },
    beforeList(hook) {
      beforeList = hook;
      nLists = 0;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error === undefined ? resolve() : reject(error)));
      }),
  };
}

const UNAUTHORISED = {
  error: 'ERR_AUTHENTICATION_REQUIRED',
  message: 'Authentication required - Invalid token',
};

/** v3 leaves out the columns NocoDB keeps itself and calls the rest fields. */
function describe(table: StubTable, version: string): Record<string, unknown> {
  const { id, title, columns } = table;
  if (version === 'v2') return { id, title, columns };
  const isOwn = (uidt: string): boolean => uidt !== 'CreatedTime' && uidt !== 'LastModifiedTime';
  const fields = columns
    .filter(({ uidt }) => isOwn(uidt))
    .map((c) => ({ id: c.id, title: c.title, type: c.uidt }));
  return { id, title, fields };
}

function write(table: StubTable, method: string, body: unknown, isV3: boolean): Answer {
  const items = (Array.isArray(body) ? body : [body]) as { id?: number; fields?: StubRow }[];
  const max = isV3 ? 10 : 100;
  if (items.length > max) {
    const message = `Maximum ${max} entities are allowed per request`;
    return { status: 422, body: { error: 'ERR_MAX_PAYLOAD_LIMIT_EXCEEDED', message } };
  }
  const rows = items.map(
    (item) =>
      (isV3 ? { ...item.fields, ...(item.id === undefined ? {} : { Id: item.id }) } : item) as StubRow,
  );
  const ids = rows.map((row) => change(table, method, row));
  return { status: 200, body: isV3 ? { records: ids.map((id) => ({ id })) } : ids.map((Id) => ({ Id })) };
}

function change(table: StubTable, method: string, row: StubRow): number {
  if (method === 'POST') return table.insert(row)[0] ?? 0;
  const id = Number(row['Id']);
  if (method === 'PATCH') table.update(id, row);
  else table.remove(id);
  return id;
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? null : (JSON.parse(text) as unknown);
}

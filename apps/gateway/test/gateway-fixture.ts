import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Bus, ReceivedEvent } from '@convoscope/bus';
import type { Topic } from '@convoscope/contracts';
import { startService, type RunningService } from '@convoscope/service';
import { serviceEnvironment, type SuiteServer } from '@convoscope/testing';
import { gatewayService } from '../src/gateway.service.ts';
import { fillStore } from './fill-store.ts';

export const TENANT = 'default';
export const API_KEY = 'a-key-of-some-length';
export const N_CONVERSATIONS = 31;

export interface Answer {
  status: number;
  type: string;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json<T = Record<string, unknown>>(): T;
}

export interface Gateway {
  service: RunningService<typeof gatewayService.settings>;
  url: string;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  published(topic: Topic): Promise<readonly ReceivedEvent[]>;
  stop(): Promise<void>;
}

export interface CallOptions {
  body?: unknown;
  /** Sent as they are, `host` too; the API key only where it is named here. */
  headers?: Record<string, string>;
}

/** A gateway over HTTP whose store is filled; `env` adds settings. Its database is its own. */
export async function startGateway(
  mongod: SuiteServer<'mongod'>,
  env: Record<string, string> = { GATEWAY_API_KEY: API_KEY },
): Promise<Gateway> {
  const service = await startService(gatewayService, {
    env: {
      ...serviceEnvironment(mongod),
      MONGODB_DATABASE: `${mongod.database}_${randomBytes(3).toString('hex')}`,
      ...env,
    },
    http: { host: '127.0.0.1', port: 0 },
  });
  const { store, objects, bus } = service.runtime;
  await fillStore(store, objects, TENANT, N_CONVERSATIONS);
  const url = service.url ?? '';
  const call = (method: string, path: string, options?: CallOptions): Promise<Answer> =>
    send(url, method, path, options);
  const headers = { 'x-api-key': API_KEY };
  return {
    service,
    url,
    call,
    get: (path) => call('GET', path, { headers }),
    post: (path, body) => call('POST', path, { headers, body }),
    published: (topic) => readAll(bus, topic),
    stop: () => service.stop(),
  };
}

async function readAll(bus: Bus, topic: Topic): Promise<ReceivedEvent[]> {
  const events: ReceivedEvent[] = [];
  await bus.scan(topic, { onEvents: (some) => void events.push(...some) });
  return events;
}

/** A text of a media type of its own is sent as it is. */
const isText = (body: unknown, headers: Record<string, string>): body is string =>
  typeof body === 'string' && !(headers['content-type'] ?? 'application/json').includes('json');

/** Unlike `fetch`, sends any header it is given. */
function send(
  url: string,
  method: string,
  path: string,
  { body, headers = {} }: CallOptions = {},
): Promise<Answer> {
  const text = body === undefined ? '' : isText(body, headers) ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url + path,
      {
        method,
        agent: false,
        headers: { ...(text !== '' && { 'content-type': 'application/json' }), ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const received = Buffer.concat(chunks).toString();
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            headers: response.headers,
            text: received,
            json: <T>() => JSON.parse(received) as T,
          });
        });
      },
    );
    request.on('error', reject);
    request.end(text);
  });
}

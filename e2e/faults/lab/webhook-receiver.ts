import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a receiver answers one post. `silent`: never. */
export type ReceiverMood = 'well' | 'error' | 'gone' | 'silent' | { readonly redirectTo: string };

/** What one path of the receiver has got. */
export interface Inbox {
  mood: ReceiverMood;
  /** `webhook-id`s that were answered 200, with how often. */
  readonly accepted: Map<string, number>;
  nPosts: number;
  nBadlySigned: number;
}

export interface WebhookReceiver {
  readonly url: string;
  /** The inbox at `/<name>`. */
  inbox(name: string): Inbox;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function isSigned({ headers }: IncomingMessage, body: string, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

const statusOf = { well: 200, error: 500, gone: 410 } as const;

function answer(response: ServerResponse, mood: ReceiverMood): void {
  if (mood === 'silent') return;
  if (typeof mood === 'object') return void response.writeHead(307, { location: mood.redirectTo }).end();
  response.writeHead(statusOf[mood]).end(mood);
}

/** Somebody else's system: takes webhooks at any path, and is as well at each as it is told to be. */
export async function startWebhookReceiver(secret: string): Promise<WebhookReceiver> {
  const inboxes = new Map<string, Inbox>();
  const inbox = (name: string): Inbox => {
    const found = inboxes.get(name) ?? { mood: 'well', accepted: new Map(), nPosts: 0, nBadlySigned: 0 };
    inboxes.set(name, found);
    return found;
  };
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const own = inbox((request.url ?? '/').slice(1));
    const body = await readBody(request);
    const id = String(request.headers['webhook-id']);
    own.nPosts += 1;
    if (!isSigned(request, body, secret)) own.nBadlySigned += 1;
    if (own.mood === 'well') own.accepted.set(id, (own.accepted.get(id) ?? 0) + 1);
    answer(response, own.mood);
  };
  const server = createServer((request, response) => {
    receive(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    inbox,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

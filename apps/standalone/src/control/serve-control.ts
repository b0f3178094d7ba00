import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the running process does when it is asked to: tells of its progress, and resolves to the answer. */
export type Command = (tell: (progress: unknown) => void, signal: AbortSignal) => Promise<unknown>;

/** Where the command line of this machine reaches the running process; the token stands in a file that only its user can read. */
export interface Control {
  url: string;
  token: string;
  close(): Promise<void>;
}

function isAllowed(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

async function run(command: Command, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort(new Error('whoever asked has gone')));
  const write = (line: unknown): void => void response.write(`${JSON.stringify(line)}\n`);
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
  try {
    const answer = await command((progress) => write({ progress }), gone.signal);
    write({ answer });
  } catch (error) {
    write({ error: (error as Error).message });
  }
  response.end();
}

/**
 * Answers `POST /<command>` on a free port of this machine, to whoever has the token: one JSON line for each step, the last with `answer` or `error`.
 * What another process may not do beside this one (its bus has one writer) it asks this one for.
 */
export async function serveControl(commands: Readonly<Record<string, Command>>): Promise<Control> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    request.resume();
    if (!isAllowed(request, token)) return refuse(response, 401);
    const name = (request.url ?? '').slice(1);
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) return refuse(response, 404);
    if (request.method !== 'POST') return refuse(response, 405);
    void run(command, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

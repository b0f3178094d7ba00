import type { Telemetry } from '@convoscope/telemetry';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpAddress } from './open-application.ts';

export interface StandIn {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Answers probes while a service that is starting waits for its servers: alive as long as the event loop is, not ready, with the reason.
 * Everything else gets 503.
 */
export async function openStandIn(
  telemetry: Pick<Telemetry, 'health' | 'registry'>,
  { host, port }: HttpAddress,
  reason: () => string,
): Promise<StandIn> {
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    if (path === '/metrics') return void response.end(await telemetry.registry.metrics());
    const isAlive = path === '/health/live' && (await telemetry.health('live')).healthy;
    const start = { status: isAlive ? 'up' : 'down', waitingFor: reason() };
    response.writeHead(isAlive ? 200 : 503, { 'content-type': 'application/json', connection: 'close' });
    response.end(
      JSON.stringify({ status: isAlive ? 'ok' : 'error', [isAlive ? 'info' : 'error']: { start } }),
    );
  };
  const server = createServer(({ url = '/' }, response) => {
    answer(url, response).catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(port, host);
  await once(server, 'listening');
  const { address, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${taken}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

import type { Server } from 'node:http';
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

/** Options of every service's HTTP server: nobody can hold it by sending slowly, or not at all. */
export const httpServerOptions = ({ requestMs, headersMs, checkEveryMs }: HttpTimes = TIMES) => ({
  forceCloseConnections: 'idle' as const,
  requestTimeout: requestMs,
  http: { headersTimeout: headersMs, connectionsCheckingInterval: checkEveryMs },
  routerOptions: { maxParamLength: LONGEST_PARAMETER },
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

import type { WebsocketPluginOptions } from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.ts';

/** What a page names as the protocol it speaks. */
const PROTOCOL = 'convoscope.live';
/** A page cannot set headers of a socket: it sends its key as one more protocol, in Base64 for addresses. */
const KEY_PROTOCOL = /^convoscope\.key\.([\w-]+)$/;
/** Nothing is taken from who follows. */
const MOST_RECEIVED_BYTES = 1_024;

export const SOCKET_OPTIONS: WebsocketPluginOptions = {
  options: {
    maxPayload: MOST_RECEIVED_BYTES,
    perMessageDeflate: false,
    // Never the one that holds the key.
    handleProtocols: (protocols) => (protocols.has(PROTOCOL) ? PROTOCOL : false),
  },
  // A message that is too long, or none: who sent it is gone.
  errorHandler: (_error, socket) => socket.terminate(),
};

/** Whether the key stands where no page of another site could have put it. */
const hasKey = ({ headers }: FastifyRequest): boolean =>
  headers['x-api-key'] !== undefined || headers.authorization !== undefined;

/**
 * Reads the key of a page. Throws a 403 problem where a page of another site opens a socket with what the browser knows of the caller: sockets are bound by
 * no rule of same origin.
 */
export function prepareSocketRequest(request: FastifyRequest): void {
  const { headers } = request;
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const encoded = offered.map((name) => KEY_PROTOCOL.exec(name)?.[1]).find((key) => key !== undefined);
  if (encoded !== undefined) headers['x-api-key'] = Buffer.from(encoded, 'base64url').toString();
  const { origin, host } = headers;
  if (hasKey(request) || origin === undefined) return;
  if (origin === `http://${host}` || origin === `https://${host}`) return;
  throw new HttpProblem(403, 'foreign-origin', 'Pages of other sites have to send a key of their own.', {
    detail: `${origin} is not this site. Offer the protocols ${PROTOCOL} and convoscope.key.KEY, the key in Base64 for addresses.`,
  });
}

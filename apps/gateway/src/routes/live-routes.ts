import type { WebSocket } from '@fastify/websocket';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { defineRoute, type Route, type RouteContext } from '../http/route.ts';
import { LIVE_CHANNELS } from '../live/live-channels.ts';
import type { LiveDesk } from '../live/live-desk.ts';
import { WINDOW } from '../live/live-feed.ts';
import { authoriseChannels, liveQuerySchema, parseLiveRequest } from '../live/live-request.ts';
import { toEventTarget, toSocketTarget } from '../live/live-targets.ts';

type LiveContext = RouteContext<undefined, z.infer<typeof liveQuerySchema>, undefined>;

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  connection: 'keep-alive',
  // A proxy that gathers answers would keep events back.
  'x-accel-buffering': 'no',
};

const CHANNELS = Object.entries(LIVE_CHANNELS)
  .map(
    ([name, { event, needs, summary }]) =>
      `\`${name}\` (events \`${event}\`, needs \`${needs}\`): ${summary}.`,
  )
  .join(' ');

const DESCRIPTION = `Server-sent events; with \`Upgrade: websocket\` the same as messages of a WebSocket. ${CHANNELS} \`progress\` (needs \`read:progress\`): how far each stage is.

Each event has an id. Sent back as \`Last-Event-ID\`, it lets the stream go on behind it, at whichever server: over the last ${WINDOW.maxAgeMs / 60_000} minutes and the last ${WINDOW.maxEvents.toLocaleString('en')} events of a tenant. Where more was missed, an event \`gap\` comes first: ask the lists for what it was. Whoever takes events more slowly than they come is told so by an event \`dropped\`. docs/live.md says all of it.`;

/** What happens, as it happens. */
export const createLiveRoutes = (desk: LiveDesk): Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/v1/live',
    operationId: 'followLive',
    needs: 'signed-in',
    tag: 'Live',
    summary: 'New conversations, findings, incidents, reports and errors as they come',
    description: DESCRIPTION,
    query: liveQuerySchema,
    response: { status: 200, contentType: 'text/event-stream', description: 'Events' },
    example: { query: { channels: 'incidents,anomalies' } },
    checkStream(caller, query, request) {
      authoriseChannels(caller, query);
      parseLiveRequest(query, request);
    },
    handle: (context) => streamEvents(desk, context),
    handleSocket: (context, socket) => streamMessages(desk, context, socket),
  }),
];

async function streamEvents(
  desk: LiveDesk,
  { tenant, query, request, reply }: LiveContext,
): Promise<undefined> {
  const admitted = await desk.admit(tenant, parseLiveRequest(query, request));
  const { raw } = reply;
  if (raw.destroyed) return void admitted.leave();
  const closed = new Promise<void>((resolve) => raw.once('close', resolve));
  sendHead(reply);
  const end = admitted.begin(toEventTarget(raw));
  await closed.finally(end);
  return undefined;
}

function sendHead(reply: FastifyReply): void {
  reply.hijack();
  // Those of the server that every answer has, such as what pages may embed.
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(200, HEADERS);
}

/** Rejects where it cannot begin. */
async function streamMessages(
  desk: LiveDesk,
  { tenant, query, request }: LiveContext,
  socket: WebSocket,
): Promise<void> {
  const admitted = await desk.admit(tenant, parseLiveRequest(query, request));
  if (socket.readyState !== socket.OPEN) return admitted.leave();
  const end = admitted.begin(toSocketTarget(socket));
  socket.once('close', end);
}

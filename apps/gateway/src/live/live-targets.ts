import type { WebSocket } from '@fastify/websocket';
import { DROP_REASONS, type DropReason, type LiveFrame, type LiveTarget } from './follow-live.ts';

/** How long whoever was told why the stream ends has to take that. */
const CLOSE_WITHIN_MS = 5_000;

/** The part of a response that events are written to. */
export interface EventResponse {
  write(text: string): boolean;
  end(text: string): unknown;
  destroy(): unknown;
  once(event: 'drain', listener: () => void): unknown;
}

const dropped = (reason: DropReason): LiveFrame => ({
  event: 'dropped',
  json: JSON.stringify({ reason, detail: DROP_REASONS[reason] }),
});

/** As the HTML standard writes events. Text of JSON has no line breaks. A position alone is an id without data: it is kept, and nothing is called. */
function toEventText({ event, id, json }: LiveFrame): string {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  if (event === 'position') return `${idLine}: still here\n\n`;
  return `${idLine}event: ${event}\ndata: ${json}\n\n`;
}

/** Server-sent events. */
export const toEventTarget = (out: EventResponse): LiveTarget => ({
  send: (frame) => out.write(toEventText(frame)),
  onDrain: (listener) => void out.once('drain', listener),
  drop(reason) {
    out.end(toEventText(dropped(reason)));
    setTimeout(() => out.destroy(), CLOSE_WITHIN_MS).unref();
  },
});

/** Sent and not yet taken, over which a socket takes no more. */
const MOST_UNSENT_BYTES = 64 * 1024;
/** RFC 6455 and its registry: try again later, going away. */
const CLOSE_CODES: Readonly<Record<DropReason, number>> = { slow: 1013, ended: 1001 };

const toMessage = ({ event, id, json }: LiveFrame): string =>
  `{"event":"${event}",${id === undefined ? '' : `"id":"${id}",`}"data":${json}}`;

/** The same as messages of a socket: `{"event", "id", "data"}`. */
export function toSocketTarget(
  socket: Pick<WebSocket, 'send' | 'close' | 'terminate' | 'bufferedAmount'>,
): LiveTarget {
  let drained: (() => void) | undefined;
  const whenSent = (): void => {
    if (socket.bufferedAmount > MOST_UNSENT_BYTES / 2) return;
    const call = drained;
    drained = undefined;
    call?.();
  };
  return {
    send(frame) {
      socket.send(toMessage(frame), whenSent);
      return socket.bufferedAmount <= MOST_UNSENT_BYTES;
    },
    onDrain: (listener) => void (drained = listener),
    drop(reason) {
      socket.send(toMessage(dropped(reason)));
      socket.close(CLOSE_CODES[reason], reason);
      setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS).unref();
    },
  };
}

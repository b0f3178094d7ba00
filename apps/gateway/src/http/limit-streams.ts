import type { Principal } from '@convoscope/access';
import type { Telemetry } from '@convoscope/telemetry';
import { HttpProblem } from './problem.ts';
import type { Route } from './route.ts';

/** Open pages of one person, or processes of one key; each costs a write a second. */
const MOST_PER_PRINCIPAL = 32;
/** A reader that leaves so much unread is gone, or will never keep up. */
const MOST_UNREAD_BYTES = 256 * 1024;
const LOOK_EVERY_MS = 1_000;
/** What was revoked ends within a minute: so often it is asked, and a key is known for 20 s. */
const CHECK_EVERY_MS = 15_000;

/** What a stream is written to: a response, or the connection of a socket. */
export interface StreamConnection {
  readonly writableLength: number;
  destroy(): unknown;
  once(event: 'close', listener: () => void): unknown;
}

export interface StreamLimiter {
  /**
   * Counts the stream until it is closed, and ends it when nobody reads it, or when who reads it may no longer: `isStillAllowed` rejects. Throws a 429
   * problem where the principal has too many.
   */
  admit(principal: Principal, connection: StreamConnection, isStillAllowed: () => Promise<unknown>): void;
}

export const isStream = (route: Pick<Route, 'response'>): boolean =>
  route.response.contentType === 'text/event-stream';

/** Keeps streams, which never end by themselves, from using up the server. */
export function createStreamLimiter(telemetry: Pick<Telemetry, 'gauge'>): StreamLimiter {
  const nOpen = new Map<string, number>();
  const gauge = telemetry.gauge({ name: 'gateway_streams', help: 'Live streams that are open' });
  const count = (id: string, change: 1 | -1): void => {
    const n = (nOpen.get(id) ?? 0) + change;
    if (n === 0) nOpen.delete(id);
    else nOpen.set(id, n);
    gauge.inc(change);
  };
  return {
    admit({ tenant, kind, id: ofWhom, name }, connection, isStillAllowed) {
      const id = `${tenant}/${kind}/${ofWhom}`;
      if ((nOpen.get(id) ?? 0) >= MOST_PER_PRINCIPAL) {
        throw new HttpProblem(429, 'too-many-streams', 'Too many live streams are open already.', {
          detail: `At most ${MOST_PER_PRINCIPAL} for ${name}: close some, or share one.`,
        });
      }
      count(id, 1);
      const watch = setInterval(() => {
        if (connection.writableLength > MOST_UNREAD_BYTES) connection.destroy();
      }, LOOK_EVERY_MS);
      const check = setInterval(
        () => void isStillAllowed().catch(() => connection.destroy()),
        CHECK_EVERY_MS,
      );
      connection.once('close', () => {
        clearInterval(watch);
        clearInterval(check);
        count(id, -1);
      });
    },
  };
}

import type { ServerResponse } from 'node:http';
import type { Telemetry } from '@convoscope/telemetry';
import type { Principal } from './authenticate.ts';
import { HttpProblem } from './problem.ts';
import type { Route } from './route.ts';

/** Open pages of one person, or processes of one key; each costs a write a second. */
const MOST_PER_PRINCIPAL = 32;
/** A reader that leaves so much unread is gone, or will never keep up. */
const MOST_UNREAD_BYTES = 256 * 1024;
const LOOK_EVERY_MS = 1_000;

export interface StreamLimiter {
  /** Counts the stream until it is closed, and ends it when nobody reads it. Throws a 429 problem where the principal has too many. */
  admit(principal: Principal, response: ServerResponse): void;
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
    admit({ tenant, name }, response) {
      const id = `${tenant}/${name}`;
      if ((nOpen.get(id) ?? 0) >= MOST_PER_PRINCIPAL) {
        throw new HttpProblem(429, 'too-many-streams', 'Too many live streams are open already.', {
          detail: `At most ${MOST_PER_PRINCIPAL} for ${name}: close some, or share one.`,
        });
      }
      count(id, 1);
      const watch = setInterval(() => {
        if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
      }, LOOK_EVERY_MS);
      response.once('close', () => {
        clearInterval(watch);
        count(id, -1);
      });
    },
  };
}

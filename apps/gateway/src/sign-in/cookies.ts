import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * What browsers hold of us. `__Host-`: sent to this very host over TLS alone (or to the machine itself), set by no other host. `session`: who is
 * signed in. `csrf`: read by our page and sent back as a header, which a page of another site cannot. `device`: a browser that somebody
 * signed in from before. `flow`: somebody who is at the issuer just now.
 */
const NAMES = {
  session: '__Host-convoscope-session',
  csrf: '__Host-convoscope-csrf',
  device: '__Host-convoscope-device',
  flow: '__Host-convoscope-flow',
} as const;

export type CookieName = keyof typeof NAMES;

export const readCookie = ({ headers }: FastifyRequest, name: CookieName): string | null =>
  parseCookie(headers.cookie ?? '')[NAMES[name]] || null;

/** `maxAgeSeconds` 0 takes it away; without one it goes with the browser. */
export function setCookie(
  reply: FastifyReply,
  name: CookieName,
  value: string,
  maxAgeSeconds?: number,
): void {
  reply.header(
    'set-cookie',
    stringifySetCookie({
      ...{ name: NAMES[name], value, path: '/', secure: true, httpOnly: name !== 'csrf' },
      // The way back from the issuer begins at another site.
      sameSite: name === 'flow' ? 'lax' : 'strict',
      ...(maxAgeSeconds !== undefined && { maxAge: maxAgeSeconds }),
    }),
  );
}

import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../http/problem.ts';

/** Requests that change nothing, so that another site may cause them. */
export const isReadOnly = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';

/** Throws a 403 problem where a browser says that a page of another site sent the request. `publicUrl`: where people reach us. */
export function refuseOtherSites({ headers }: FastifyRequest, publicUrl: string | undefined): void {
  const site = headers['sec-fetch-site'];
  const isOther = site !== undefined && site !== 'same-origin' && site !== 'none';
  const { origin } = headers;
  const isForeign = origin !== undefined && !isOwnOrigin(origin, headers.host, publicUrl);
  if (isOther || isForeign) throw otherSite();
}

function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  const parsed = URL.parse(origin);
  if (parsed === null) return false;
  if (publicUrl !== undefined && parsed.origin === new URL(publicUrl).origin) return true;
  return ['http:', 'https:'].includes(parsed.protocol) && parsed.host === URL.parse(`http://${host}`)?.host;
}

export const otherSite = (): HttpProblem =>
  new HttpProblem(403, 'other-site', 'A page of another site may not do this in your name.', {
    detail:
      'Whoever is signed in by cookie sends `X-Csrf-Token` with every change, as it stands in the cookie __Host-convoscope-csrf. Programs send an API key instead.',
  });

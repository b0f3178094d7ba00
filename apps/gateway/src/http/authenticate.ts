import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.ts';

export interface Principal {
  name: string;
  tenant: string;
}

export interface AuthenticationOptions {
  /** Keys that are let in, by name. */
  apiKeys: readonly { name: string; key: string }[];
  /** Whether somebody on this machine is let in without a key (never through a proxy or another site). */
  allowLoopback: boolean;
  tenant: string;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Checks `Authorization: Bearer` or `X-Api-Key` in constant time. Throws a 401 problem. */
export function createAuthenticator(options: AuthenticationOptions): (request: FastifyRequest) => Principal {
  const known = options.apiKeys.map(({ name, key }) => ({ name, digest: digest(key) }));
  return function authenticate(request) {
    const given = keyOf(request);
    if (given === null) {
      if (options.allowLoopback && isFromThisMachine(request)) {
        refuseForms(request);
        return { name: 'local', tenant: options.tenant };
      }
      throw new HttpProblem(
        401,
        'unauthenticated',
        'Send an API key as `Authorization: Bearer KEY` or `X-Api-Key: KEY`.',
      );
    }
    const givenDigest = digest(given);
    const match = known.filter((candidate) => timingSafeEqual(candidate.digest, givenDigest))[0];
    if (!match) throw new HttpProblem(401, 'unauthenticated', 'This API key is not known.');
    return { name: match.name, tenant: options.tenant };
  };
}

function keyOf({ headers }: FastifyRequest): string | null {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const header = headers['x-api-key'];
  return bearer ?? (typeof header === 'string' && header !== '' ? header : null);
}

const LOOPBACK_ADDRESSES = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** What proxies add on the way. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * The socket comes from this machine, no proxy stands between, and a browser was not sent here by another site
 * (the Host check stops DNS rebinding, the Origin check requests from pages of other sites and of other ports of this machine).
 */
function isFromThisMachine(request: FastifyRequest): boolean {
  const { headers } = request;
  if (!LOOPBACK_ADDRESSES.has(request.socket.remoteAddress ?? '')) return false;
  if (PROXY_HEADERS.some((name) => headers[name] !== undefined)) return false;
  if (!LOOPBACK_HOST.test(headers.host ?? '')) return false;
  const origin = headers.origin;
  return origin === undefined || origin === `http://${headers.host}` || origin === `https://${headers.host}`;
}

/** What a form can hold, or a request without a type: a page may send that to another site; anything else it may not. */
const OF_FORMS = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b|^\s*$/i;

function refuseForms({ method, headers }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD') return;
  if (!OF_FORMS.test(headers['content-type'] ?? '')) return;
  throw new HttpProblem(415, 'unsupported-media-type', 'Send `Content-Type: application/json`.');
}

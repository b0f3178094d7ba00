import { createHash, timingSafeEqual } from 'node:crypto';
import { keyIdOf, type Principal } from '@convoscope/access';
import type { FastifyRequest } from 'fastify';
import type { KeyVerdict, KnownKeys } from '../access/known-keys.ts';
import { readCookie } from '../sign-in/cookies.ts';
import { isReadOnly, otherSite, refuseOtherSites } from '../sign-in/own-page.ts';
import { looksLikeToken, type BearerTokens } from '../sign-in/oidc/bearer-tokens.ts';
import type { Sessions } from '../sign-in/sessions.ts';
import { HttpProblem } from './problem.ts';

export interface AuthenticationOptions {
  /** Keys of the settings, by name: they may do everything. */
  apiKeys: readonly { name: string; key: string }[];
  /** Keys of the database. */
  knownKeys: Pick<KnownKeys, 'check'>;
  /** People who are signed in by cookie. */
  sessions: Pick<Sessions, 'read'>;
  /** Tokens of an issuer; null: there is none. */
  tokens: Pick<BearerTokens, 'check'> | null;
  /** Where people reach the page, where that is not what their browser names as the host. */
  publicUrl: string | undefined;
  /** Whether somebody on this machine is let in without a key (never through a proxy or another site). */
  allowLoopback: boolean;
  /** Of whoever comes without a key of the database. */
  tenant: string;
}

export type Authenticate = (request: FastifyRequest) => Promise<Principal>;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const anAdmin = (kind: Principal['kind'], name: string, tenant: string): Principal => ({
  ...{ kind, id: name, name, tenant, roles: ['admin'], scopes: null, isOperator: true },
});

/** Checks `Authorization: Bearer` or `X-Api-Key` in constant time, or who is signed in. Throws a 401 problem, and 403 for a change by another site. */
export function createAuthenticator(options: AuthenticationOptions): Authenticate {
  const known = options.apiKeys.map(({ name, key }) => ({ name, digest: digest(key) }));
  return async function authenticate(request) {
    const given = keyOf(request);
    if (given === null) {
      const person = await readPerson(request, options);
      if (person !== null) return person;
      if (options.allowLoopback && isFromThisMachine(request)) {
        refuseForms(request);
        return anAdmin('local', 'local', options.tenant);
      }
      throw unauthenticated(
        readCookie(request, 'session') === null
          ? 'Send an API key as `Authorization: Bearer KEY` or `X-Api-Key: KEY`, or sign in.'
          : 'You are not signed in any more: sign in again.',
      );
    }
    const givenDigest = digest(given);
    const match = known.filter((candidate) => timingSafeEqual(candidate.digest, givenDigest))[0];
    if (match !== undefined) return anAdmin('api-key', match.name, options.tenant);
    if (options.tokens !== null && looksLikeToken(given)) {
      const judged = await options.tokens.check(given);
      if ('refused' in judged) throw unauthenticated(judged.refused);
      return judged;
    }
    const verdict = keyIdOf(given) === null ? 'unknown' : await options.knownKeys.check(given);
    if (typeof verdict !== 'string') return verdict;
    throw unauthenticated(REFUSALS[verdict]);
  };
}

/** Who is signed in by cookie. Cookies come with requests that other sites cause too, so that a change must bring what they cannot know. */
async function readPerson(
  request: FastifyRequest,
  { sessions, publicUrl }: Pick<AuthenticationOptions, 'sessions' | 'publicUrl'>,
): Promise<Principal | null> {
  const signedIn = await sessions.read(request);
  if (signedIn === null) return null;
  // A socket reads what a page of another site could not: its origin is looked at too.
  if (!isReadOnly(request) || request.headers.upgrade !== undefined) refuseOtherSites(request, publicUrl);
  if (isReadOnly(request)) return signedIn.principal;
  const csrf = request.headers['x-csrf-token'];
  if (typeof csrf !== 'string' || !timingSafeEqual(digest(csrf), digest(signedIn.session.csrf)))
    throw otherSite();
  return signedIn.principal;
}

const REFUSALS: Readonly<Record<KeyVerdict & string, string>> = {
  unknown: 'This API key is not known.',
  expired: 'This API key has expired: ask for a new one (`convoscope keys create`).',
  revoked: 'This API key was revoked: ask for a new one (`convoscope keys create`).',
};

const unauthenticated = (title: string): HttpProblem => new HttpProblem(401, 'unauthenticated', title);

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

import { hashKey, makeSecret } from '@convoscope/access';
import { TransientError } from '@convoscope/contracts';
import type { SignInFlowDocument, Store } from '@convoscope/store';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import { claimAt, toVouched, type ClaimMapping, type Claims, type Misfit, type Vouched } from './claims.ts';
import { toOutage, type Issuer } from './issuer.ts';

export interface SignInFlowOptions {
  issuer: Issuer;
  store: Pick<Store, 'signIns'>;
  mapping: ClaimMapping;
  scopes: string;
  /** Where people reach us, and the issuer sends them back to. */
  publicUrl: string;
  now: () => number;
  /** How long it may take. */
  windowMs: number;
}

export const CALLBACK = '/auth/oidc/callback';

/** What came of it: somebody and where they wanted to go, or why not. */
export type FlowEnd = { vouched: Vouched; returnTo: string } | { refused: string };

/** A path of this page. Whatever leads elsewhere becomes the start page: an open redirect lends our name to others. */
export function toOwnPath(given: string | undefined, publicUrl: string): string {
  const parsed = given?.startsWith('/') === true ? URL.parse(given, publicUrl) : null;
  if (parsed === null || parsed.origin !== new URL(publicUrl).origin) return '/';
  // `/.//evil.example` is a path of ours that a browser would read as a host.
  return `${parsed.pathname.replace(/^\/+/, '/')}${parsed.search}`;
}

/**
 * Signing in at the issuer: authorization code with PKCE (RFC 7636), `state` and `nonce`. What belongs together lies in the database under what the
 * browser holds meanwhile, and is taken once: neither another browser nor a second try comes through.
 */
export function createSignInFlow(options: SignInFlowOptions) {
  const { issuer, store, mapping, scopes, publicUrl, now, windowMs } = options;
  return {
    /** Where to send the browser, and what it has to hold meanwhile. */
    async begin(returnTo: string | undefined): Promise<{ url: URL; held: string; seconds: number }> {
      const config = await issuer.describe();
      const [held, state, nonce] = [makeSecret(), randomState(), randomNonce()];
      const verifier = randomPKCECodeVerifier();
      await store.signIns.begin({
        ...{ tenant: mapping.homeTenant, flowHash: hashKey(held), state, nonce, verifier },
        ...{ returnTo: toOwnPath(returnTo, publicUrl), expireAt: new Date(now() + windowMs) },
      });
      const url = buildAuthorizationUrl(config, {
        ...{ redirect_uri: new URL(CALLBACK, publicUrl).href, scope: scopes, state, nonce },
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url, held, seconds: Math.ceil(windowMs / 1000) };
    },

    /** Throws TransientError while the issuer is out of reach. */
    async end(held: string | null, query: string): Promise<FlowEnd> {
      const flow = held === null ? null : await store.signIns.take(hashKey(held), new Date(now()));
      if (flow === null) return { refused: 'nobody began this here, or it was ended before' };
      const config = await issuer.describe();
      const claims = await askIssuer(config, flow, new URL(`${CALLBACK}${query}`, publicUrl), mapping);
      if ('refused' in claims) return claims;
      const vouched: Vouched | Misfit = toVouched(claims.claims, mapping);
      if (typeof vouched === 'string') return { refused: vouched };
      return { vouched, returnTo: flow.returnTo };
    },
  };
}

export type SignInFlow = ReturnType<typeof createSignInFlow>;

/** What the issuer says of who came back with its code; of its user info too, where the ID token does not say what is asked. */
async function askIssuer(
  config: Configuration,
  { state, nonce, verifier }: SignInFlowDocument,
  url: URL,
  { rolesClaim, tenantClaim }: ClaimMapping,
): Promise<{ claims: Claims } | { refused: string }> {
  try {
    const tokens = await authorizationCodeGrant(config, url, {
      ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
    });
    const claims: Claims = { ...tokens.claims() };
    const wanted = [rolesClaim, ...(tenantClaim === undefined ? [] : [tenantClaim])];
    const isTold = wanted.every((name) => claimAt(claims, name) !== undefined);
    if (isTold || config.serverMetadata().userinfo_endpoint === undefined) return { claims };
    const more = await fetchUserInfo(config, tokens.access_token, String(claims['sub']));
    return { claims: { ...more, ...claims } };
  } catch (error) {
    const outage = toOutage(error);
    if (outage instanceof TransientError) throw outage;
    // The text may hold what the other side sent: the kind alone is kept.
    const code = (error as { code?: unknown; error?: unknown }).error ?? (error as { code?: unknown }).code;
    return {
      refused: `the issuer or its answer refused: ${/^[\w-]{1,60}$/.exec(String(code))?.[0] ?? 'unknown'}`,
    };
  }
}

import { TransientError } from '@convoscope/contracts';
import type { Principal } from '@convoscope/access';
import type { Telemetry } from '@convoscope/telemetry';
import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload } from 'jose';
import { toVouched, type ClaimMapping } from './claims.ts';
import { toOutage, type Issuer } from './issuer.ts';

export interface BearerTokensOptions {
  issuer: Issuer;
  /** Whom the tokens must be for: us. */
  audience: string;
  mapping: ClaimMapping;
  now: () => number;
  telemetry: Pick<Telemetry, 'logger'>;
}

/** By keys of the issuer alone: `none`, and secrets that both sides know (an issuer's public key is no secret), are nothing. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** Clocks differ. */
const TOLERANCE_SECONDS = 30;
/** Keys that were read before hold so long while the issuer is away; then nobody is let in by a token. */
const KEYS_HOLD_MS = 24 * 3_600_000;
/** So often it is looked whether the issuer has taken a key back. */
const KEYS_READ_EVERY_MS = 10 * 60_000;

type Keys = ReturnType<typeof createRemoteJWKSet>;

/** What a token turned out to be: somebody, or why not. */
export type TokenVerdict = Principal | { refused: string };

/** Three parts, as every signed JWT has. */
export const looksLikeToken = (text: string): boolean => /^[\w-]+\.[\w-]*\.[\w-]*$/.test(text);

/** Tokens of the issuer, sent by programs. */
export class BearerTokens {
  readonly #options: BearerTokensOptions;
  #keys: Promise<{ keys: Keys; issuer: string }> | undefined;
  #readAtMs = 0;

  constructor(options: BearerTokensOptions) {
    this.#options = options;
  }

  /** Throws TransientError where the issuer's keys must be asked for and it does not answer. */
  async check(token: string): Promise<TokenVerdict> {
    const { audience, mapping } = this.#options;
    try {
      const { keys, issuer } = await this.#ready();
      this.#refresh(keys);
      const { payload } = await jwtVerify(token, keys, {
        ...{ issuer, audience, algorithms: ALGORITHMS, clockTolerance: TOLERANCE_SECONDS },
        ...{ requiredClaims: ['sub', 'exp'], currentDate: new Date(this.#options.now()) },
      });
      return toVerdict(payload, mapping);
    } catch (error) {
      const outage = toOutage(error);
      if (outage instanceof TransientError) throw outage;
      if (isOutage(error))
        throw new TransientError('the keys of the issuer are out of reach', {
          ...{ code: 'GATEWAY_ISSUER_AWAY', cause: error },
        });
      if (error instanceof errors.JOSEError) return { refused: 'This token does not hold.' };
      throw error;
    }
  }

  #ready(): Promise<{ keys: Keys; issuer: string }> {
    this.#keys ??= this.#open().catch((error: unknown) => {
      this.#keys = undefined;
      throw error;
    });
    return this.#keys;
  }

  async #open(): Promise<{ keys: Keys; issuer: string }> {
    const { issuer } = this.#options;
    const metadata = (await issuer.describe()).serverMetadata();
    // The address comes from the issuer's own description, never from a token.
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri ?? ''), {
      [customFetch]: (url, options) => issuer.fetch(url, options as never),
      cacheMaxAge: KEYS_HOLD_MS,
    });
    return { keys, issuer: metadata.issuer };
  }

  /** Not waited for: keys that are known hold meanwhile. */
  #refresh(keys: Keys): void {
    const nowMs = this.#options.now();
    if (keys.jwks() === undefined || nowMs - this.#readAtMs < KEYS_READ_EVERY_MS) return;
    this.#readAtMs = nowMs;
    keys
      .reload()
      .catch((error: unknown) =>
        this.#options.telemetry.logger.warn({ err: error }, 'the keys of the issuer were not read anew'),
      );
  }
}

/** What the key set throws where there was no answer, or none that is a key set. */
const isOutage = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout ||
  error instanceof errors.JWKSInvalid ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC');

function toVerdict(payload: JWTPayload, mapping: ClaimMapping): TokenVerdict {
  const vouched = toVouched(payload, mapping);
  if (typeof vouched === 'string') return { refused: `This token has ${vouched}.` };
  const { id, tenant, roles } = vouched;
  return { ...{ kind: 'service', id, name: payload.sub ?? '', tenant, roles }, scopes: null };
}

import { ConfigError, TransientError } from '@convoscope/contracts';
import type { Policy } from '@convoscope/resilience';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  type Configuration,
  type CustomFetch,
} from 'openid-client';

export interface IssuerOptions {
  /** As it names itself in what it signs. */
  issuer: string;
  clientId: string;
  clientSecret: { reveal(): string } | undefined;
  policy: Policy;
}

const TIMEOUT_SECONDS = 10;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

const outOfReach = (cause: unknown): TransientError =>
  new TransientError('the issuer of OpenID Connect is out of reach', { code: 'GATEWAY_ISSUER_AWAY', cause });

/** Every call to the issuer goes through the policy; what is no answer of it is transient. */
export const fetchThrough =
  (policy: Policy): CustomFetch =>
  (url, options) =>
    policy.run(async (signal) => {
      const signals = options.signal ? [signal, options.signal] : [signal];
      try {
        const response = await fetch(url, { ...(options as RequestInit), signal: AbortSignal.any(signals) });
        if (response.status < 500) return response;
        await response.body?.cancel();
        throw new Error(`it answered ${response.status}`);
      } catch (error) {
        throw outOfReach(error);
      }
    });

/** The issuer as it describes itself, asked for once it is needed, and again where it did not answer. */
export class Issuer {
  readonly #options: IssuerOptions;
  readonly fetch: CustomFetch;
  #known: Promise<Configuration> | undefined;

  constructor(options: IssuerOptions) {
    this.#options = options;
    this.fetch = fetchThrough(options.policy);
    const { protocol, hostname } = new URL(options.issuer);
    if (protocol !== 'https:' && !LOOPBACK.test(hostname))
      throw new ConfigError(['GATEWAY_OIDC_ISSUER: expected https, except on the machine itself']);
  }

  /** Throws TransientError while it is out of reach. */
  describe(): Promise<Configuration> {
    this.#known ??= this.#discover().catch((error: unknown) => {
      this.#known = undefined;
      throw toOutage(error);
    });
    return this.#known;
  }

  #discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#options;
    const isPlain = issuer.startsWith('http:');
    return discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === undefined ? None() : ClientSecretBasic(clientSecret.reveal()),
      {
        [customFetch]: this.fetch,
        timeout: TIMEOUT_SECONDS,
        // The signature of an ID token is looked at, also where TLS brought it.
        execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])],
      },
    );
  }
}

/** An outage comes wrapped by the client library. */
export function toOutage(error: unknown): unknown {
  for (let one: unknown = error; one instanceof Error; one = one.cause)
    if (one instanceof TransientError) return one;
  return error;
}

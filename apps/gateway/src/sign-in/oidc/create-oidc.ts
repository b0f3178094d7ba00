import { ConfigError } from '@convoscope/contracts';
import { createPolicy, defaultPolicyOptions } from '@convoscope/resilience';
import type { Store } from '@convoscope/store';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import { BearerTokens } from './bearer-tokens.ts';
import type { ClaimMapping } from './claims.ts';
import { Issuer } from './issuer.ts';
import { createSignInFlow, type SignInFlow } from './sign-in-flow.ts';

export interface OidcSettings {
  issuer: string | undefined;
  clientId: string | undefined;
  clientSecret: { reveal(): string } | undefined;
  name: string;
  scopes: string;
  audience: string | undefined;
  rolesClaim: string;
  roles: Readonly<Record<string, readonly string[]>>;
  defaultRoles: readonly string[];
  tenantClaim: string | undefined;
}

export interface OidcOptions {
  settings: OidcSettings;
  publicUrl: string | undefined;
  windowMs: number;
  store: Pick<Store, 'signIns'>;
  clock: Clock;
  telemetry: Telemetry;
  tenant: string;
}

/** What OpenID Connect brings: a way to sign in, and tokens of programs, each where it is configured. */
export interface Oidc {
  name: string;
  flow: SignInFlow | null;
  tokens: BearerTokens | null;
}

/** Null: no issuer is configured. Throws ConfigError where what is configured does not go together. */
export function createOidc(options: OidcOptions): Oidc | null {
  const { settings, publicUrl, clock, telemetry, store, windowMs } = options;
  const problems = problemsOf(options);
  if (problems.length > 0) throw new ConfigError(problems);
  if (settings.issuer === undefined) return null;
  const { clientId, clientSecret, audience } = settings;
  const now = (): number => clock.now();
  // A code is good for one try, and whoever waits at the page tries again: nothing is repeated here.
  const policy = createPolicy({ ...defaultPolicyOptions('oidc'), retries: 0 }, { clock, telemetry });
  const issuer = new Issuer({ issuer: settings.issuer, clientId: clientId ?? 'none', clientSecret, policy });
  const { rolesClaim, roles, defaultRoles, tenantClaim } = settings;
  const mapping: ClaimMapping = { rolesClaim, roles, defaultRoles, tenantClaim, homeTenant: options.tenant };
  return {
    name: settings.name,
    flow:
      clientId === undefined || publicUrl === undefined
        ? null
        : createSignInFlow({ issuer, store, mapping, scopes: settings.scopes, publicUrl, now, windowMs }),
    tokens: audience === undefined ? null : new BearerTokens({ issuer, audience, mapping, now, telemetry }),
  };
}

function problemsOf({ settings, publicUrl }: OidcOptions): string[] {
  const { issuer, clientId, audience, roles, defaultRoles } = settings;
  const isGiven = issuer !== undefined;
  const rules: [boolean, string][] = [
    [!isGiven && (clientId ?? audience) !== undefined, 'GATEWAY_OIDC_ISSUER: name the issuer too'],
    [
      isGiven && (clientId ?? audience) === undefined,
      'GATEWAY_OIDC_CLIENT_ID, GATEWAY_OIDC_AUDIENCE: name one of them, for people or for programs',
    ],
    [
      clientId !== undefined && publicUrl === undefined,
      'GATEWAY_PUBLIC_URL: the issuer sends people back to it: name it',
    ],
    [
      audience !== undefined && audience === clientId,
      'GATEWAY_OIDC_AUDIENCE: expected another name than the client id: what tells the page who somebody is must not open the API',
    ],
    [
      isGiven && Object.keys(roles).length + defaultRoles.length === 0,
      'GATEWAY_OIDC_ROLES: say which group has which roles, or nobody may do anything',
    ],
  ];
  return rules.filter(([isWrong]) => isWrong).map(([, problem]) => problem);
}

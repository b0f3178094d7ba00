import type { SettingsOf } from '@convoscope/config';
import type { ServiceRuntime } from '@convoscope/service';
import type { gatewaySettings } from '../gateway.config.ts';
import { createAuthenticator } from '../http/authenticate.ts';
import { RequestLimits, toQuotas } from '../limits/request-limits.ts';
import { createSignIn, type SignInParts } from '../sign-in/create-sign-in.ts';
import { createOidc } from '../sign-in/oidc/create-oidc.ts';
import type { ServeSignInOptions } from '../sign-in/oidc/serve-sign-in.ts';
import { AuditTrail } from './audit-trail.ts';
import { createDoor, type Door } from './door.ts';
import { KnownKeys } from './known-keys.ts';

/** All that says who is let in, and how often. */
export interface AccessParts {
  trail: AuditTrail;
  door: Door;
  limits: RequestLimits;
  /** What routes of people need. */
  people: SignInParts & { publicUrl: string | undefined; issuerName: string | null };
  /** How people come back from the issuer; null: there is none. */
  signIn: ServeSignInOptions | null;
}

export function createAccess(runtime: ServiceRuntime<SettingsOf<typeof gatewaySettings>>): AccessParts {
  const { settings, telemetry, tenant, store, clock } = runtime;
  const { publicUrl, allowLoopback, session } = settings;
  const now = (): number => clock.now();
  const trail = new AuditTrail({ auditLog: store.auditLog, now, telemetry });
  const people = createSignIn({ store, trail, now, tenant, settings: session });
  const { sessions } = people;
  const oidc = createOidc({ ...runtime, settings: settings.oidc, publicUrl, windowMs: session.windowMs });
  const authenticate = createAuthenticator({
    ...{ allowLoopback, tenant, publicUrl, sessions, tokens: oidc?.tokens ?? null },
    apiKeys: settings.apiKey === undefined ? [] : [{ name: 'api-key', key: settings.apiKey.reveal() }],
    knownKeys: new KnownKeys({ store, now, telemetry }),
  });
  const flow = oidc?.flow ?? null;
  return {
    trail,
    door: createDoor({ authenticate, sessions, trail, tenant }),
    limits: new RequestLimits({
      ...{ store, now, telemetry, keepMs: settings.limits.keepMs },
      quotasOf: () => Promise.resolve(toQuotas(settings.limits)),
    }),
    people: { ...people, publicUrl, issuerName: flow === null ? null : (oidc?.name ?? null) },
    signIn: flow && { flow, sessions, trail, telemetry, homeTenant: tenant },
  };
}

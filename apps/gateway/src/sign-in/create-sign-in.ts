import type { Store } from '@convoscope/store';
import type { AuditTrail } from '../access/audit-trail.ts';
import { createAccountDesk, type AccountDesk } from './account-desk.ts';
import { createAttempts } from './attempts.ts';
import { createOwnAccountDesk, type OwnAccountDesk } from './own-account-desk.ts';
import { Passwords } from './passwords.ts';
import { Sessions } from './sessions.ts';
import { createSignInDesk, type SignIn } from './sign-in-desk.ts';

export interface SignInOptions {
  store: Pick<Store, 'accounts' | 'sessions' | 'signIns' | 'auditLog'>;
  trail: AuditTrail;
  now: () => number;
  tenant: string;
  settings: { idleMs: number; longestMs: number; windowMs: number };
}

/** All that signing in takes. */
export interface SignInParts {
  sessions: Sessions;
  signIn: SignIn;
  accounts: AccountDesk;
  ownAccount: OwnAccountDesk;
}

export function createSignIn({ store, trail, now, tenant, settings }: SignInOptions): SignInParts {
  const passwords = new Passwords();
  const attempts = createAttempts({ store, now, windowMs: settings.windowMs, tenant });
  const shared = { store, passwords, attempts, trail, now };
  return {
    sessions: new Sessions({ store, now, idleMs: settings.idleMs, longestMs: settings.longestMs }),
    signIn: createSignInDesk({ ...shared, homeTenant: tenant }),
    accounts: createAccountDesk({ store, passwords, now }),
    ownAccount: createOwnAccountDesk(shared),
  };
}

import type { AccountDocument, Store } from '@convoscope/store';
import type { AuditTrail } from '../access/audit-trail.ts';
import { HttpProblem } from '../http/problem.ts';
import type { Attempts } from './attempts.ts';
import { refuseWeak, type Passwords } from './passwords.ts';
import { makeSecondFactor, stepOf } from './second-factor.ts';

export interface OwnAccountDeskOptions {
  store: Pick<Store, 'accounts' | 'sessions'>;
  passwords: Passwords;
  attempts: Attempts;
  trail: Pick<AuditTrail, 'note'>;
  now: () => number;
}

/** What people change of their own account: with the password, so that a browser left open is not enough. */
export function createOwnAccountDesk({ store, passwords, attempts, trail, now }: OwnAccountDeskOptions) {
  const note = ({ tenant, name, accountId }: AccountDocument, action: string): Promise<void> =>
    trail.note(tenant, { by: name, action, subject: accountId });

  /** Counted like signing in: whoever holds a session may not guess either. */
  async function checkPassword({ accountId, passwordHash }: AccountDocument, given: string): Promise<void> {
    // Without a slash: no name that somebody signs in with is counted here.
    const tried = { login: accountId, device: null };
    await attempts.count(tried);
    if (!(await passwords.fits(given, passwordHash)))
      throw new HttpProblem(422, 'password-wrong', 'The password does not fit.');
    await attempts.forget(tried);
  }

  const change = async (account: AccountDocument, changed: Parameters<typeof store.accounts.change>[2]) =>
    void (await store.accounts.change(account.tenant, account.accountId, changed));

  return {
    /** Ends every other session of the person. */
    async changePassword(
      account: AccountDocument,
      given: { password: string; newPassword: string },
      sessionId: string,
    ): Promise<void> {
      refuseWeak(given.newPassword, account.name);
      await checkPassword(account, given.password);
      const passwordHash = await passwords.hash(given.newPassword);
      await note(account, 'account.password');
      await change(account, { passwordHash, passwordAt: new Date(now()) });
      await store.sessions.endAll(account.tenant, account.accountId, sessionId);
    },

    /** A second factor that holds once its first code was sent. The one before holds until then. */
    async proposeSecondFactor(account: AccountDocument, password: string) {
      await checkPassword(account, password);
      const made = makeSecondFactor(account.name);
      await change(account, { totpPending: made.secret });
      return made;
    },

    /** Ends every other session of the person. */
    async confirmSecondFactor(account: AccountDocument, code: string, sessionId: string): Promise<void> {
      const { totpPending, tenant, accountId } = account;
      if (totpPending === null)
        throw new HttpProblem(409, 'nothing-to-confirm', 'Ask for a second factor first.');
      const step = stepOf(code, totpPending, now());
      if (step === null)
        throw new HttpProblem(422, 'code-wrong', 'The code does not fit: is the clock of the phone right?');
      await note(account, 'account.second-factor');
      await change(account, { totpSecret: totpPending, totpPending: null, totpStep: step });
      await store.sessions.endAll(tenant, accountId, sessionId);
    },

    async removeSecondFactor(account: AccountDocument, password: string): Promise<void> {
      await checkPassword(account, password);
      await note(account, 'account.second-factor-removed');
      await change(account, { totpSecret: null, totpPending: null, totpStep: null });
    },
  };
}

export type OwnAccountDesk = ReturnType<typeof createOwnAccountDesk>;

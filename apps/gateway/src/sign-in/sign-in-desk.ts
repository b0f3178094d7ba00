import { hashKey, makeSecret } from '@convoscope/access';
import type { AccountDocument, Store } from '@convoscope/store';
import type { AuditTrail } from '../access/audit-trail.ts';
import { HttpProblem } from '../http/problem.ts';
import type { Attempts } from './attempts.ts';
import { toLogin } from './login.ts';
import type { Passwords } from './passwords.ts';
import { stepOf } from './second-factor.ts';

export interface SignInDeskOptions {
  store: Pick<Store, 'accounts'>;
  passwords: Passwords;
  attempts: Attempts;
  trail: Pick<AuditTrail, 'note' | 'noteRefusal'>;
  now: () => number;
  /** Of whoever names no tenant. */
  homeTenant: string;
}

export interface GivenPassword {
  name: string;
  password: string;
  /** Of the second factor. */
  code: string | undefined;
  /** What the browser holds since somebody signed in from it. */
  device: string | null;
  /** Where the request came from, for the audit log. */
  from: string;
}

/** Who signed in, and what their browser is to be known by from now on; null: it is known. */
export interface LetIn {
  account: AccountDocument;
  device: string | null;
}

const failed = (): HttpProblem =>
  new HttpProblem(401, 'sign-in-failed', 'Name, password or code do not fit.');

const codeNeeded = (): HttpProblem =>
  new HttpProblem(401, 'second-factor-needed', 'Enter the code that your authenticator app shows.');

/** Lets people in who know their password, and have their second factor. Whatever does not fit takes as long and is told alike. */
export function createSignInDesk(options: SignInDeskOptions) {
  const { store, passwords, attempts, trail, now, homeTenant } = options;
  const refuse = (given: GivenPassword, account: AccountDocument | null, because: string): HttpProblem => {
    // What was typed as an unknown name may be a password.
    const whom = account === null ? 'an unknown name' : account.name;
    const subject = `${whom} from ${given.from}`;
    const entry = { by: 'unknown', action: 'authentication.failed', subject, because };
    trail.noteRefusal(account?.tenant ?? homeTenant, entry);
    return failed();
  };

  async function checkCode(given: GivenPassword, account: AccountDocument): Promise<void> {
    if (account.totpSecret === null) return;
    if (given.code === undefined) throw codeNeeded();
    const step = stepOf(given.code, account.totpSecret, now());
    if (step === null) throw refuse(given, account, 'the code does not fit');
    if (!(await store.accounts.useCode(account.tenant, account.accountId, step)))
      throw refuse(given, account, 'the code was used before');
  }

  return async function signIn(given: GivenPassword): Promise<LetIn> {
    const { tenant, name } = toLogin(given.name, homeTenant);
    const account = await store.accounts.findByName(tenant, name);
    const deviceHash = given.device === null ? null : hashKey(given.device);
    const isKnownDevice = deviceHash !== null && account?.devices.includes(deviceHash) === true;
    const tried = { login: `${tenant}/${name}`, device: isKnownDevice ? deviceHash : null };
    await attempts.count(tried);
    const fits = await passwords.fits(given.password, account?.passwordHash ?? null);
    if (account === null || !fits) throw refuse(given, account, 'name or password do not fit');
    if (account.disabledAt !== null) throw refuse(given, account, 'the account is disabled');
    await checkCode(given, account);
    const device = isKnownDevice ? null : makeSecret();
    await trail.note(tenant, {
      ...{ by: account.name, action: 'authentication.succeeded', subject: `password from ${given.from}` },
    });
    await attempts.forget(tried);
    const noted = { at: new Date(now()), device: device === null ? null : hashKey(device) };
    await store.accounts.noteSignIn(tenant, account.accountId, noted);
    return { account, device };
  };
}

export type SignIn = ReturnType<typeof createSignInDesk>;

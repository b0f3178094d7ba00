import { accessOf, makeId, type Permission } from '@convoscope/access';
import { PermanentError } from '@convoscope/contracts';
import type { AccountChange, AccountDocument, Page, Store } from '@convoscope/store';
import type { KeyActor } from '../access/api-key-desk.ts';
import { makePassword } from './make-password.ts';
import { refuseWeak, type Passwords } from './passwords.ts';

export interface AccountDeskOptions {
  store: Pick<Store, 'accounts' | 'sessions' | 'auditLog'>;
  passwords: Passwords;
  now: () => number;
}

export interface WantedAccount {
  name: string;
  roles: readonly string[];
  /** Undefined: one is made, and told once. */
  password?: string | undefined;
}

/** An account, and its password where that was made here. */
export interface GivenAccount {
  account: AccountDocument;
  password: string | null;
}

/**
 * Makes and changes accounts of people. Each change is written to the audit log before it is made, and nobody gives, or touches, what they could not
 * do themselves. What takes something away ends the sessions of the person.
 */
export function createAccountDesk({ store, passwords, now }: AccountDeskOptions) {
  const note = async (action: string, { tenant, by }: KeyActor, about: string): Promise<unknown> => {
    const at = new Date(now());
    const nothing = { because: null, before: null, after: null };
    return store.auditLog.append(tenant, [{ at, by, action, subject: about, ...nothing }]);
  };
  const find = async (accountId: string, actor: KeyActor): Promise<AccountDocument | null> => {
    const account = await store.accounts.findById(accountId);
    if (account === null || account.tenant !== actor.tenant) return null;
    refuseMoreThanOwn(account.roles, actor);
    return account;
  };

  async function change(
    account: AccountDocument,
    changed: AccountChange,
    endsSessions: boolean,
  ): Promise<AccountDocument> {
    const { tenant, accountId } = account;
    await store.accounts.change(tenant, accountId, changed);
    if (endsSessions) await store.sessions.endAll(tenant, accountId);
    return { ...account, ...changed } as AccountDocument;
  }

  return {
    list: (tenant: string, page: { limit: number; cursor?: string }): Promise<Page<AccountDocument>> =>
      store.accounts.findPage(tenant, page),

    /** Null: the name is taken. Throws PermanentError for a weak password, and where the person could do what the maker may not. */
    async create({ name, roles, password }: WantedAccount, actor: KeyActor): Promise<GivenAccount | null> {
      refuseMoreThanOwn(roles, actor);
      if (password !== undefined) refuseWeak(password, name);
      const made = password === undefined ? makePassword() : null;
      const at = new Date(now());
      const account: AccountDocument = {
        ...{ tenant: actor.tenant, accountId: makeId(), name, roles: [...roles], devices: [] },
        ...{ passwordHash: await passwords.hash(password ?? made ?? ''), passwordAt: at },
        ...{ totpSecret: null, totpPending: null, totpStep: null },
        ...{ createdBy: actor.by, createdAt: at, signedInAt: null, disabledAt: null },
      };
      await note('account.create', actor, `${name} (${account.accountId}): roles ${roles.join(', ')}`);
      return (await store.accounts.insert(account)) ? { account, password: made } : null;
    },

    /** Other roles, or whether the person may sign in at all. Null: there is no such account. */
    async change(
      accountId: string,
      wanted: { roles?: readonly string[] | undefined; isDisabled?: boolean | undefined },
      actor: KeyActor,
    ): Promise<AccountDocument | null> {
      const account = await find(accountId, actor);
      if (account === null) return null;
      refuseMoreThanOwn(wanted.roles ?? [], actor);
      const disabledAt = wanted.isDisabled === true ? (account.disabledAt ?? new Date(now())) : null;
      const changed: AccountChange = {
        ...(wanted.roles !== undefined && { roles: [...wanted.roles] }),
        ...(wanted.isDisabled !== undefined && { disabledAt }),
      };
      const words = [
        ...(wanted.roles === undefined ? [] : [`roles ${wanted.roles.join(', ')}`]),
        ...(wanted.isDisabled === undefined ? [] : [wanted.isDisabled ? 'disabled' : 'enabled']),
      ];
      await note('account.change', actor, `${account.name} (${accountId}): ${words.join('; ')}`);
      return change(account, changed, wanted.isDisabled === true);
    },

    /** Another password, made here and told once, without a second factor: for who lost one of them. Null: there is no such account. */
    async reset(accountId: string, actor: KeyActor): Promise<GivenAccount | null> {
      const account = await find(accountId, actor);
      if (account === null) return null;
      const password = makePassword();
      const passwordHash = await passwords.hash(password);
      await note('account.reset', actor, `${account.name} (${accountId})`);
      const changed = { passwordHash, passwordAt: new Date(now()), totpSecret: null, totpPending: null };
      return { password, account: await change(account, { ...changed, devices: [] }, true) };
    },

    /** Ends every session of the person. Null: there is no such account. */
    async signOut(accountId: string, actor: KeyActor): Promise<number | null> {
      const account = await find(accountId, actor);
      if (account === null) return null;
      await note('account.sign-out', actor, `${account.name} (${accountId})`);
      return store.sessions.endAll(account.tenant, accountId);
    },
  };
}

/** Nobody gives what they do not have. */
function refuseMoreThanOwn(roles: readonly string[], { may }: KeyActor): void {
  const beyond = accessOf({ roles, scopes: null }).permissions.filter(
    (permission: Permission) => !may(permission),
  );
  if (beyond.length > 0)
    throw new PermanentError(`the account could do what you may not: ${beyond.join(', ')}`, {
      code: 'GATEWAY_ACCOUNT_TOO_MUCH',
    });
}

export type AccountDesk = ReturnType<typeof createAccountDesk>;

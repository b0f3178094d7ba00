import { accessOf, makeKey, type Permission } from '@convoscope/access';
import { PermanentError } from '@convoscope/contracts';
import type { ApiKeyDocument, AuditEntry, Page, Store } from '@convoscope/store';

export interface ApiKeyDeskOptions {
  store: Pick<Store, 'apiKeys' | 'auditLog'>;
  now: () => number;
}

/** Who makes or changes a key, and what they may do themselves. */
export interface KeyActor {
  tenant: string;
  by: string;
  may: (permission: Permission) => boolean;
}

export interface WantedKey {
  name: string;
  roles: readonly string[];
  scopes: readonly Permission[] | null;
  expiresAt: Date | null;
}

/** A key as it is told once. */
export interface GivenKey {
  key: string;
  document: ApiKeyDocument;
}

const refused = (message: string, code: 'GATEWAY_KEY_TOO_MUCH' | 'GATEWAY_KEY_EXPIRED'): PermanentError =>
  new PermanentError(message, { code });

/** Makes, rotates and revokes keys. Each change is written to the audit log before it is made: what cannot be written down is not done. */
export function createApiKeyDesk({ store, now }: ApiKeyDeskOptions) {
  const note = async (action: string, { tenant, by }: KeyActor, about: string): Promise<unknown> => {
    const at = new Date(now());
    const entry: AuditEntry = { at, by, action, subject: about, because: null, before: null, after: null };
    return store.auditLog.append(tenant, [entry]);
  };
  return {
    list: (tenant: string, page: { limit: number; cursor?: string }): Promise<Page<ApiKeyDocument>> =>
      store.apiKeys.findPage(tenant, page),

    /** Null: the name is taken. Throws PermanentError where the key could do what its maker may not. */
    async create(wanted: WantedKey, actor: KeyActor): Promise<GivenKey | null> {
      refuseMoreThanOwn(wanted, actor);
      if (wanted.expiresAt !== null && wanted.expiresAt.getTime() <= now())
        throw refused(
          'the key would have expired already: choose a later `expiresAt`',
          'GATEWAY_KEY_EXPIRED',
        );
      const { key, keyId, hash } = makeKey();
      const document: ApiKeyDocument = {
        ...{ tenant: actor.tenant, keyId, name: wanted.name, hash, previousHash: null, previousUntil: null },
        ...{ roles: [...wanted.roles], scopes: wanted.scopes && [...wanted.scopes] },
        ...{ createdBy: actor.by, createdAt: new Date(now()), expiresAt: wanted.expiresAt },
        ...{ rotatedAt: null, revokedAt: null, lastUsedAt: null },
      };
      await note('api-key.create', actor, `${wanted.name} (${keyId}): ${describe(wanted)}`);
      return (await store.apiKeys.insert(document)) ? { key, document } : null;
    },

    /** A new secret for the same key; the one before holds for `overlapMs` too. Null: there is no such key that can be used. */
    async rotate(keyId: string, overlapMs: number, actor: KeyActor): Promise<GivenKey | null> {
      const known = await store.apiKeys.findByKeyId(keyId);
      if (known === null || known.tenant !== actor.tenant || known.revokedAt !== null) return null;
      refuseMoreThanOwn({ roles: known.roles, scopes: known.scopes as Permission[] | null }, actor);
      const rotatedAt = new Date(now());
      const previousUntil = new Date(now() + overlapMs);
      const { key, hash } = makeKey(keyId);
      await note(
        'api-key.rotate',
        actor,
        `${known.name} (${keyId}), the old one until ${previousUntil.toISOString()}`,
      );
      const change = { from: known.hash, hash, previousUntil, rotatedAt };
      if (!(await store.apiKeys.rotate(actor.tenant, keyId, change))) return null;
      return { key, document: { ...known, hash, previousHash: known.hash, previousUntil, rotatedAt } };
    },

    /** False: there is no such key that was not revoked before. */
    async revoke(keyId: string, actor: KeyActor): Promise<boolean> {
      const known = await store.apiKeys.findByKeyId(keyId);
      if (known === null || known.tenant !== actor.tenant || known.revokedAt !== null) return false;
      await note('api-key.revoke', actor, `${known.name} (${keyId})`);
      return store.apiKeys.revoke(actor.tenant, keyId, new Date(now()));
    },
  };
}

const describe = ({ roles, scopes }: WantedKey): string =>
  `roles ${roles.join(', ')}${scopes === null ? '' : `, scopes ${scopes.join(', ')}`}`;

/** Nobody gives what they do not have. */
function refuseMoreThanOwn({ roles, scopes }: Pick<WantedKey, 'roles' | 'scopes'>, { may }: KeyActor): void {
  const beyond = accessOf({ roles, scopes }).permissions.filter((permission) => !may(permission));
  if (beyond.length > 0)
    throw refused(
      `the key could do what you may not: ${beyond.join(', ')}. Choose other roles, or narrow it by scopes.`,
      'GATEWAY_KEY_TOO_MUCH',
    );
}

export type ApiKeyDesk = ReturnType<typeof createApiKeyDesk>;

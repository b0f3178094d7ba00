import { hashKey, isPermission, isSameHash, keyIdOf, type Principal } from '@convoscope/access';
import type { ApiKeyDocument, Store } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';

export interface KnownKeysOptions {
  store: Pick<Store, 'apiKeys'>;
  now: () => number;
  telemetry: Pick<Telemetry, 'logger'>;
}

/** What a key that was given turned out to be. */
export type KeyVerdict = Principal | 'unknown' | 'expired' | 'revoked';

/** A change of a key, such as its revocation, is known to every replica after so long at most. */
const KNOWN_FOR_MS = 20_000;
const MOST_KNOWN = 10_000;
/** That a key is used is noted so often at most, by each replica. */
const NOTED_EVERY_MS = 300_000;

interface Known {
  readAtMs: number;
  document: Promise<ApiKeyDocument | null>;
}

/** Keys of the database, each read once in a while. */
export class KnownKeys {
  readonly #options: KnownKeysOptions;
  readonly #known = new Map<string, Known>();
  readonly #notedAtMs = new Map<string, number>();

  constructor(options: KnownKeysOptions) {
    this.#options = options;
  }

  /** Throws TransientError where the database must be asked and does not answer: nobody is let in on a guess. */
  async check(key: string): Promise<KeyVerdict> {
    const keyId = keyIdOf(key);
    const document = keyId === null ? null : await this.#read(keyId);
    const now = this.#options.now();
    if (document === null || !holds(document, hashKey(key), now)) return 'unknown';
    if (document.revokedAt !== null) return 'revoked';
    if (document.expiresAt !== null && document.expiresAt.getTime() <= now) return 'expired';
    this.#note(document, now);
    return toPrincipal(document);
  }

  #read(keyId: string): Promise<ApiKeyDocument | null> {
    const nowMs = this.#options.now();
    const known = this.#known.get(keyId);
    if (known !== undefined && nowMs - known.readAtMs < KNOWN_FOR_MS) return known.document;
    const document = this.#options.store.apiKeys.findByKeyId(keyId);
    this.#known.delete(keyId);
    this.#known.set(keyId, { readAtMs: nowMs, document });
    document.catch(() => this.#known.delete(keyId));
    forgetOldest(this.#known);
    return document;
  }

  /** Not waited for: that it could not be noted keeps nobody out. */
  #note({ tenant, keyId, lastUsedAt }: ApiKeyDocument, nowMs: number): void {
    const notedAtMs = this.#notedAtMs.get(keyId) ?? lastUsedAt?.getTime() ?? 0;
    if (nowMs - notedAtMs < NOTED_EVERY_MS) return;
    this.#notedAtMs.delete(keyId);
    this.#notedAtMs.set(keyId, nowMs);
    forgetOldest(this.#notedAtMs);
    this.#options.store.apiKeys
      .touch(tenant, keyId, new Date(nowMs))
      .catch((error: unknown) =>
        this.#options.telemetry.logger.warn({ err: error, keyId }, 'the use of an API key was not noted'),
      );
  }
}

function forgetOldest(map: Map<string, unknown>): void {
  const [oldest] = map.size > MOST_KNOWN ? map.keys() : [];
  if (oldest !== undefined) map.delete(oldest);
}

/** Both are always compared, so that the time taken says nothing. */
function holds({ hash, previousHash, previousUntil }: ApiKeyDocument, given: string, now: number): boolean {
  const isPresent = isSameHash(hash, given);
  const isPrevious = isSameHash(previousHash ?? hash, given);
  return isPresent || (isPrevious && previousUntil !== null && previousUntil.getTime() > now);
}

const toPrincipal = ({ tenant, keyId, name, roles, scopes }: ApiKeyDocument): Principal => ({
  ...{ kind: 'api-key', id: keyId, name, tenant, roles },
  scopes: scopes === null ? null : scopes.filter(isPermission),
});

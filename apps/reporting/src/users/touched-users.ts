import type { Store } from '@convoscope/store';
import { measureUsers } from './measure-users.ts';

const USERS_AT_ONCE = 500;

/**
 * Users whose conversations have changed, recomputed together after a pause: a user who gets a hundred events is computed once. What a crash
 * forgets is made up for at the next start, which touches every user.
 */
export class TouchedUsers {
  readonly #store: Pick<Store, 'analytics' | 'users'>;
  readonly #now: () => number;
  readonly #touched = new Map<string, Set<string>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Pick<Store, 'analytics' | 'users'>, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  touch(tenant: string, userIds: Iterable<string | null>): void {
    const ofTenant = this.#touched.get(tenant) ?? new Set<string>();
    for (const userId of userIds) if (userId !== null) ofTenant.add(userId);
    this.#touched.set(tenant, ofTenant);
  }

  /**
   * Users that the stored rows of these conversations name: they change when a conversation moves to another user or goes. To be asked
   * before such a write and touched after it: a user touched before could be recomputed before.
   */
  async ownersOf(tenant: string, conversationIds: readonly string[]): Promise<(string | null)[]> {
    const rows = await this.#store.analytics.aggregate<{ _id: string | null }>(tenant, [
      { $match: { conversationId: { $in: [...conversationIds] } } },
      { $group: { _id: '$userId' } },
    ]);
    return rows.map(({ _id }) => _id);
  }

  async touchAll(tenant: string): Promise<void> {
    const rows = await this.#store.analytics.aggregate<{ _id: string | null }>(tenant, [
      { $group: { _id: '$userId' } },
    ]);
    this.touch(
      tenant,
      rows.map(({ _id }) => _id),
    );
  }

  /**
   * Recomputes and stores the touched users; those of a failed write stay touched. Returns how many. One call at a time: what an
   * earlier one has read must not be written over what a later one has.
   */
  recompute(): Promise<number> {
    const run = this.#last.then(() => this.#recomputeAll());
    this.#last = run.catch(() => undefined);
    return run;
  }

  async #recomputeAll(): Promise<number> {
    let nUsers = 0;
    for (const [tenant, waiting] of this.#touched) {
      const userIds = [...waiting];
      for (let start = 0; start < userIds.length; start += USERS_AT_ONCE) {
        const some = userIds.slice(start, start + USERS_AT_ONCE);
        // Before reading: what changes while we read touches them again.
        for (const userId of some) waiting.delete(userId);
        await this.#recomputeSome(tenant, some).catch((error: unknown) => {
          this.touch(tenant, some);
          throw error;
        });
        nUsers += some.length;
      }
    }
    return nUsers;
  }

  async #recomputeSome(tenant: string, userIds: readonly string[]): Promise<void> {
    const updatedAt = new Date(this.#now());
    const documents = await measureUsers(this.#store.analytics, tenant, userIds, updatedAt);
    const measured = new Set(documents.map(({ userId }) => userId));
    for (const userId of userIds.filter((id) => !measured.has(id))) {
      const before = await this.#store.users.findById(tenant, userId);
      const nothing = {
        nConversations: 0,
        nMessages: 0,
        topTopics: [],
        languages: [],
        models: [],
        nAnomalies: 0,
      };
      if (before !== null)
        documents.push({ ...before, ...nothing, meanSentiment: null, meanQuality: null, updatedAt });
    }
    if (documents.length > 0) await this.#store.users.upsertMany(tenant, documents);
  }
}

import type { MeasuresRepository } from '@convoscope/store';
import { measureHour } from './measure-hour.ts';
import { mergeParts } from './merge-measures.ts';
import { mergeUser } from './merge-user.ts';

const USERS_AT_ONCE = 200;

export interface MeasureKeeperOptions {
  measures: MeasuresRepository;
  now: () => number;
}

/** How many buckets and users were measured. */
export interface KeptMeasures {
  nBuckets: number;
  nUsers: number;
}

/**
 * Measures anew what was marked: hours first, then the days, months and users that are summed from them. Any number may run at one time: each
 * bucket is one transaction, and what it marks is measured by whoever comes first. One that breaks off leaves its marks.
 */
export class MeasureKeeper {
  readonly #measures: MeasuresRepository;
  readonly #now: () => number;

  constructor({ measures, now }: MeasureKeeperOptions) {
    this.#measures = measures;
    this.#now = now;
  }

  /** Every tenant that has marks. */
  async keepAll(signal?: AbortSignal): Promise<KeptMeasures> {
    const kept = { nBuckets: 0, nUsers: 0 };
    for (const tenant of await this.#measures.findMarkedTenants()) {
      const { nBuckets, nUsers } = await this.keep(tenant, signal);
      kept.nBuckets += nBuckets;
      kept.nUsers += nUsers;
    }
    return kept;
  }

  /** Goes on until nothing of the tenant is marked, or the signal fires. */
  async keep(tenant: string, signal?: AbortSignal): Promise<KeptMeasures> {
    const kept = { nBuckets: 0, nUsers: 0 };
    for (;;) {
      const nBuckets =
        (await this.#eachMarked(tenant, 'hour', signal, (at) => this.#measureHour(tenant, at))) +
        (await this.#eachMarked(tenant, 'day', signal, (at) => this.#mergeParts(tenant, 'day', at))) +
        (await this.#eachMarked(tenant, 'month', signal, (at) => this.#mergeParts(tenant, 'month', at)));
      const nUsers = await this.#measureUsers(tenant, signal);
      kept.nBuckets += nBuckets;
      kept.nUsers += nUsers;
      if (nBuckets + nUsers === 0 || signal?.aborted === true) return kept;
    }
  }

  async #eachMarked(
    tenant: string,
    kind: 'hour' | 'day' | 'month',
    signal: AbortSignal | undefined,
    measure: (at: string) => Promise<void>,
  ): Promise<number> {
    let n = 0;
    for (const at of await this.#measures.findMarked(tenant, kind)) {
      if (signal?.aborted === true) break;
      await measure(at);
      n += 1;
    }
    return n;
  }

  #measureHour(tenant: string, hour: string): Promise<void> {
    return this.#measures.rewriteHour(tenant, hour, (rows) => measureHour(hour, rows));
  }

  #mergeParts(tenant: string, granularity: 'day' | 'month', at: string): Promise<void> {
    return this.#measures.rewriteSum(tenant, { granularity, at }, (parts) =>
      mergeParts(granularity, at, parts),
    );
  }

  async #measureUsers(tenant: string, signal: AbortSignal | undefined): Promise<number> {
    const userIds = await this.#measures.findMarked(tenant, 'user');
    let n = 0;
    for (let start = 0; start < userIds.length && signal?.aborted !== true; start += USERS_AT_ONCE) {
      const some = userIds.slice(start, start + USERS_AT_ONCE);
      const updatedAt = new Date(this.#now());
      await this.#measures.rewriteUsers(tenant, some, (userId, hours) => ({
        ...mergeUser(userId, hours, updatedAt),
        tenant,
      }));
      n += some.length;
    }
    return n;
  }
}

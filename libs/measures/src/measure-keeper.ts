import type { MeasuresRepository } from '@convoscope/store';
import { measureHour } from './measure-hour.ts';
import { mergeParts } from './merge-measures.ts';
import { mergeUser } from './merge-user.ts';

const USERS_AT_ONCE = 500;
/** A transaction must end within a minute, also where a day has a million conversations. */
const HOURS_AT_ONCE = 6;

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
 * Measures anew what was marked: hours with their days first, then the months and users that are summed from them. Any number may run at one time: each
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
      const nBuckets = (await this.#measureHours(tenant, signal)) + (await this.#mergeMonths(tenant, signal));
      const nUsers = await this.#measureUsers(tenant, signal);
      kept.nBuckets += nBuckets;
      kept.nUsers += nUsers;
      if (nBuckets + nUsers === 0 || signal?.aborted === true) return kept;
    }
  }

  async #measureHours(tenant: string, signal: AbortSignal | undefined): Promise<number> {
    const hours = await this.#measures.findMarked(tenant, 'hour');
    let n = 0;
    for (const [day, ofDay] of Map.groupBy(hours, (hour) => hour.slice(0, 10)))
      for (let start = 0; start < ofDay.length && signal?.aborted !== true; start += HOURS_AT_ONCE) {
        const some = ofDay.slice(start, start + HOURS_AT_ONCE);
        await this.#measures.rewriteDay(
          tenant,
          { day, hours: some },
          { measureHour, mergeDay: (parts) => mergeParts('day', day, parts) },
        );
        n += some.length + 1;
      }
    return n;
  }

  async #mergeMonths(tenant: string, signal: AbortSignal | undefined): Promise<number> {
    let n = 0;
    for (const month of await this.#measures.findMarked(tenant, 'month')) {
      if (signal?.aborted === true) break;
      await this.#measures.rewriteMonth(tenant, month, (days) => mergeParts('month', month, days));
      n += 1;
    }
    return n;
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

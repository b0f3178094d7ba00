import type { Principal } from '@convoscope/access';
import type { Store } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';
import type { FastifyReply } from 'fastify';
import { HttpProblem } from '../http/problem.ts';
import { TokenBucket, type Balance, type Limit } from './token-bucket.ts';

/** What a tenant is allowed; undefined: as much as it wants. */
export interface Quotas {
  /** Of each principal, a minute. */
  principalRequests: number | undefined;
  /** Of all principals of a tenant together, a minute. */
  tenantRequests: number | undefined;
  /** Rows that a tenant is answered, a day (UTC). */
  tenantRows: number | undefined;
}

/** As settings and tenants say it: 0 is no limit. */
export const toQuotas = (given: Readonly<Record<keyof Quotas, number>>): Quotas => ({
  principalRequests: given.principalRequests || undefined,
  tenantRequests: given.tenantRequests || undefined,
  tenantRows: given.tenantRows || undefined,
});

export interface RequestLimitsOptions {
  store: Pick<Store, 'usage'>;
  quotasOf: (tenant: string) => Promise<Quotas>;
  now: () => number;
  telemetry: Pick<Telemetry, 'logger' | 'counter'>;
  /** How long what was used is kept. */
  keepMs: number;
}

/** One limit of somebody, as it stands. */
export interface LimitState {
  name: LimitName;
  most: number;
  used: number;
  windowSeconds: number;
  resetSeconds: number;
}

export type LimitName = 'principal-requests' | 'tenant-requests' | 'tenant-rows';
type Caller = Pick<Principal, 'kind' | 'id' | 'tenant' | 'name' | 'isOperator'>;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** Buckets of principals that this replica knows at once. */
const MOST_KNOWN = 10_000;

interface Named {
  name: LimitName;
  key: string;
  limit: Limit;
}

const seconds = (ms: number): number => Math.ceil(ms / 1000);

/** How often each principal and tenant may ask, and how many rows a tenant is answered, over all replicas. */
export class RequestLimits {
  readonly #options: RequestLimitsOptions;
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #refused: { inc(labels: { limit: string }): void };
  readonly #unknown: { inc(): void };

  constructor(options: RequestLimitsOptions) {
    this.#options = options;
    this.#refused = options.telemetry.counter({
      name: 'requests_over_limit_total',
      help: 'Requests that were refused because a limit was reached',
      labels: ['limit'],
    });
    this.#unknown = options.telemetry.counter({
      name: 'limit_failures_total',
      help: 'Requests that were let in uncounted because the shared count could not be read',
    });
  }

  /** Says in the answer what is left, and throws a 429 problem where nothing is. Where the shared count is out of reach nobody is kept out for it. */
  async admit(caller: Caller, reply: FastifyReply): Promise<void> {
    if (caller.isOperator === true) return;
    const asked = await this.#limitsOf(caller);
    const states = await Promise.all(
      asked.map(async (named) => ({ ...named, balance: await this.#balanceOf(caller.tenant, named) })),
    );
    if (states.length === 0) return;
    reply.header('ratelimit-policy', states.map(toPolicy).join(', '));
    reply.header('ratelimit', states.map(toRemaining).join(', '));
    const full = states.find(({ balance }) => !balance.isAllowed);
    if (full === undefined) return;
    this.#refused.inc({ limit: full.name });
    throw overLimit(full);
  }

  /** Counts what was answered. */
  async noteRows(caller: Caller, nRows: number): Promise<void> {
    if (caller.isOperator === true || nRows === 0) return;
    const rows = (await this.#limitsOf(caller)).find(({ name }) => name === 'tenant-rows');
    if (rows !== undefined) this.#bucketOf(caller.tenant, rows).spend(nRows, this.#options.now());
  }

  /** The limits of somebody, and how much of them is used: to within what replicas hold in store, a two-hundredth each. */
  async stateOf(caller: Caller): Promise<LimitState[]> {
    const nowMs = this.#options.now();
    return Promise.all(
      (await this.#limitsOf(caller)).map(async ({ name, key, limit: { most, windowMs } }) => {
        const windowAt = new Date(Math.floor(nowMs / windowMs) * windowMs);
        return {
          ...{ name, most, used: await this.#options.store.usage.read(caller.tenant, key, windowAt) },
          ...{ windowSeconds: windowMs / 1000, resetSeconds: seconds(windowAt.getTime() + windowMs - nowMs) },
        };
      }),
    );
  }

  async #limitsOf({ kind, id, tenant }: Caller): Promise<Named[]> {
    const quotas = await this.#options.quotasOf(tenant);
    const wanted: [LimitName, string, number | undefined, number][] = [
      ['principal-requests', `requests/${kind}/${id}`, quotas.principalRequests, MINUTE_MS],
      ['tenant-requests', 'requests', quotas.tenantRequests, MINUTE_MS],
      ['tenant-rows', 'rows', quotas.tenantRows, DAY_MS],
    ];
    return wanted.flatMap(([name, key, most, windowMs]) =>
      most === undefined ? [] : [{ name, key, limit: { most, windowMs } }],
    );
  }

  async #balanceOf(tenant: string, named: Named): Promise<Balance> {
    const { most, windowMs } = named.limit;
    const nowMs = this.#options.now();
    const bucket = this.#bucketOf(tenant, named);
    try {
      return await (named.name === 'tenant-rows' ? bucket.look(nowMs) : bucket.take(nowMs));
    } catch (error) {
      this.#unknown.inc();
      this.#options.telemetry.logger.warn(
        { err: error, limit: named.name },
        'a limit could not be looked up',
      );
      return { isAllowed: true, remaining: most, resetMs: windowMs };
    }
  }

  #bucketOf(tenant: string, { key, limit }: Named): TokenBucket {
    const name = JSON.stringify([tenant, key]);
    const known = this.#buckets.get(name);
    if (known !== undefined && known.limit.most === limit.most) return known;
    const bucket = new TokenBucket(limit, (wanted, windowAtMs) => {
      const expireAt = new Date(windowAtMs + limit.windowMs + this.#options.keepMs);
      return this.#options.store.usage.take(
        tenant,
        { key, windowAt: new Date(windowAtMs), expireAt },
        wanted,
        limit.most,
      );
    });
    this.#buckets.set(name, bucket);
    const [oldest] = this.#buckets.size > MOST_KNOWN ? this.#buckets.keys() : [];
    if (oldest !== undefined) this.#buckets.delete(oldest);
    return bucket;
  }
}

type Judged = Named & { balance: Balance };

/** Both as in draft-ietf-httpapi-ratelimit-headers-10: quota and window in seconds; remaining and seconds until the next window. */
const toPolicy = ({ name, limit }: Judged): string => `"${name}";q=${limit.most};w=${limit.windowMs / 1000}`;
const toRemaining = ({ name, balance }: Judged): string =>
  `"${name}";r=${balance.remaining};t=${seconds(balance.resetMs)}`;

function overLimit({ name, limit, balance }: Judged): HttpProblem {
  const retryAfterSeconds = Math.max(1, seconds(balance.resetMs));
  const what = name === 'tenant-rows' ? 'rows a day' : 'requests a minute';
  const whose = name === 'principal-requests' ? 'of yours' : 'of your tenant, all callers together';
  return new HttpProblem(429, 'over-limit', 'The limit is reached.', {
    detail: `${limit.most} ${what} ${whose}. Try again in ${retryAfterSeconds} s; GET /api/v1/usage says what is left.`,
    retryAfterSeconds,
  });
}

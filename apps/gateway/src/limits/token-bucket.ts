/** How many may be taken in a window of time. */
export interface Limit {
  /** Requests or rows a window. */
  most: number;
  windowMs: number;
}

/** Takes from what all replicas share: at most `wanted`, fewer where there are not so many left. */
export type Lease = (wanted: number, windowAtMs: number) => Promise<{ nGranted: number; nTaken: number }>;

/** What is left in the window, as far as this replica knows, and when the next one begins. */
export interface Balance {
  isAllowed: boolean;
  remaining: number;
  resetMs: number;
}

/** Beyond what is asked for just now so much is leased, as a part of the limit: what another replica then lacks is less than one in a hundred. */
const SPARE = 1 / 200;

/**
 * One limit as one replica sees it. Tokens are leased from the place that all replicas share, as many as wait just now and a few more, so that most
 * requests wait for nothing and the sum over all replicas is never above the limit. Below it by what is leased and not used: a two-hundredth of it for each
 * other replica. Windows stand one beside the other on the clock.
 */
export class TokenBucket {
  readonly limit: Limit;
  readonly #lease: Lease;
  #windowAtMs = 0;
  #tokens = 0;
  #nTaken = 0;
  #waiting = 0;
  #leasing: Promise<void> | null = null;

  constructor(limit: Limit, lease: Lease) {
    this.limit = limit;
    this.#lease = lease;
  }

  /** The moment from which on nothing of it is of use. */
  get endsAtMs(): number {
    return this.#windowAtMs + this.limit.windowMs;
  }

  /** Takes one. Rejects with what the lease rejects with. */
  async take(nowMs: number): Promise<Balance> {
    this.#turn(nowMs);
    this.#waiting++;
    try {
      while (this.#tokens <= 0 && this.#nTaken < this.limit.most) {
        this.#leasing ??= this.#fill().finally(() => (this.#leasing = null));
        await this.#leasing;
      }
    } finally {
      this.#waiting--;
    }
    const isAllowed = this.#tokens > 0;
    if (isAllowed) this.#tokens--;
    return { isAllowed, ...this.#left(nowMs) };
  }

  /** Whether there is anything left, without taking it. */
  async look(nowMs: number): Promise<Balance> {
    const balance = await this.take(nowMs);
    if (!balance.isAllowed) return balance;
    this.#tokens++;
    return { ...balance, remaining: balance.remaining + 1 };
  }

  /** Takes what was used already, also more than there is: the debt is paid by what is leased next. */
  spend(n: number, nowMs: number): void {
    this.#turn(nowMs);
    this.#tokens -= n;
  }

  async #fill(): Promise<void> {
    // All that wait in this turn are asked for at once.
    await Promise.resolve();
    const windowAtMs = this.#windowAtMs;
    const wanted = this.#waiting - Math.min(0, this.#tokens) + Math.floor(this.limit.most * SPARE);
    const { nGranted, nTaken } = await this.#lease(wanted, windowAtMs);
    if (windowAtMs !== this.#windowAtMs) return;
    this.#tokens += nGranted;
    this.#nTaken = nGranted < wanted ? this.limit.most : nTaken;
  }

  #turn(nowMs: number): void {
    const windowAtMs = Math.floor(nowMs / this.limit.windowMs) * this.limit.windowMs;
    if (windowAtMs <= this.#windowAtMs) return;
    [this.#windowAtMs, this.#tokens, this.#nTaken] = [windowAtMs, 0, 0];
  }

  #left(nowMs: number): Pick<Balance, 'remaining' | 'resetMs'> {
    const unleased = this.limit.most - this.#nTaken;
    return {
      remaining: Math.max(0, unleased + this.#tokens),
      resetMs: Math.max(0, this.endsAtMs - nowMs),
    };
  }
}

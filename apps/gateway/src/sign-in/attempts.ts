import { createHash } from 'node:crypto';
import type { Store } from '@convoscope/store';
import { HttpProblem } from '../http/problem.ts';

export interface AttemptsOptions {
  store: Pick<Store, 'signIns'>;
  now: () => number;
  /** How long what was tried counts. */
  windowMs: number;
  /** Whose the counts are: the name that is tried says nothing yet of whose it is. */
  tenant: string;
}

/** Tries of one name by browsers that it was never signed in from, all together; and of each browser that it was. */
const MOST_TRIED = 10;

/** A name that is tried, and the browser that it was signed in from before, where it is one. */
export interface Tried {
  login: string;
  device: string | null;
}

/**
 * Counts what is tried before it is compared, so that many at once are no more than many in a row. Who shuts out a name by guessing shuts out
 * strangers alone: browsers that the person signed in from before are counted apart
 * (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies). A name that nobody has is counted alike.
 */
export function createAttempts({ store, now, windowMs, tenant }: AttemptsOptions) {
  const keyOf = ({ login, device }: Tried): string =>
    createHash('sha256')
      .update(JSON.stringify([login, device]))
      .digest('hex');
  return {
    /** Throws a 429 problem where it is one too many. */
    async count(tried: Tried): Promise<void> {
      const nowMs = now();
      const when = { at: new Date(nowMs), expireAt: new Date(nowMs + windowMs) };
      const { nTried, expireAt } = await store.signIns.count(tenant, keyOf(tried), when);
      if (nTried <= MOST_TRIED) return;
      const retryAfterSeconds = Math.max(1, Math.ceil((expireAt.getTime() - nowMs) / 1000));
      throw new HttpProblem(429, 'too-many-attempts', 'This name was tried too often.', {
        detail: `Try again in ${Math.ceil(retryAfterSeconds / 60)} min, or from a browser that you signed in from before.`,
        retryAfterSeconds,
      });
    },
    forget: (tried: Tried): Promise<void> => store.signIns.forget(tenant, keyOf(tried)),
  };
}

export type Attempts = ReturnType<typeof createAttempts>;

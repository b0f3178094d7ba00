import { makeId } from '@convoscope/access';
import type { AccountDocument, SessionDocument, Store } from '@convoscope/store';
import { ManualClock } from '@convoscope/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sessions } from './sessions.ts';

const MINUTE_MS = 60_000;
const IDLE_MS = 60 * MINUTE_MS;
const LONGEST_MS = 12 * IDLE_MS;
const account = {
  ...{ tenant: 'acme', accountId: makeId(), name: 'ana', roles: ['analyst'], disabledAt: null },
} as unknown as AccountDocument;

/** The documents that both replicas read, each as a copy. */
class Shared {
  readonly sessions = new Map<string, SessionDocument>();
  account: AccountDocument | null = { ...account };
  nReads = 0;
  readonly store = {
    accounts: { findById: () => Promise.resolve(this.account && { ...this.account }) },
    sessions: {
      insert: (document: SessionDocument) => {
        this.sessions.set(document.sessionId, { ...document });
        return Promise.resolve();
      },
      findById: (id: string) => {
        this.nReads++;
        const found = this.sessions.get(id);
        return Promise.resolve(found === undefined ? null : { ...found });
      },
      rotate: (id: string, { from, ...change }: Partial<SessionDocument> & { from: string }) => {
        const found = this.sessions.get(id);
        if (found?.hash !== from) return Promise.resolve(false);
        this.sessions.set(id, { ...found, ...change });
        return Promise.resolve(true);
      },
      touch: (id: string, { at, expireAt }: { at: Date; expireAt: Date }) => {
        const found = this.sessions.get(id);
        if (found !== undefined) this.sessions.set(id, { ...found, seenAt: at, expireAt });
        return Promise.resolve();
      },
      end: (id: string) => {
        this.sessions.delete(id);
        return Promise.resolve();
      },
    },
  } as unknown as Pick<Store, 'sessions' | 'accounts'>;
}

/** A browser that keeps the cookies it is given, or misses an answer. */
class Browser {
  readonly jar = new Map<string, string>();
  readonly request = (): FastifyRequest =>
    ({
      headers: { cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    }) as FastifyRequest;
  readonly reply = {
    header: (_name: string, line: string) => {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.jar.set(name, value);
    },
  } as unknown as FastifyReply;
}

const lost = { header: () => undefined } as unknown as FastifyReply;

describe('a session', () => {
  let clock: ManualClock;
  let shared: Shared;
  let browser: Browser;
  let [here, there]: Sessions[] = [];
  const use = async (replica = here, reply = browser.reply): Promise<boolean> => {
    const signedIn = await replica?.read(browser.request());
    if (signedIn) await replica?.keep(signedIn, browser.request(), reply);
    return signedIn !== null && signedIn !== undefined;
  };

  beforeEach(async () => {
    [clock, shared, browser] = [new ManualClock(), new Shared(), new Browser()];
    const options = { store: shared.store, now: clock.now, idleMs: IDLE_MS, longestMs: LONGEST_MS };
    [here, there] = [new Sessions(options), new Sessions(options)];
    const person = { tenant: 'acme', kind: 'password', subject: account.accountId, name: 'ana', roles: null };
    await here?.begin(person as never, browser.reply);
  });

  it('says who it is of, with the roles of the account as they are now, within 10 s', async () => {
    expect((await here?.read(browser.request()))?.principal).toEqual({
      ...{
        kind: 'user',
        id: account.accountId,
        name: 'ana',
        tenant: 'acme',
        roles: ['analyst'],
        scopes: null,
      },
    });
    shared.account = { ...account, roles: ['viewer'] };
    await clock.advance(10_001);
    expect((await here?.read(browser.request()))?.principal.roles).toEqual(['viewer']);
    shared.account = { ...account, disabledAt: new Date(0) };
    await clock.advance(10_001);
    expect(await here?.read(browser.request())).toBeNull();
  });

  it('is read once in 10 s, however often it is used', async () => {
    for (let n = 0; n < 100; n++) expect(await use()).toBe(true);
    expect(shared.nReads).toBe(1);
  });

  it('is over when it is not used, and after half a day however much it is', async () => {
    for (let minutes = 0; minutes < 12 * 60 - 50; minutes += 50) {
      expect(await use()).toBe(true);
      await clock.advance(50 * MINUTE_MS);
    }
    await clock.advance(50 * MINUTE_MS);
    expect(await use()).toBe(false);
  });

  it('is over after an hour of nothing', async () => {
    await clock.advance(IDLE_MS - 1);
    expect(await use()).toBe(true);
    await clock.advance(IDLE_MS);
    expect(await use()).toBe(false);
  });

  it('changes its secret every half hour, and takes the one before for 5 min', async () => {
    const before = new Map(browser.jar);
    await clock.advance(31 * MINUTE_MS);
    await use();
    expect(browser.jar.get('__Host-convoscope-session')).not.toBe(before.get('__Host-convoscope-session'));
    expect(await use(there)).toBe(true);
    const stolen = new Browser();
    for (const [name, value] of before) stolen.jar.set(name, value);
    expect(await here?.read(stolen.request())).not.toBeNull();
    await clock.advance(6 * MINUTE_MS);
    expect(await here?.read(stolen.request())).toBeNull();
    expect(await use(there)).toBe(true);
  });

  it('is not lost with an answer that never came, nor by two requests at once', async () => {
    await use(there);
    await clock.advance(31 * MINUTE_MS);
    await use(here, lost);
    await clock.advance(2 * MINUTE_MS);
    await use(there);
    await clock.advance(6 * MINUTE_MS);
    expect(await use(there)).toBe(true);
    await clock.advance(31 * MINUTE_MS);
    await Promise.all([use(here), use(there), use(here)]);
    await clock.advance(6 * MINUTE_MS);
    expect([await use(here), await use(there)]).toEqual([true, true]);
  });

  it('ends at once where it is ended, and on every replica in 10 s', async () => {
    await use(there);
    const [asked, signedIn] = [browser.request(), await here?.read(browser.request())];
    if (signedIn) await here?.end(signedIn, browser.reply);
    expect(await here?.read(asked)).toBeNull();
    await clock.advance(10_001);
    expect(await there?.read(asked)).toBeNull();
    expect(browser.jar.get('__Host-convoscope-session')).toBe('');
  });

  it('is nobody’s for a secret that is made up', async () => {
    const guessed = browser.jar.get('__Host-convoscope-session')?.replace(/.$/, '!') ?? '';
    for (const token of ['', 'x', guessed, `${guessed.slice(0, 21)}${'A'.repeat(43)}`]) {
      const other = new Browser();
      other.jar.set('__Host-convoscope-session', token);
      expect(await here?.read(other.request())).toBeNull();
    }
  });
});

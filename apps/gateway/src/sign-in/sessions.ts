import {
  hashKey,
  isSameHash,
  makeSecret,
  makeSessionToken,
  sessionIdOf,
  type Principal,
} from '@convoscope/access';
import type { AccountDocument, SessionDocument, Store } from '@convoscope/store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCookie, setCookie } from './cookies.ts';

export interface SessionsOptions {
  store: Pick<Store, 'sessions' | 'accounts'>;
  now: () => number;
  /** A session that is not used for so long is over. */
  idleMs: number;
  /** A session is over after so long, however much it is used. */
  longestMs: number;
}

/** Who was let in, and how. */
export interface Person {
  tenant: string;
  kind: SessionDocument['kind'];
  subject: string;
  name: string;
  roles: string[] | null;
}

/** Somebody who is signed in. */
export interface SignedIn {
  session: SessionDocument;
  /** Of who signs in with a password. */
  account: AccountDocument | null;
  principal: Principal;
}

/** That a session ended, or what its person may do, is known to every replica after so long at most; to the one that ended it at once. */
const KNOWN_FOR_MS = 10_000;
const MOST_KNOWN = 10_000;
/** That a session is used is noted so often at most, by each replica. */
const NOTED_EVERY_MS = 60_000;
/** The browser is given another secret so often: one that was stolen is of use no longer. */
const ROTATED_EVERY_MS = 30 * 60_000;
/** Requests that were on their way, and a browser that missed the new secret, come with the one before for so long. */
const OVERLAP_MS = 5 * 60_000;

/** Whoever comes with the secret before so long after it was changed never got the new one. */
const MISSED_AFTER_MS = 60_000;

type Found = Omit<SignedIn, 'principal'>;

/** Sessions of people, each read once in a while. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #known = new Map<string, { readAtMs: number; found: Promise<Found | null> }>();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** Signs a person in: always with a secret that nobody knew before. */
  async begin(person: Person, reply: FastifyReply): Promise<void> {
    const { store, now, idleMs, longestMs } = this.#options;
    const { keyId: sessionId, key: token, hash } = makeSessionToken();
    const [createdAt, csrf] = [new Date(now()), makeSecret()];
    const endsAt = new Date(now() + longestMs);
    await store.sessions.insert({
      ...{ ...person, sessionId, hash, previousHash: null, previousUntil: null, csrf },
      ...{ createdAt, rotatedAt: createdAt, seenAt: createdAt, endsAt },
      expireAt: new Date(Math.min(now() + idleMs, endsAt.getTime())),
    });
    setCookie(reply, 'session', token);
    setCookie(reply, 'csrf', csrf);
  }

  /** Who sends the request by its cookie; null: nobody, or no longer. Throws TransientError where the database does not answer. */
  async read(request: FastifyRequest): Promise<SignedIn | null> {
    const token = readCookie(request, 'session');
    const sessionId = token === null ? null : sessionIdOf(token);
    if (token === null || sessionId === null) return null;
    const nowMs = this.#options.now();
    const hash = hashKey(token);
    let found = await this.#find(sessionId);
    if (found !== null && !holds(found.session, hash, nowMs)) {
      // Another replica may have given the browser another secret just now.
      this.#known.delete(sessionId);
      found = await this.#find(sessionId);
    }
    if (found === null || !holds(found.session, hash, nowMs)) return null;
    const { session, account } = found;
    if (session.endsAt.getTime() <= nowMs || session.expireAt.getTime() <= nowMs) return null;
    if (session.kind === 'password' && (account === null || account.disabledAt !== null)) return null;
    return { ...found, principal: toPrincipal(session, account) };
  }

  /** Notes that the session is used, and gives the browser another secret from time to time. */
  async keep({ session }: SignedIn, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { store, now, idleMs } = this.#options;
    const nowMs = now();
    if (nowMs - session.seenAt.getTime() >= NOTED_EVERY_MS) {
      const expireAt = new Date(Math.min(nowMs + idleMs, session.endsAt.getTime()));
      session.seenAt = new Date(nowMs);
      session.expireAt = expireAt;
      await store.sessions.touch(session.sessionId, { at: session.seenAt, expireAt });
    }
    const ageMs = nowMs - session.rotatedAt.getTime();
    if (ageMs >= (holdsPresent(session, request) ? ROTATED_EVERY_MS : MISSED_AFTER_MS))
      await this.rotate(session, request, reply);
  }

  /** Another secret for the same session. Where two requests do so at once, one of them is given it. */
  async rotate(session: SessionDocument, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { store, now } = this.#options;
    const { key: token, hash } = makeSessionToken(session.sessionId);
    const held = hashKey(readCookie(request, 'session') ?? '');
    const [rotatedAt, previousUntil] = [new Date(now()), new Date(now() + OVERLAP_MS)];
    const change = { from: session.hash, hash, previousHash: held, previousUntil, rotatedAt };
    const isMine = await store.sessions.rotate(session.sessionId, change);
    this.#known.delete(session.sessionId);
    if (isMine) setCookie(reply, 'session', token);
  }

  async end({ session: { sessionId } }: SignedIn, reply: FastifyReply): Promise<void> {
    await this.#options.store.sessions.end(sessionId);
    this.#known.delete(sessionId);
    setCookie(reply, 'session', '', 0);
    setCookie(reply, 'csrf', '', 0);
  }

  /** Reads everything anew: what somebody may do has changed here. */
  forget(): void {
    this.#known.clear();
  }

  #find(sessionId: string): Promise<Found | null> {
    const nowMs = this.#options.now();
    const known = this.#known.get(sessionId);
    if (known !== undefined && nowMs - known.readAtMs < KNOWN_FOR_MS) return known.found;
    const found = this.#read(sessionId);
    this.#known.delete(sessionId);
    this.#known.set(sessionId, { readAtMs: nowMs, found });
    found.catch(() => this.#known.delete(sessionId));
    const [oldest] = this.#known.size > MOST_KNOWN ? this.#known.keys() : [];
    if (oldest !== undefined) this.#known.delete(oldest);
    return found;
  }

  async #read(sessionId: string): Promise<Found | null> {
    const { store } = this.#options;
    const session = await store.sessions.findById(sessionId);
    if (session === null) return null;
    const account = session.kind === 'password' ? await store.accounts.findById(session.subject) : null;
    return { session, account };
  }
}

const holdsPresent = ({ hash }: SessionDocument, request: FastifyRequest): boolean =>
  isSameHash(hash, hashKey(readCookie(request, 'session') ?? ''));

/** Both are always compared, so that the time taken says nothing. */
function holds(
  { hash, previousHash, previousUntil }: SessionDocument,
  given: string,
  nowMs: number,
): boolean {
  const isPresent = isSameHash(hash, given);
  const isPrevious = isSameHash(previousHash ?? hash, given);
  return isPresent || (isPrevious && previousUntil !== null && previousUntil.getTime() > nowMs);
}

const toPrincipal = (session: SessionDocument, account: AccountDocument | null): Principal => ({
  ...{ kind: 'user', id: session.subject, name: session.name, tenant: session.tenant },
  ...{ roles: session.roles ?? account?.roles ?? [], scopes: null },
});

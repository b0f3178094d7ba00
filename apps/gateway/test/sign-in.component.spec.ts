/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { describeWithServer, eventually } from '@convoscope/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { codeAt } from '../src/sign-in/second-factor.ts';
import { API_KEY, startGateway, TENANT, type Answer, type Gateway } from './gateway-fixture.ts';

interface Given {
  accountId: string;
  password: string;
}

/** Keeps cookies as a browser does, and sends the token with changes as our page does. */
class Browser {
  readonly jar = new Map<string, string>();
  readonly #gateway: Gateway;

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  async call(method: string, path: string, body?: unknown, headers = {}): Promise<Answer> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const csrf = this.jar.get('__Host-convoscope-csrf');
    const sent = { ...(cookie !== '' && { cookie }), ...(csrf !== undefined && { 'x-csrf-token': csrf }) };
    const answer = await this.#gateway.call(method, path, { body, headers: { ...sent, ...headers } });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/i.test(line)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return answer;
  }

  signIn = (name: string, password: string, code?: string): Promise<Answer> =>
    this.call('POST', '/api/v1/sign-in', { name, password, ...(code !== undefined && { code }) });
}

describeWithServer('mongod', 'people who sign in', (mongod) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway(mongod);
  }, 60_000);
  afterAll(() => gateway?.stop());

  const create = async (name: string, roles = ['analyst']): Promise<Given> => {
    const answer = await gateway.post('/api/v1/accounts', { name, roles });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.json<Given & Record<string, unknown>>();
  };
  const signedIn = async (name: string, roles?: string[]): Promise<[Browser, Given]> => {
    const [browser, given] = [new Browser(gateway), await create(name, roles)];
    expect((await browser.signIn(name, given.password)).status).toBe(200);
    return [browser, given];
  };
  const status = async (answer: Promise<Answer>): Promise<number> => (await answer).status;
  const codeOf = async (answer: Promise<Answer>): Promise<unknown> =>
    (await answer).json<{ code: string }>().code;

  it('are let in by cookies of this very host, may what their roles may, and sign out', async () => {
    const [browser, { password }] = await signedIn('ana');
    const lines = [(await browser.signIn('ana', password)).headers['set-cookie'] ?? []].flat();
    for (const line of lines) {
      expect(line).toMatch(/^__Host-/);
      for (const part of ['Path=/', 'Secure', 'SameSite=Strict']) expect(line).toContain(part);
      expect(line).not.toContain('Domain');
      expect(line.includes('HttpOnly')).toBe(!line.startsWith('__Host-convoscope-csrf'));
    }
    expect((await browser.call('GET', '/api/v1/me')).json()).toMatchObject({
      ...{ kind: 'user', name: 'ana', roles: ['analyst'] },
    });
    expect(await status(browser.call('GET', '/api/v1/conversations'))).toBe(200);
    expect(await status(browser.call('GET', '/api/v1/users'))).toBe(403);
    const jar = new Map(browser.jar);
    expect((await browser.call('POST', '/api/v1/sign-out')).json()).toEqual({ wasSignedIn: true });
    expect([...browser.jar.keys()]).toEqual(['__Host-convoscope-device']);
    for (const [name, value] of jar) browser.jar.set(name, value);
    expect(await status(browser.call('GET', '/api/v1/me'))).toBe(401);
  });

  it('get a session that nobody could have laid under them', async () => {
    const [attacker] = await signedIn('mallory', ['viewer']);
    const planted = attacker.jar.get('__Host-convoscope-session') ?? '';
    const [victim, { password }] = [new Browser(gateway), await create('victim')];
    victim.jar.set('__Host-convoscope-session', planted);
    await victim.signIn('victim', password);
    expect(victim.jar.get('__Host-convoscope-session')).not.toBe(planted);
    // What was planted is nobody's any more.
    expect(await status(attacker.call('GET', '/api/v1/me'))).toBe(401);
  });

  it('are asked for the token of the page with every change, and no other site may ask', async () => {
    const [browser] = await signedIn('carla');
    const sync = (headers: Record<string, string>) => browser.call('POST', '/api/v1/reports', {}, headers);
    expect(await codeOf(sync({ 'x-csrf-token': '' }))).toBe('other-site');
    expect(await codeOf(sync({ 'x-csrf-token': 'x'.repeat(43) }))).toBe('other-site');
    expect(await codeOf(sync({ origin: 'https://evil.example' }))).toBe('other-site');
    expect(await codeOf(sync({ 'sec-fetch-site': 'cross-site' }))).toBe('other-site');
    expect(await codeOf(sync({}))).toBe('invalid-request');
    const [other] = await signedIn('carl');
    const theirs = other.jar.get('__Host-convoscope-csrf') ?? '';
    expect(await codeOf(sync({ 'x-csrf-token': theirs }))).toBe('other-site');
    const fresh = new Browser(gateway);
    const signIn = fresh.call('POST', '/api/v1/sign-in', { name: 'x', password: 'y' }, { origin: 'null' });
    expect(await codeOf(signIn)).toBe('other-site');
  });

  it('are told the same whether name, password or account is wrong', async () => {
    const { accountId, password } = await create('dora');
    await gateway.call('PATCH', `/api/v1/accounts/${accountId}`, {
      ...{ headers: { 'x-api-key': API_KEY }, body: { isDisabled: true } },
    });
    const answers = await Promise.all([
      new Browser(gateway).signIn('dora', password),
      new Browser(gateway).signIn('nobody-at-all', password),
      new Browser(gateway).signIn('other/dora', password),
      new Browser(gateway).signIn('dora', 'wrong'),
    ]);
    expect(new Set(answers.map(({ status: code, text }) => `${code} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
  });

  it('are stopped after ten guesses, all at once too, but not in a browser they used before', async () => {
    const [own, { password }] = await signedIn('emil');
    await own.call('POST', '/api/v1/sign-out');
    const guesses = await Promise.all(
      Array.from({ length: 30 }, () => new Browser(gateway).signIn('emil', 'a guess of somebody')),
    );
    const counts = guesses.map((answer) => answer.status);
    expect(counts.filter((code) => code === 401)).toHaveLength(10);
    expect(counts.filter((code) => code === 429)).toHaveLength(20);
    const stopped = guesses.find((answer) => answer.status === 429);
    expect(Number(stopped?.headers['retry-after'])).toBeGreaterThan(800);
    expect(await status(new Browser(gateway).signIn('emil', password))).toBe(429);
    expect(await status(own.signIn('emil', password))).toBe(200);
    // A name that nobody has is stopped alike.
    const unknown = await Promise.all(
      Array.from({ length: 11 }, () => new Browser(gateway).signIn('not-there', 'guess')),
    );
    expect(unknown.filter((answer) => answer.status === 429)).toHaveLength(1);
  });

  it('sign in with a second factor, whose codes hold once', async () => {
    const [browser, { password }] = await signedIn('fritz');
    const [elsewhere] = [new Browser(gateway)];
    await elsewhere.signIn('fritz', password);
    const propose = (given: string) => browser.call('POST', '/api/v1/me/second-factor', { password: given });
    expect(await codeOf(propose('wrong'))).toBe('password-wrong');
    const { secret } = (await propose(password)).json<{ secret: string }>();
    const confirm = (code: string) => browser.call('POST', '/api/v1/me/second-factor/confirm', { code });
    expect(await codeOf(confirm('000000'))).toBe('code-wrong');
    const first = codeAt(secret, Date.now());
    const before = browser.jar.get('__Host-convoscope-session');
    expect(await status(confirm(first))).toBe(200);
    expect(browser.jar.get('__Host-convoscope-session')).not.toBe(before);
    expect(await status(browser.call('GET', '/api/v1/me'))).toBe(200);
    expect(await status(elsewhere.call('GET', '/api/v1/me'))).toBe(401);
    const fresh = new Browser(gateway);
    expect(await codeOf(fresh.signIn('fritz', 'wrong'))).toBe('sign-in-failed');
    expect(await codeOf(fresh.signIn('fritz', password))).toBe('second-factor-needed');
    expect(await codeOf(fresh.signIn('fritz', password, first))).toBe('sign-in-failed');
    const next = codeAt(secret, Date.now() + 30_000);
    const twice = await Promise.all([
      fresh.signIn('fritz', password, next),
      new Browser(gateway).signIn('fritz', password, next),
    ]);
    expect(twice.map((answer) => answer.status).sort()).toEqual([200, 401]);
  });

  it('change their password, which ends every other session', async () => {
    const [browser, { password }] = await signedIn('greta');
    const elsewhere = new Browser(gateway);
    await elsewhere.signIn('greta', password);
    const change = (newPassword: string) =>
      browser.call('POST', '/api/v1/me/password', { password, newPassword });
    expect(await status(change('short'))).toBe(400);
    expect(await status(change('a meadow of blue horses'))).toBe(200);
    expect(await status(browser.call('GET', '/api/v1/me'))).toBe(200);
    expect(await status(elsewhere.call('GET', '/api/v1/me'))).toBe(401);
    expect(await status(elsewhere.signIn('greta', password))).toBe(401);
    expect(await status(elsewhere.signIn('greta', 'a meadow of blue horses'))).toBe(200);
    expect(await codeOf(gateway.post('/api/v1/me/password', { password: 'x', newPassword: 'y' }))).toBe(
      'no-account',
    );
  });

  it('lose what is taken from them, and give no more than they have', async () => {
    const [browser, { accountId }] = await signedIn('hans', ['admin']);
    const path = `/api/v1/accounts/${accountId}`;
    const patch = (body: object) => gateway.call('PATCH', path, { headers: { 'x-api-key': API_KEY }, body });
    expect(await status(browser.call('GET', '/api/v1/accounts'))).toBe(200);
    await patch({ roles: ['viewer'] });
    expect(await status(browser.call('GET', '/api/v1/accounts'))).toBe(403);
    const { key } = (
      await gateway.post('/api/v1/api-keys', {
        ...{ name: 'people keeper', roles: ['admin'], scopes: ['manage:users'] },
      })
    ).json<{ key: string }>();
    const asKeeper = (method: string, url: string, body: object) =>
      gateway.call(method, url, { headers: { 'x-api-key': key }, body });
    const mighty = { name: 'mighty', roles: ['admin'] };
    expect(await status(asKeeper('POST', '/api/v1/accounts', mighty))).toBe(400);
    expect(await status(asKeeper('POST', `${path}/reset`, {}))).toBe(400);
    expect((await gateway.post(`${path}/sign-out`, undefined)).json()).toEqual({ nEnded: 1 });
    expect(await status(browser.call('GET', '/api/v1/me'))).toBe(401);
    const { password } = (await gateway.post(`${path}/reset`, undefined)).json<Given & object>();
    expect(await status(browser.signIn('hans', password))).toBe(200);
    await patch({ isDisabled: true });
    expect(await status(browser.call('GET', '/api/v1/me'))).toBe(401);
    expect(await status(browser.signIn('hans', password))).toBe(401);
    expect(await status(gateway.post('/api/v1/accounts', { name: 'Hans', roles: ['viewer'] }))).toBe(409);
  });

  it('leave their traces in the audit log, and no password in the database', async () => {
    const [browser, { password }] = await signedIn('ida');
    await browser.signIn('ida', 'my other password');
    await browser.signIn('what I typed in the wrong field', password);
    const { store } = gateway.service.runtime;
    await eventually(async () => {
      const { items } = await store.auditLog.findPage(TENANT, {}, { limit: 200 });
      const entries = items.map(({ action, by, subject }) => `${action} ${by} ${subject}`);
      for (const wanted of [
        /^account\.create api-key ida/,
        /^authentication\.succeeded ida password from/,
        /^authentication\.failed unknown ida from/,
        /^authentication\.failed unknown an unknown name from/,
      ])
        expect(entries.filter((entry) => wanted.test(entry))).not.toEqual([]);
      expect(JSON.stringify(items)).not.toContain('wrong field');
    });
    const account = await store.accounts.findByName(TENANT, 'ida');
    expect(account?.passwordHash).toMatch(/^\$argon2id\$/);
    const token = browser.jar.get('__Host-convoscope-session') ?? '';
    expect(JSON.stringify(await store.sessions.findById(token.slice(4, 20)))).not.toContain(token.slice(21));
  });
});

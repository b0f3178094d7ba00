/**
 * Without the condition `import`, which would hand the ES module of helmet to the plugin that requires it.
 * @jest-environment-options {"customExportConditions": ["source", "node", "node-addons", "default"]}
 */
import { createHmac, createPublicKey } from 'node:crypto';
import { describeWithServer, eventually } from '@convoscope/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startGateway, TENANT, type Answer, type Gateway } from './gateway-fixture.ts';
import {
  AUDIENCE,
  CLIENT,
  forge,
  IssuerProcess,
  MACHINE,
  makeSigningKey,
  PUBLIC_URL,
  type SigningKey,
} from './start-issuer.ts';

const ROLES = JSON.stringify({ analysts: ['analyst'], platform: ['operator', 'viewer'] });
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describeWithServer('mongod', 'people and programs of an issuer', (mongod) => {
  let issuer: IssuerProcess;
  let gateway: Gateway;
  let [key, other]: SigningKey[] = [];

  beforeAll(async () => {
    [key, other] = [await makeSigningKey('first'), await makeSigningKey('second')];
    issuer = await IssuerProcess.at();
    await issuer.start([key]);
    gateway = await startGateway(mongod, {
      ...{ GATEWAY_PUBLIC_URL: PUBLIC_URL, GATEWAY_OIDC_ISSUER: issuer.url, GATEWAY_OIDC_NAME: 'Example' },
      ...{ GATEWAY_OIDC_CLIENT_ID: CLIENT.id, GATEWAY_OIDC_CLIENT_SECRET: CLIENT.secret },
      ...{ GATEWAY_OIDC_AUDIENCE: AUDIENCE, GATEWAY_OIDC_ROLES: ROLES },
    });
  }, 60_000);
  afterAll(async () => {
    await gateway?.stop();
    await issuer?.stop();
  });

  const begin = async (returnTo = '/'): Promise<{ address: string; flow: string }> => {
    const answer = await gateway.call('GET', `/auth/oidc/start?returnTo=${encodeURIComponent(returnTo)}`);
    const cookie = String(answer.headers['set-cookie']);
    expect([answer.status, cookie]).toEqual([303, expect.stringContaining('__Host-convoscope-flow=')]);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part);
    return { address: String(answer.headers['location']), flow: cookie.split(';')[0] ?? '' };
  };
  const comeBack = (back: URL, cookie: string): Promise<Answer> =>
    gateway.call('GET', back.pathname + back.search, { headers: { cookie } });
  const sessionOf = ({ headers }: Answer): string =>
    [headers['set-cookie'] ?? []]
      .flat()
      .map((line) => line.split(';')[0] ?? '')
      .find((pair) => /^__Host-convoscope-session=.+/.test(pair)) ?? '';
  const isRefused = (answer: Answer): void =>
    expect([answer.status, answer.headers['location'], sessionOf(answer)]).toEqual([
      303,
      '/#sign-in-failed',
      '',
    ]);
  const withToken = (token: string): Promise<Answer> =>
    gateway.call('GET', '/api/v1/me', { headers: { authorization: `Bearer ${token}` } });

  it('lets people in by code and PKCE, with the roles of their groups, where they wanted to go', async () => {
    expect((await gateway.call('GET', '/api/v1/sign-in')).json()).toMatchObject({
      issuer: { name: 'Example', url: '/auth/oidc/start' },
    });
    const { address, flow } = await begin('/conversations?topic=billing');
    const asked = new URL(address).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ response_type: 'code', code_challenge_method: 'S256', client_id: CLIENT.id },
      ...{ state: expect.stringMatching(/.{40}/), nonce: expect.stringMatching(/.{40}/) },
    });
    const answer = await comeBack(await issuer.signIn(address, 'ana'), flow);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/conversations?topic=billing']);
    const me = await gateway.call('GET', '/api/v1/me', { headers: { cookie: sessionOf(answer) } });
    expect(me.json()).toMatchObject({ kind: 'user', name: 'ana@example.org (ana)', roles: ['analyst'] });
    const own = await gateway.call('POST', '/api/v1/me/password', {
      headers: { cookie: sessionOf(answer) },
      body: { password: 'x', newPassword: 'y' },
    });
    expect(own.json()).toMatchObject({ code: 'other-site' });
  });

  it('refuses what is replayed, of another browser, without a code, or of who has no role', async () => {
    const { address, flow } = await begin();
    const back = await issuer.signIn(address, 'root');
    const second = await begin();
    isRefused(await comeBack(back, ''));
    isRefused(await comeBack(back, second.flow));
    const first = await comeBack(back, flow);
    expect([first.status, first.headers['location']]).toEqual([303, '/']);
    isRefused(await comeBack(back, flow));
    const third = await begin();
    const stolen = await issuer.signIn(third.address, 'ana');
    stolen.searchParams.set('state', 'x'.repeat(43));
    isRefused(await comeBack(stolen, third.flow));
    const fourth = await begin();
    isRefused(await comeBack(new URL(`${PUBLIC_URL}/auth/oidc/callback?error=access_denied`), fourth.flow));
    const fifth = await begin();
    isRefused(await comeBack(await issuer.signIn(fifth.address, 'zoe'), fifth.flow));
    await eventually(async () => {
      const { items } = await gateway.service.runtime.store.auditLog.findPage(
        TENANT,
        { action: 'authentication.failed' },
        { limit: 50 },
      );
      expect(items.map(({ because }) => because)).toEqual(
        expect.arrayContaining([expect.stringContaining('no role of ours')]),
      );
    });
  });

  it('does not take a code with the nonce or the verifier of another try', async () => {
    const [mine, theirs] = [await begin(), await begin()];
    const back = await issuer.signIn(mine.address, 'ana');
    const foreign = new URL(theirs.address).searchParams.get('state') ?? '';
    back.searchParams.set('state', foreign);
    isRefused(await comeBack(back, theirs.flow));
  });

  it('lets programs in by a token of the issuer', async () => {
    const token = await issuer.tokenOf(MACHINE);
    expect((await withToken(token)).json()).toMatchObject({
      ...{ kind: 'service', name: MACHINE.id, roles: ['analyst'] },
    });
    const list = await gateway.call('GET', '/api/v1/conversations', {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(list.status).toBe(200);
  });

  it('refuses 25 forged tokens', async () => {
    if (key === undefined || other === undefined) throw new Error('no keys');
    const { privateKey: _, ...rest } = { ...key };
    const signed = (claims: Record<string, unknown>, header = {}) =>
      forge(key as SigningKey, issuer.url, { claims, header });
    const good = await signed({});
    expect((await withToken(good)).status).toBe(200);
    const [head = '', body = '', signature = ''] = good.split('.');
    const nowSeconds = Math.floor(Date.now() / 1000);
    const publicPem = createPublicKey({ key: rest.jwk as never, format: 'jwk' })
      .export({ type: 'spki', format: 'pem' })
      .toString();
    const hmac = (secret: string, header: object): string => {
      const text = `${encode(header)}.${body}`;
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    };
    const mallory = { ...other, kid: 'first' };
    const forged: [string, string][] = [
      ['none', `${encode({ alg: 'none' })}.${body}.`],
      ['None', `${encode({ alg: 'None', kid: 'first' })}.${body}.`],
      ['none with a signature', `${encode({ alg: 'none', kid: 'first' })}.${body}.${signature}`],
      ['HS256 by the public key', hmac(publicPem, { alg: 'HS256', kid: 'first' })],
      ['HS256 by the modulus', hmac(String(rest.jwk.n), { alg: 'HS256', kid: 'first' })],
      ['another key', await forge(mallory, issuer.url)],
      ['an unknown key', await forge(other, issuer.url)],
      ['its own key', await forge(mallory, issuer.url, { header: { jwk: mallory.jwk } })],
      ['its own address of keys', await forge(mallory, issuer.url, { header: { jku: 'https://e.example' } })],
      ['its own certificate', await forge(mallory, issuer.url, { header: { x5u: 'https://e.example/c' } })],
      ['a key of the disk', await forge(mallory, issuer.url, { header: { kid: '../../../../dev/null' } })],
      ['a key by injection', await forge(mallory, issuer.url, { header: { kid: "x' OR '1'='1" } })],
      ['critical and unknown', `${encode({ alg: 'RS256', kid: 'first', crit: ['x'], x: 1 })}.${body}.${signature}`],
      ['wrong issuer', await signed({ iss: 'https://evil.example' })],
      ['issuer with a slash', await signed({ iss: `${issuer.url}/` })],
      ['no issuer', await signed({ iss: undefined })],
      ['wrong audience', await signed({ aud: 'another-api' })],
      ['audience of the page', await signed({ aud: CLIENT.id })],
      ['no audience', await signed({ aud: undefined })],
      ['expired', await signed({ exp: nowSeconds - 60 })],
      ['no end', await signed({ exp: undefined })],
      ['not yet', await signed({ nbf: nowSeconds + 600 })],
      ['no subject', await signed({ sub: undefined })],
      ['other claims', `${head}.${encode({ iss: issuer.url, aud: AUDIENCE, sub: 'root', exp: nowSeconds + 99 })}.${signature}`],
      ['no role of ours', await signed({ groups: ['__proto__', 'constructor', 'nobodies'] })],
    ]; // prettier-ignore
    expect(forged).toHaveLength(25);
    for (const [what, token] of forged) {
      const answer = await withToken(token);
      expect([what, answer.status, answer.json()]).toEqual([
        what,
        401,
        expect.objectContaining({ code: 'unauthenticated' }),
      ]);
    }
  }, 30_000);

  it('goes on with known keys while the issuer is away, and takes a new key when it comes with one', async () => {
    if (key === undefined || other === undefined) throw new Error('no keys');
    await issuer.stop();
    expect((await withToken(await forge(key, issuer.url))).status).toBe(200);
    expect((await gateway.call('GET', '/api/v1/me')).status).toBe(401);
    const { address } = await begin();
    expect(address).toContain(issuer.url);
    // What it signs with from now on is not known yet, and it cannot be asked.
    expect([401, 503]).toContain((await withToken(await forge(other, issuer.url))).status);
    await issuer.start([other]);
    const rotated = await forge(other, issuer.url);
    await eventually(async () => expect((await withToken(rotated)).status).toBe(200), { timeoutMs: 45_000 });
    expect((await withToken(await forge(key, issuer.url))).status).toBe(401);
  }, 60_000);
});

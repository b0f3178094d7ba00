import { TransientError } from '@convoscope/contracts';
import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { accountName, toLogin } from './login.ts';
import { makePassword } from './make-password.ts';
import { refuseOtherSites } from './own-page.ts';
import { Passwords, refuseWeak } from './passwords.ts';
import { codeAt, makeSecondFactor, stepOf } from './second-factor.ts';

describe('passwords', () => {
  it('fit as they were set, however they are composed, and take as long for nobody', async () => {
    const passwords = new Passwords();
    const hash = await passwords.hash('Schlüssel zum Garten');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.fits('Schlüssel zum Garten'.normalize('NFD'), hash)).toBe(true);
    expect(await passwords.fits('schlüssel zum garten', hash)).toBe(false);
    expect(await passwords.fits('', null)).toBe(false);
  });

  it('are compared a few at a time: a flood is refused, not gathered', async () => {
    const passwords = new Passwords(2);
    const all = Array.from({ length: 7 }, () => passwords.fits('x', null).catch((error: unknown) => error));
    const refused = (await Promise.all(all)).filter((one) => one instanceof TransientError);
    expect(refused).toHaveLength(3);
  });

  it.each(['short', 'aaaaaaaaaaaaaaaa', 'ana@example.org-1', 'x'.repeat(300), '', 'ababababababab'])(
    'are refused where they are guessed easily: %j',
    (weak) => expect(() => refuseWeak(weak, 'ana@example.org')).toThrow(/12 to 256/),
  );

  it('that are made here are strong, each another', () => {
    const made = Array.from({ length: 50 }, makePassword);
    expect(new Set(made).size).toBe(50);
    for (const password of made) expect(() => refuseWeak(password, 'ana')).not.toThrow();
  });
});

describe('one-time codes', () => {
  const AT = Date.UTC(2026, 0, 1, 12);
  it('are those of RFC 6238, of this half minute and those beside it', () => {
    // RFC 6238, appendix B: SHA1, 59 s, cut to six digits.
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(codeAt(secret, 59_000)).toBe('287082');
    expect(stepOf('287082', secret, 59_000)).toBe(1);
    expect([stepOf(codeAt(secret, AT - 30_000), secret, AT), stepOf(codeAt(secret, AT), secret, AT)]).toEqual(
      [AT / 30_000 - 1, AT / 30_000],
    );
    expect(stepOf(codeAt(secret, AT - 90_000), secret, AT)).toBeNull();
    expect(stepOf('000000', secret, AT)).toBeNull();
  });

  it('come of a secret of 160 bits, with an address for the app', () => {
    const { secret, uri } = makeSecondFactor('ana@example.org');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(new URL(uri).searchParams.get('secret')).toBe(secret);
  });
});

describe('names', () => {
  it('are of the home tenant, or of the one that is named', () => {
    expect(toLogin(' Ana@Example.org ', 'default')).toEqual({ tenant: 'default', name: 'ana@example.org' });
    expect(toLogin('Acme/Ana', 'default')).toEqual({ tenant: 'Acme', name: 'ana' });
    expect(accountName.parse('ＡNA')).toBe('ana');
    for (const bad of ['', 'a b', 'a/b', 'a\u0000', 'x'.repeat(101)])
      expect(accountName.safeParse(bad).success).toBe(false);
  });
});

describe('a change by somebody who is signed in', () => {
  const ask = (headers: Record<string, string>, publicUrl?: string) =>
    refuseOtherSites({ headers } as unknown as FastifyRequest, publicUrl);

  it.each([
    {},
    { origin: 'https://c.example', host: 'c.example' },
    { origin: 'http://localhost:8080', host: 'localhost:8080', 'sec-fetch-site': 'same-origin' },
    { origin: 'https://public.example', host: '10.0.0.7:8080' },
  ])('may come with %j', (headers) =>
    expect(() => ask(headers as Record<string, string>, 'https://public.example/')).not.toThrow(),
  );

  it.each([
    { origin: 'https://evil.example', host: 'c.example' },
    { origin: 'null', host: 'c.example' },
    { origin: '', host: 'c.example' },
    { origin: 'https://c.example.evil.example', host: 'c.example' },
    { origin: 'https://c.example:8443', host: 'c.example' },
    { origin: 'file://c.example', host: 'c.example' },
    { host: 'c.example', 'sec-fetch-site': 'cross-site' },
    { host: 'c.example', 'sec-fetch-site': 'same-site' },
    { origin: 'https://public.example.evil', host: 'c.example' },
  ])('may not come with %j', (headers) =>
    expect(() => ask(headers as Record<string, string>, 'https://public.example/')).toThrow(/another site/),
  );
});

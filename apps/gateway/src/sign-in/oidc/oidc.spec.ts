import { ManualClock } from '@convoscope/testing';
import { createTelemetry } from '@convoscope/telemetry';
import { describe, expect, it } from '@jest/globals';
import { looksLikeToken } from './bearer-tokens.ts';
import { claimAt, toVouched, type ClaimMapping } from './claims.ts';
import { createOidc, type OidcSettings } from './create-oidc.ts';
import { toOwnPath } from './sign-in-flow.ts';

const mapping: ClaimMapping = {
  rolesClaim: 'groups',
  roles: { analysts: ['analyst'], platform: ['operator', 'viewer'], all: ['viewer'] },
  ...{ defaultRoles: [], tenantClaim: undefined, homeTenant: 'default' },
};
const claims = { iss: 'https://i.example', sub: '248', groups: ['analysts'] };

describe('what an issuer says of somebody', () => {
  it('becomes roles by the mapping, each once, and nothing else', () => {
    const rolesOf = (groups: unknown, changed: Partial<ClaimMapping> = {}) => {
      const vouched = toVouched({ ...claims, groups }, { ...mapping, ...changed });
      return typeof vouched === 'string' ? vouched : vouched.roles;
    };
    expect(rolesOf(['platform', 'all', 'unknown'])).toEqual(['operator', 'viewer']);
    expect(rolesOf('analysts')).toEqual(['analyst']);
    for (const odd of [
      undefined,
      null,
      7,
      {},
      [],
      [{}],
      ['admin'],
      ['__proto__'],
      ['constructor'],
      'ANALYSTS',
    ])
      expect(rolesOf(odd)).toBe('no role of ours');
    expect(rolesOf(['other'], { defaultRoles: ['viewer'] })).toEqual(['viewer']);
  });

  it('names the tenant by its claim alone, where there is one', () => {
    const tenantOf = (org: unknown) => {
      const vouched = toVouched({ ...claims, org }, { ...mapping, tenantClaim: 'org' });
      return typeof vouched === 'string' ? vouched : vouched.tenant;
    };
    expect(tenantOf('acme')).toBe('acme');
    for (const odd of [undefined, '', 7, ['acme'], 'a/b', 'a b', 'x'.repeat(129), '\u0000'])
      expect(tenantOf(odd)).toBe('no tenant');
  });

  it('is a person by issuer and subject, whatever they call themselves', () => {
    const nameOf = (more: object) => {
      const vouched = toVouched({ ...claims, ...more }, mapping);
      return typeof vouched === 'string' ? vouched : [vouched.id, vouched.name];
    };
    const id = 'https://i.example#248';
    expect(nameOf({ preferred_username: 'admin' })).toEqual([id, 'admin (248)']);
    expect(nameOf({ preferred_username: 'a\nb', email: 'ana@example.org' })).toEqual([
      id,
      'ana@example.org (248)',
    ]);
    expect(nameOf({})).toEqual([id, '248']);
    for (const sub of [undefined, '', 7, 'x'.repeat(256)]) expect(nameOf({ sub })).toBe('no subject');
  });

  it('is found by a name with dots, or by the way that they say', () => {
    const given = { 'https://e.example/roles': ['a'], realm_access: { roles: ['b'] } };
    expect(claimAt(given, 'https://e.example/roles')).toEqual(['a']);
    expect(claimAt(given, 'realm_access.roles')).toEqual(['b']);
    for (const odd of ['realm_access.none', 'none.roles', '__proto__', 'constructor.name', ''])
      expect(claimAt(given, odd)).toBeUndefined();
  });
});

describe('where somebody goes after signing in', () => {
  const BASE = 'https://c.example';
  it.each([
    ['/', '/'],
    ['/conversations?topic=a#x', '/conversations?topic=a'],
    [undefined, '/'],
    ['', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['https://evil.example', '/'],
    ['https:evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/.//evil.example', '/evil.example'],
    ['/a/../..//evil.example/', '/evil.example/'],
    ['@evil.example', '/'],
  ])('is a path of ours: %j becomes %j', (given, path) => expect(toOwnPath(given, BASE)).toBe(path));
});

it('knows a token from a key', () => {
  expect(['a.b.c', 'a.b.', 'a..'].map(looksLikeToken)).toEqual([true, true, true]);
  expect(['', 'a.b', 'a.b.c.d', 'cvk_0123456789abcdef_x', 'a b.c.d'].some(looksLikeToken)).toBe(false);
});

describe('settings that do not go together', () => {
  const none: OidcSettings = {
    ...{ issuer: undefined, clientId: undefined, clientSecret: undefined, name: 'x', scopes: 'openid' },
    ...{ audience: undefined, rolesClaim: 'groups', roles: {}, defaultRoles: [], tenantClaim: undefined },
  };
  const open = (settings: Partial<OidcSettings>, publicUrl?: string) =>
    createOidc({
      ...{ settings: { ...none, ...settings }, publicUrl, windowMs: 1, tenant: 'default' },
      ...{ store: {} as never, clock: new ManualClock() as never },
      telemetry: createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false }),
    });

  it('are told at the start, each by its name', () => {
    expect(open({})).toBeNull();
    const issuer = 'https://i.example';
    const roles = { a: ['viewer'] };
    for (const [settings, problem] of [
      [{ clientId: 'c' }, /GATEWAY_OIDC_ISSUER/],
      [{ issuer, roles }, /GATEWAY_OIDC_CLIENT_ID/],
      [{ issuer, clientId: 'c', roles }, /GATEWAY_PUBLIC_URL/],
      [{ issuer, clientId: 'c', audience: 'c', roles }, /GATEWAY_OIDC_AUDIENCE/],
      [{ issuer, audience: 'a' }, /GATEWAY_OIDC_ROLES/],
      [{ issuer: 'http://i.example', audience: 'a', roles }, /https/],
    ] as const)
      expect(() => open(settings)).toThrow(problem);
    expect(open({ issuer: 'http://localhost:1', audience: 'a', roles })).toMatchObject({ flow: null });
    expect(open({ issuer, clientId: 'c', roles }, 'https://c.example')).toMatchObject({ tokens: null });
  });
});

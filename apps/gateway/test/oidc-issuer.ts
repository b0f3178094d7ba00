/**
 * A real issuer of OpenID Connect (oidc-provider) as a process of its own: `node oidc-issuer.ts PORT`, with its keys and clients as JSON in
 * `ISSUER_OPTIONS`. Says `ready` once it listens.
 */
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

interface Options {
  jwks: object;
  clients: object[];
  audience: string;
}

const port = Number(process.argv[2]);
const { jwks, clients, audience } = JSON.parse(process.env['ISSUER_OPTIONS'] ?? '{}') as Options;

/** What each login is told to be; the login is the subject. */
const groups: Readonly<Record<string, string[]>> = {
  ana: ['analysts'],
  root: ['platform', 'other'],
  zoe: [],
};

const provider = new Provider(`http://127.0.0.1:${port}`, {
  ...{ jwks, clients, pkce: { required: () => true } },
  cookies: { keys: ['a-key-of-the-test'] },
  claims: { openid: ['sub'], profile: ['preferred_username', 'groups'], email: ['email'] },
  findAccount: (_context: unknown, sub: string) => ({
    accountId: sub,
    claims: () => ({ sub, preferred_username: `${sub}@example.org`, groups: groups[sub] ?? [] }),
  }),
  extraTokenClaims: (_context: unknown, { clientId }: { clientId?: string }) => ({
    sub: clientId,
    groups: ['analysts'],
  }),
  features: {
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      getResourceServerInfo: () => ({
        scope: 'api',
        audience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: 600,
      }),
    },
  },
});

createServer(provider.callback()).listen(port, '127.0.0.1', () => console.log('ready'));

import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { readCookie, setCookie } from '../sign-in/cookies.ts';
import { refuseOtherSites } from '../sign-in/own-page.ts';
import type { Sessions } from '../sign-in/sessions.ts';
import type { SignIn } from '../sign-in/sign-in-desk.ts';

export interface SignInRouteOptions {
  store: Pick<Store, 'accounts'>;
  signIn: SignIn;
  sessions: Pick<Sessions, 'begin' | 'read' | 'end'>;
  publicUrl: string | undefined;
  /** What the issuer of OpenID Connect is called; null: there is none. */
  issuerName: string | null;
}

/** A browser is known again for so long. */
const DEVICE_SECONDS = 365 * 86_400;

const waysSchema = nameSchema(
  'SignInWays',
  z
    .object({
      key: z.boolean().describe('By an API key, which the page keeps'),
      password: z.boolean().describe('By name and password: there are accounts'),
      issuer: z
        .object({
          name: z.string().describe('What people know it as'),
          url: z.string().describe('Where the browser is sent to begin'),
        })
        .nullable()
        .describe('By OpenID Connect; null: none is configured'),
    })
    .describe('How people may sign in here'),
);
const signedInSchema = nameSchema(
  'SignedIn',
  z
    .object({
      name: z.string().describe('Who is signed in'),
      roles: z.array(z.string()).describe('Their roles'),
    })
    .describe('Somebody who is signed in: the cookies came with the answer'),
);

/** How people sign in and out by a browser. */
export const createSignInRoutes = (options: SignInRouteOptions): Route[] => [
  defineRoute({
    ...{
      method: 'GET',
      path: '/api/v1/sign-in',
      operationId: 'getSignInWays',
      needs: 'nothing',
      tag: 'Access',
    },
    summary: 'How people may sign in here',
    response: { status: 200, schema: waysSchema, description: 'The ways' },
    example: {},
    handle: async () => ({
      ...{ key: true, password: await options.store.accounts.isAny() },
      issuer: options.issuerName === null ? null : { name: options.issuerName, url: '/auth/oidc/start' },
    }),
  }),
  createPasswordSignInRoute(options),
  createSignOutRoute(options),
];

const createPasswordSignInRoute = ({ signIn, sessions, publicUrl }: SignInRouteOptions): Route =>
  defineRoute({
    ...{ method: 'POST', path: '/api/v1/sign-in', operationId: 'signIn', needs: 'nothing', tag: 'Access' },
    answersSecret: true,
    summary: 'Signs a person in by name and password',
    description:
      'For browsers: the session is a cookie, and every change must then carry `X-Csrf-Token` as it stands in the cookie `__Host-convoscope-csrf`. A wrong name, password and code are told alike, and ten of them in a quarter of an hour are enough.',
    body: z.strictObject({
      name: z.string().min(1).max(300).describe('Name of the account; of another tenant: `tenant/name`'),
      password: z.string().min(1).max(256).describe('Its password'),
      code: z
        .string()
        .regex(/^\d{6}$/)
        .optional()
        .describe('Of the second factor, where there is one'),
    }),
    response: { status: 200, schema: signedInSchema, description: 'Signed in' },
    errors: [401, 403, 429],
    example: { body: { name: 'ana@example.org', password: 'correct horse battery staple' } },
    async handle({ request, reply, body: { name, password, code } }) {
      refuseOtherSites(request, publicUrl);
      const given = { name, password, code, device: readCookie(request, 'device'), from: request.ip };
      const { account, device } = await signIn(given);
      if (device !== null) setCookie(reply, 'device', device, DEVICE_SECONDS);
      const before = await sessions.read(request);
      if (before !== null) await sessions.end(before, reply);
      const { tenant, accountId: subject } = account;
      await sessions.begin({ tenant, kind: 'password', subject, name: account.name, roles: null }, reply);
      return { name: account.name, roles: account.roles };
    },
  });

const createSignOutRoute = ({ sessions }: SignInRouteOptions): Route =>
  defineRoute({
    ...{
      method: 'POST',
      path: '/api/v1/sign-out',
      operationId: 'signOut',
      needs: 'signed-in',
      tag: 'Access',
    },
    summary: 'Ends the session of this browser: here at once, on every replica in 10 s',
    response: {
      status: 200,
      schema: nameSchema(
        'SignedOut',
        z
          .object({ wasSignedIn: z.boolean().describe('False: the caller came with a key') })
          .describe('Nobody is signed in by this browser any more'),
      ),
      description: 'Signed out',
    },
    example: {},
    async handle({ request, reply }) {
      const signedIn = await sessions.read(request);
      if (signedIn !== null) await sessions.end(signedIn, reply);
      return { wasSignedIn: signedIn !== null };
    },
  });

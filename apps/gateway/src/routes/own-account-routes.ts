import type { AccountDocument } from '@convoscope/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { HttpProblem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { OwnAccountDesk } from '../sign-in/own-account-desk.ts';
import type { Sessions, SignedIn } from '../sign-in/sessions.ts';

export interface OwnAccountRouteOptions {
  ownAccount: OwnAccountDesk;
  sessions: Pick<Sessions, 'read' | 'rotate' | 'forget'>;
}

const password = z.string().min(1).max(256).describe('The present password');
const doneSchema = nameSchema(
  'AccountChanged',
  z.object({ name: z.string().describe('Whose account it is') }).describe('What was asked for was done'),
);
const done = { status: 200, schema: doneSchema, description: 'Done' } as const;
const shared = { needs: 'signed-in', tag: 'Access', answersSecret: true, method: 'POST' } as const;

type Own = SignedIn & { account: AccountDocument };

/** The account of whoever is signed in by its password. Throws a 409 problem for anybody else. */
async function ownOf(sessions: Pick<Sessions, 'read'>, request: FastifyRequest): Promise<Own> {
  const signedIn = await sessions.read(request);
  if (signedIn !== null && signedIn.account !== null) return { ...signedIn, account: signedIn.account };
  throw new HttpProblem(409, 'no-account', 'This is for people who are signed in with a password.');
}

/** What people change of their own account. */
export const createOwnAccountRoutes = (options: OwnAccountRouteOptions): Route[] => [
  createPasswordRoute(options),
  ...createSecondFactorRoutes(options),
];

const createPasswordRoute = ({ ownAccount, sessions }: OwnAccountRouteOptions): Route =>
  defineRoute({
    ...{ ...shared, path: '/api/v1/me/password' },
    operationId: 'changeOwnPassword',
    summary: 'Another password for oneself; ends every other session',
    body: z.strictObject({
      password,
      newPassword: z.string().max(256).describe('12 characters at least'),
    }),
    response: done,
    errors: [409, 422, 429],
    example: { body: { password: 'the one of today', newPassword: 'a long one for tomorrow' } },
    async handle({ request, reply, body }) {
      const { session, account } = await ownOf(sessions, request);
      await ownAccount.changePassword(account, body, session.sessionId);
      await sessions.rotate(session, request, reply);
      sessions.forget();
      return { name: account.name };
    },
  });

const createSecondFactorRoutes = ({ ownAccount, sessions }: OwnAccountRouteOptions): Route[] => [
  defineRoute({
    ...{ ...shared, path: '/api/v1/me/second-factor' },
    operationId: 'proposeSecondFactor',
    summary: 'A secret for an authenticator app; it holds once a code of it was sent',
    body: z.strictObject({ password }),
    response: {
      status: 200,
      schema: nameSchema(
        'SecondFactor',
        z
          .object({
            secret: z.string().describe('Base32, to be typed into the app; told this once'),
            uri: z.string().describe('`otpauth:` address, to be shown as a QR code'),
          })
          .describe('A second factor that is to be confirmed'),
      ),
      description: 'The secret',
    },
    errors: [409, 422, 429],
    example: { body: { password: 'the one of today' } },
    async handle({ request, body }) {
      const { account } = await ownOf(sessions, request);
      const made = await ownAccount.proposeSecondFactor(account, body.password);
      sessions.forget();
      return made;
    },
  }),
  defineRoute({
    ...{ ...shared, path: '/api/v1/me/second-factor/confirm' },
    operationId: 'confirmSecondFactor',
    summary: 'From now on signing in takes a code too; ends every other session',
    body: z.strictObject({
      code: z
        .string()
        .regex(/^\d{6}$/)
        .describe('Six digits, as the app shows them'),
    }),
    response: done,
    errors: [409, 422],
    example: { body: { code: '123456' } },
    async handle({ request, reply, body }) {
      const { session, account } = await ownOf(sessions, request);
      await ownAccount.confirmSecondFactor(account, body.code, session.sessionId);
      await sessions.rotate(session, request, reply);
      sessions.forget();
      return { name: account.name };
    },
  }),
  defineRoute({
    ...{ ...shared, path: '/api/v1/me/second-factor/remove' },
    operationId: 'removeSecondFactor',
    summary: 'Signing in takes the password alone again',
    body: z.strictObject({ password }),
    response: done,
    errors: [409, 422, 429],
    example: { body: { password: 'the one of today' } },
    async handle({ request, body }) {
      const { account } = await ownOf(sessions, request);
      await ownAccount.removeSecondFactor(account, body.password);
      sessions.forget();
      return { name: account.name };
    },
  }),
];

import { BUILT_IN_ROLES } from '@convoscope/access';
import type { AccountDocument } from '@convoscope/store';
import { z } from 'zod';
import { actorOf } from '../access/actor-of.ts';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { AccountDesk } from '../sign-in/account-desk.ts';
import { accountName } from '../sign-in/login.ts';
import type { Sessions } from '../sign-in/sessions.ts';
import { defined, pageOf, pagingShape } from './paging.ts';

export interface AccountRouteOptions {
  accounts: AccountDesk;
  sessions: Pick<Sessions, 'forget'>;
}

const time = z.iso.datetime().nullable();
const accountShape = {
  accountId: z.string().describe('Names the account for good'),
  name: z.string().describe('Under which the person signs in, and as the audit log names them'),
  roles: z.array(z.string()).describe('What they may do is what these may'),
  hasSecondFactor: z.boolean().describe('Whether signing in takes a one-time code too'),
  createdBy: z.string().describe('Who made it'),
  createdAt: z.iso.datetime().describe('When it was made (UTC)'),
  signedInAt: time.describe('When they signed in last (UTC)'),
  disabledAt: time.describe('Since when they may not sign in (UTC); null: they may'),
};
const accountSchema = nameSchema(
  'Account',
  z.object(accountShape).describe('A person who signs in with a password, without it'),
);
const givenSchema = nameSchema(
  'AccountGiven',
  z
    .object({
      ...accountShape,
      password: z
        .string()
        .nullable()
        .describe('Made here: shown this once, kept nowhere. Null: it was given'),
    })
    .describe('An account with its first password'),
);

const toView = (account: AccountDocument) => ({
  ...{ accountId: account.accountId, name: account.name, roles: account.roles },
  ...{ hasSecondFactor: account.totpSecret !== null, createdBy: account.createdBy },
  createdAt: account.createdAt.toISOString(),
  signedInAt: account.signedInAt?.toISOString() ?? null,
  disabledAt: account.disabledAt?.toISOString() ?? null,
});

const params = z.strictObject({
  accountId: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe('Names the account'),
});
const roles = z.array(z.enum(BUILT_IN_ROLES)).min(1).max(10).describe('At most what the caller may do');
const example = { params: { accountId: '00112233445566ff' } };

const shared = { needs: 'manage:users', isAuditedByHandler: true, tag: 'Access' } as const;

/** People who sign in with a password. */
export const createAccountRoutes = (options: AccountRouteOptions): Route[] => [
  defineRoute({
    ...{ ...shared, isAuditedByHandler: false, method: 'GET', path: '/api/v1/accounts' },
    operationId: 'listAccounts',
    summary: 'People who sign in with a password, by name, disabled ones too',
    query: z.strictObject(pagingShape),
    response: { status: 200, schema: pageOf(accountSchema), description: 'A page of accounts' },
    example: { query: { limit: 10 } },
    async handle({ tenant, query: { limit, cursor } }) {
      const page = await options.accounts.list(tenant, { limit, ...defined({ cursor }) });
      return { ...page, items: page.items.map(toView) };
    },
  }),
  ...createChangeRoutes(options),
  ...createEndRoutes(options),
];

const createChangeRoutes = ({ accounts, sessions }: AccountRouteOptions): Route[] => [
  defineRoute({
    ...{ ...shared, method: 'POST', path: '/api/v1/accounts', answersSecret: true },
    operationId: 'createAccount',
    summary: 'Makes an account for a person',
    description:
      'It can do no more than whoever makes it. A password that is not given is made, and told once.',
    body: z.strictObject({
      name: accountName.describe('Under which the person signs in'),
      roles,
      password: z.string().max(256).optional().describe('12 characters at least; default: one is made'),
    }),
    response: { status: 201, schema: givenSchema, description: 'The account' },
    errors: [409],
    example: { body: { name: 'ben@example.org', roles: ['analyst'] } },
    async handle({ caller, body: { name, roles: wanted, password } }) {
      const given = await accounts.create({ name, roles: wanted, password }, actorOf(caller));
      if (given === null)
        throw new HttpProblem(409, 'name-taken', `There is an account named ${JSON.stringify(name)}.`);
      return { ...toView(given.account), password: given.password };
    },
  }),
  defineRoute({
    ...{ ...shared, method: 'PATCH', path: '/api/v1/accounts/{accountId}' },
    operationId: 'changeAccount',
    summary: 'Gives a person other roles, or takes the account out of use: every replica knows in 10 s',
    params,
    body: z
      .strictObject({
        roles: roles.optional(),
        isDisabled: z.boolean().optional().describe('True ends what the person has open'),
      })
      .refine((body) => body.roles !== undefined || body.isDisabled !== undefined, 'name a change'),
    response: { status: 200, schema: accountSchema, description: 'The account as it is now' },
    errors: [404],
    example: { ...example, body: { roles: ['viewer'] } },
    async handle({ caller, params: { accountId }, body }) {
      const account = await accounts.change(accountId, body, actorOf(caller));
      if (account === null) throw notFound('account', accountId);
      sessions.forget();
      return toView(account);
    },
  }),
];

const createEndRoutes = ({ accounts, sessions }: AccountRouteOptions): Route[] => [
  defineRoute({
    ...{ ...shared, method: 'POST', path: '/api/v1/accounts/{accountId}/reset', answersSecret: true },
    operationId: 'resetAccount',
    summary:
      'A new password without a second factor, for who lost one of them; ends what the person has open',
    params,
    response: { status: 200, schema: givenSchema, description: 'The account with its new password' },
    errors: [404],
    example,
    async handle({ caller, params: { accountId } }) {
      const given = await accounts.reset(accountId, actorOf(caller));
      if (given === null) throw notFound('account', accountId);
      sessions.forget();
      return { ...toView(given.account), password: given.password };
    },
  }),
  defineRoute({
    ...{ ...shared, method: 'POST', path: '/api/v1/accounts/{accountId}/sign-out' },
    operationId: 'signOutAccount',
    summary: 'Ends every session of a person: every replica knows in 10 s',
    params,
    response: {
      status: 200,
      schema: nameSchema(
        'AccountSignedOut',
        z.object({ nEnded: z.int().describe('Sessions that were ended') }).describe('What was ended'),
      ),
      description: 'Ended',
    },
    errors: [404],
    example,
    async handle({ caller, params: { accountId } }) {
      const nEnded = await accounts.signOut(accountId, actorOf(caller));
      if (nEnded === null) throw notFound('account', accountId);
      sessions.forget();
      return { nEnded };
    },
  }),
];

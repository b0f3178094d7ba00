import { userInfo } from 'node:os';
import { BUILT_IN_ROLES, isBuiltInRole } from '@convoscope/access';
import type { KeyActor } from '@convoscope/app-gateway/access/api-key-desk';
import { createAccountDesk, type AccountDesk } from '@convoscope/app-gateway/sign-in/account-desk';
import { accountName } from '@convoscope/app-gateway/sign-in/login';
import { Passwords } from '@convoscope/app-gateway/sign-in/passwords';
import type { AccountDocument } from '@convoscope/store';
import { InvalidArgumentError, type Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { oneOf } from '../one-of.ts';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

const MOST_LISTED = 200;

export function addAccounts(program: Command, run: RunCommand): void {
  const accounts = program.command('accounts').description('people who sign in to the page with a password');
  addList(accounts, run);
  addCreate(accounts, run);
  addChanges(accounts, run);
}

interface OpenDesk {
  desk: AccountDesk;
  actor: KeyActor;
  /** Throws where the tenant has no account of the name. */
  find(name: string): Promise<AccountDocument>;
}

/** Who may read the database may make any account. */
async function openDesk(context: CommandContext): Promise<OpenDesk> {
  const { store, tenant, clock } = await context.openStorage();
  const desk = createAccountDesk({ store, passwords: new Passwords(), now: () => clock.now() });
  return {
    desk,
    actor: { tenant, by: `cli:${userInfo().username}`, may: () => true },
    async find(name) {
      const account = await store.accounts.findByName(tenant, name);
      if (account === null) throw new Error(`there is no account ${name}: \`accounts\` lists those that are`);
      return account;
    },
  };
}

const dayOf = (at: Date | null): string => at?.toISOString().slice(0, 16) ?? '';

function addList(accounts: Command, run: RunCommand): void {
  accounts
    .command('list', { isDefault: true })
    .description('every account with what it may do, without its password')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async (context) => {
        const { desk, actor } = await openDesk(context);
        const { items } = await desk.list(actor.tenant, { limit: MOST_LISTED });
        const shown = items.map((one) => ({
          ...{ accountId: one.accountId, name: one.name, roles: one.roles },
          ...{ hasSecondFactor: one.totpSecret !== null, createdAt: one.createdAt },
          ...{ signedInAt: one.signedInAt, disabledAt: one.disabledAt },
        }));
        if (options.json) return printJson(context.stdout, shown);
        if (shown.length === 0)
          return void context.stdout.write('no accounts: make one with `accounts create`\n');
        printTable(
          context.stdout,
          ['name', 'roles', 'second factor', 'created', 'signed in', 'disabled'],
          shown.map((one) => [
            ...[one.name, one.roles.join(' '), one.hasSecondFactor ? 'yes' : 'no'],
            ...[one.createdAt, one.signedInAt, one.disabledAt].map(dayOf),
          ]),
        );
      }),
    );
}

function nameOf(text: string): string {
  const parsed = accountName.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'a name');
}

function addCreate(accounts: Command, run: RunCommand): void {
  accounts
    .command('create')
    .argument('<name>', 'such as an e-mail address', nameOf)
    .description('make an account, that of the first administrator too; its password is shown this once')
    .option(
      '--role <role>',
      `one of ${BUILT_IN_ROLES.join(', ')}; may be repeated`,
      oneOf(isBuiltInRole, BUILT_IN_ROLES),
    )
    .action((name: string, { role = ['viewer'] }: { role?: (typeof BUILT_IN_ROLES)[number][] }) =>
      run(async (context) => {
        const { desk, actor } = await openDesk(context);
        const given = await desk.create({ name, roles: role }, actor);
        if (given === null) throw new Error(`there is an account ${name}: reset it, or choose another name`);
        context.stderr.write(`${name}: the password is shown this once, change it on first use\n`);
        context.stdout.write(`${given.password}\n`);
      }),
    );
}

function addChanges(accounts: Command, run: RunCommand): void {
  const add = (
    verb: string,
    description: string,
    work: (open: OpenDesk, account: AccountDocument) => Promise<string>,
  ): Command =>
    accounts
      .command(verb)
      .argument('<name>', 'name of the account', nameOf)
      .description(description)
      .action((name: string) =>
        run(async (context) => {
          const open = await openDesk(context);
          context.stdout.write(`${await work(open, await open.find(name))}\n`);
        }),
      );
  add(
    'reset',
    'a new password without a second factor, shown this once; ends every session of the person',
    async ({ desk, actor }, { accountId }) => (await desk.reset(accountId, actor))?.password ?? '',
  );
  add(
    'disable',
    'let the person in no longer, on every replica in 10 s',
    async ({ desk, actor }, account) => {
      await desk.change(account.accountId, { isDisabled: true }, actor);
      return `${account.name} is disabled`;
    },
  );
  add('enable', 'let the person in again', async ({ desk, actor }, account) => {
    await desk.change(account.accountId, { isDisabled: false }, actor);
    return `${account.name} is enabled`;
  });
  add('sign-out', 'end every session of the person', async ({ desk, actor }, account) => {
    const nEnded = await desk.signOut(account.accountId, actor);
    return `${nEnded} ended`;
  });
}

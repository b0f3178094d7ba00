import { userInfo } from 'node:os';
import { BUILT_IN_ROLES, isBuiltInRole, isPermission, ALL_PERMISSIONS } from '@convoscope/access';
import {
  createApiKeyDesk,
  type ApiKeyDesk,
  type KeyActor,
} from '@convoscope/app-gateway/access/api-key-desk';
import { systemClock } from '@convoscope/telemetry';
import { InvalidArgumentError, type Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { oneOf } from '../one-of.ts';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MOST_LISTED = 200;

export function addKeys(program: Command, run: RunCommand): void {
  const keys = program.command('keys').description('API keys: who is let in, and what they may do');
  addList(keys, run);
  addCreate(keys, run);
  addRotate(keys, run);
  addRevoke(keys, run);
}

interface OpenDesk {
  desk: ApiKeyDesk;
  actor: KeyActor;
}

/** Who may read the database may make any key. */
async function openDesk(context: CommandContext): Promise<OpenDesk> {
  const { store, tenant, clock } = await context.openStorage();
  const desk = createApiKeyDesk({ store, now: () => clock.now() });
  return { desk, actor: { tenant, by: `cli:${userInfo().username}`, may: () => true } };
}

const dayOf = (at: Date | null): string => at?.toISOString().slice(0, 16) ?? '';

function addList(keys: Command, run: RunCommand): void {
  keys
    .command('list', { isDefault: true })
    .description('every key with what it may do, without its secret')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async (context) => {
        const { desk, actor } = await openDesk(context);
        const { items } = await desk.list(actor.tenant, { limit: MOST_LISTED });
        const shown = items.map(({ hash: _, previousHash: __, ...view }) => view);
        if (options.json) return printJson(context.stdout, shown);
        if (shown.length === 0) return void context.stdout.write('no keys: make one with `keys create`\n');
        printTable(
          context.stdout,
          ['id', 'name', 'roles', 'scopes', 'created', 'expires', 'revoked', 'last used'],
          shown.map((key) => [
            ...[key.keyId, key.name, key.roles.join(' '), key.scopes?.join(' ') ?? 'all'],
            ...[key.createdAt, key.expiresAt, key.revokedAt, key.lastUsedAt].map(dayOf),
          ]),
        );
      }),
    );
}

function atLeast(least: number) {
  return (text: string): number => {
    const number = Number(text);
    if (!Number.isFinite(number) || number < least || text.trim() === '')
      throw new InvalidArgumentError(`a number from ${least} on`);
    return number;
  };
}

function addCreate(keys: Command, run: RunCommand): void {
  keys
    .command('create <name>')
    .description('make a key; it is shown this once')
    .option(
      '--role <role>',
      `one of ${BUILT_IN_ROLES.join(', ')}; may be repeated`,
      oneOf(isBuiltInRole, BUILT_IN_ROLES),
    )
    .option(
      '--scope <permission>',
      'narrow it to a permission; may be repeated',
      oneOf(isPermission, ALL_PERMISSIONS),
    )
    .option('--days <n>', 'expire after so many days', atLeast(0.01))
    .action((name: string, { role, scope, days }: CreateOptions) =>
      run(async (context) => {
        const { desk, actor } = await openDesk(context);
        const given = await desk.create(
          {
            ...{ name, roles: role ?? ['viewer'], scopes: scope ?? null },
            expiresAt: days === undefined ? null : new Date(systemClock.now() + days * DAY_MS),
          },
          actor,
        );
        if (given === null)
          throw new Error(`there is, or was, a key named ${name}: rotate it, or choose another name`);
        context.stderr.write(`${given.document.keyId}: keep the key, it is shown this once\n`);
        context.stdout.write(`${given.key}\n`);
      }),
    );
}

interface CreateOptions {
  role?: (typeof BUILT_IN_ROLES)[number][];
  scope?: (typeof ALL_PERMISSIONS)[number][];
  days?: number;
}

function addRotate(keys: Command, run: RunCommand): void {
  keys
    .command('rotate <id>')
    .description('a new secret for a key; the one before holds for a while too')
    .option('--overlap-hours <n>', 'how long the one before holds', atLeast(0), 24)
    .action((id: string, { overlapHours }: { overlapHours: number }) =>
      run(async (context) => {
        const { desk, actor } = await openDesk(context);
        const given = await desk.rotate(id, overlapHours * HOUR_MS, actor);
        if (given === null) throw new Error(`there is no key ${id} that can be used`);
        context.stdout.write(`${given.key}\n`);
      }),
    );
}

function addRevoke(keys: Command, run: RunCommand): void {
  keys
    .command('revoke <id>')
    .description('let a key in no longer, on every replica within a minute')
    .action((id: string) =>
      run(async (context) => {
        const { desk, actor } = await openDesk(context);
        if (!(await desk.revoke(id, actor))) throw new Error(`there is no key ${id} that can be used`);
        context.stdout.write(`${id} is revoked\n`);
      }),
    );
}

import { userInfo } from 'node:os';
import { EndpointRegistry } from '@convoscope/app-notifications/delivery/endpoint-registry';
import { notificationsSettings } from '@convoscope/app-notifications/notifications.config';
import { testWebhook } from '@convoscope/app-notifications/webhooks/test-webhook';
import {
  createWebhookDesk,
  type Actor,
  type EndpointView,
  type WebhookDesk,
} from '@convoscope/app-notifications/webhooks/webhook-desk';
import { loadSettings } from '@convoscope/config';
import { systemClock } from '@convoscope/telemetry';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

export function addWebhooks(program: Command, run: RunCommand): void {
  const webhooks = program
    .command('webhooks')
    .description('webhooks: who is told of events, and what waits to be delivered');
  addList(webhooks, run);
  addEnable(webhooks, run);
  addRetry(webhooks, run);
  addTest(webhooks, run);
}

interface OpenDesk {
  desk: WebhookDesk;
  actor: Actor;
}

/** Works beside a running `npm start` too: its workers look at the database before each round. */
async function openDesk(context: CommandContext, because?: string): Promise<OpenDesk> {
  const { store, tenant, clock } = await context.openStorage();
  const desk = createWebhookDesk({
    ...{ deliveries: store.webhookDeliveries, registry: new EndpointRegistry(store.snapshots) },
    ...{ auditLog: store.auditLog, now: () => clock.now() },
  });
  return { desk, actor: { tenant, by: `cli:${userInfo().username}`, because } };
}

const rowOf = ({ name, origin, state, disabledBecause, counts, ...view }: EndpointView) => [
  ...[name, origin, disabledBecause === null ? state : `${state}: ${disabledBecause}`],
  ...[counts.pending, counts.delivered, counts.failed, counts.disabled],
  ...[view.oldestPendingAt ?? '', view.lastFailure?.at ?? '', view.lastFailure?.error ?? ''],
];

function addList(webhooks: Command, run: RunCommand): void {
  webhooks
    .command('list', { isDefault: true })
    .description('every endpoint with its state, its deliveries and its last error')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async (context) => {
        const { desk, actor } = await openDesk(context);
        const endpoints = await desk.list(actor.tenant);
        if (options.json) return printJson(context.stdout, endpoints);
        if (endpoints.length === 0) return void context.stdout.write('no webhooks\n');
        const counts = ['pending', 'delivered', 'failed', 'waiting'];
        const header = ['name', 'to', 'state', ...counts, 'oldest pending', 'last failed', 'error'];
        printTable(context.stdout, header, endpoints.map(rowOf));
      }),
    );
}

function addEnable(webhooks: Command, run: RunCommand): void {
  webhooks
    .command('enable <name>')
    .description('post to an endpoint again that has answered 410')
    .option('--reason <text>', 'why, for the audit log')
    .action((name: string, { reason }: { reason?: string }) =>
      run(async (context) => {
        const { desk, actor } = await openDesk(context, reason);
        const nWaiting = await desk.enable(name, actor);
        context.stdout.write(`${name} is enabled; ${nWaiting} deliveries had waited for it\n`);
      }),
    );
}

function addRetry(webhooks: Command, run: RunCommand): void {
  webhooks
    .command('retry')
    .description('begin the attempts of failed deliveries anew')
    .option('--endpoint <name>', 'of this endpoint; without it of all')
    .option('--reason <text>', 'why, for the audit log')
    .action(({ endpoint, reason }: { endpoint?: string; reason?: string }) =>
      run(async (context) => {
        const { desk, actor } = await openDesk(context, reason);
        context.stdout.write(`${await desk.retry(endpoint, actor)} failed deliveries are due again\n`);
      }),
    );
}

const EXIT_NOT_RECEIVED = 1;

function addTest(webhooks: Command, run: RunCommand): void {
  webhooks
    .command('test <name>')
    .description('post one signed event of the type webhook.test; exit 1 where it is not received')
    .action((name: string) =>
      run(async ({ env, telemetry, stdout }) => {
        const { endpoints, ...settings } = loadSettings(notificationsSettings, env).webhooks;
        const endpoint = endpoints.find((one) => one.name === name);
        if (endpoint === undefined) throw new Error(`WEBHOOKS names no endpoint ${name}`);
        const options = { ...settings, clock: systemClock, telemetry };
        const { attempt, tookMs, eventId } = await testWebhook(endpoint, options);
        const outcome = 'error' in attempt ? attempt.error : attempt.kind;
        stdout.write(`${name}: ${outcome} after ${tookMs} ms (webhook-id ${eventId})\n`);
        return attempt.kind === 'arrived' ? 0 : EXIT_NOT_RECEIVED;
      }),
    );
}

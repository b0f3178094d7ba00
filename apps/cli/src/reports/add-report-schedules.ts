import { nextTimes, parseSchedule } from '@convoscope/reports';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';
import { readPlan, toMinute } from './read-plan.ts';
import { openReportPlans, type PlanAction } from './report-plan-client.ts';

const ACTIONS: Readonly<Record<PlanAction, { does: string; done: string }>> = {
  pause: { does: 'send nothing until it is resumed', done: 'is paused by reporting' },
  resume: { does: 'send again, from the next time on', done: 'is resumed by reporting' },
  run: { does: 'make and send the report once now', done: 'is run by reporting; see runs' },
  remove: { does: 'remove a schedule; its runs stay', done: 'is taken out by reporting' },
};

/** When which report is sent to whom. */
export function addReportSchedules(report: Command, run: RunCommand): void {
  const schedules = report.command('schedules').description('when which report is sent to whom');
  addList(schedules, run);
  addShow(schedules, run);
  addAdd(schedules, run);
  addRuns(schedules, run);
  for (const [action, { does, done }] of Object.entries(ACTIONS))
    schedules
      .command(action)
      .description(does)
      .argument('<name>')
      .action((name: string) =>
        run(async (context) => {
          await (await openReportPlans(context)).act('schedule', name, action as PlanAction);
          context.stdout.write(`${name} ${done}\n`);
        }),
      );
}

async function findSchedule(context: CommandContext, name: string) {
  const { store, tenant } = await context.openStorage();
  const found = await store.reportPlans.findByName(tenant, 'schedule', name);
  if (found?.definition == null) throw new Error(`there is no schedule ${name}`);
  return { ...found, definition: found.definition };
}

function addList(schedules: Command, run: RunCommand): void {
  schedules
    .command('list', { isDefault: true })
    .description('every schedule, with its next time')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) =>
      run(async (context) => {
        const { store, tenant } = await context.openStorage();
        const found = (await store.reportPlans.findAll(tenant, 'schedule')).flatMap(
          ({ definition, ...plan }) =>
            definition === null ? [] : [{ ...plan, schedule: parseSchedule(definition) }],
        );
        if (json) return printJson(context.stdout, found);
        if (found.length === 0) return void context.stdout.write('no schedules\n');
        printTable(
          context.stdout,
          ['schedule', 'template', 'when', 'zone', 'next (UTC)', 'recipients'],
          found.map(({ name, schedule, isPaused, nextDueAt }) => [
            ...[name, schedule.template, schedule.cron, schedule.zone],
            isPaused || nextDueAt === null ? 'paused' : toMinute(nextDueAt.toISOString()),
            schedule.recipients.join(' '),
          ]),
        );
      }),
    );
}

function addShow(schedules: Command, run: RunCommand): void {
  schedules
    .command('show')
    .description('one schedule as YAML, to be changed and added again')
    .argument('<name>')
    .action((name: string) =>
      run(async (context) => {
        context.stdout.write((await findSchedule(context, name)).definition);
      }),
    );
}

function addAdd(schedules: Command, run: RunCommand): void {
  schedules
    .command('add')
    .description('save the schedule of a file; one of a known name becomes its next version')
    .argument('<file>')
    .action((file: string) =>
      run(async (context) => {
        const { plan, yaml } = await readPlan(file, parseSchedule);
        await (await openReportPlans(context)).save('schedule', plan.name, yaml);
        const next = nextTimes(plan, new Date(), 3).map((time) => toMinute(time.toISOString()));
        context.stdout.write(`${plan.name} sent: reporting keeps it; next ${next.join(', ')} UTC\n`);
      }),
    );
}

function addRuns(schedules: Command, run: RunCommand): void {
  schedules
    .command('runs')
    .description('the newest runs of a schedule, and what became of each')
    .argument('<name>')
    .option('--json', 'as JSON')
    .action((name: string, { json }: { json?: boolean }) =>
      run(async (context) => {
        const { store, tenant } = await context.openStorage();
        const { items } = await store.reportJobs.findPage(tenant, name, { limit: 20 });
        if (json) return printJson(context.stdout, items);
        if (items.length === 0) return void context.stdout.write('no runs\n');
        printTable(
          context.stdout,
          ['due (UTC)', 'state', 'report', 'error'],
          items.map(({ dueAt, isMadeUp, state, reportId, error }) => [
            toMinute(dueAt.toISOString()),
            isMadeUp ? `${state}, made up for` : state,
            ...[reportId ?? '', error ?? ''],
          ]),
        );
      }),
    );
}

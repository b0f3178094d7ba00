import { YamlFaults } from '@convoscope/config';
import {
  filtersOf,
  missingArtefacts,
  nextTimes,
  parseSchedule,
  reportScheduleSchema,
  type ReportSchedule,
} from '@convoscope/reports';
import type { ReportPlanDocument, Store } from '@convoscope/store';
import { stringify } from 'yaml';
import { z } from 'zod';
import type { Principal } from '@convoscope/access';
import { authorise } from '../access/authorise.ts';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { defined, pageOf, pagingShape } from './paging.ts';
import { reportJobSchema, toJob } from './report-job-routes.ts';
import {
  createPlanChanger,
  findTemplate,
  planName,
  planVersionSchema,
  readText,
  savedShape,
  textShape,
  type ReportPlanRouteOptions,
} from './report-template-routes.ts';
import { acceptedSchema } from './schemas.ts';

const scheduleParams = z.strictObject({ name: planName });
const NEXT = 5;
const times = z.array(z.iso.datetime());
const shownScheduleSchema = nameSchema(
  'ReportScheduleSettings',
  reportScheduleSchema.describe('A schedule as people write it'),
);
const scheduleShape = {
  name: planName,
  ...savedShape,
  schedule: shownScheduleSchema,
  isPaused: z.boolean().describe('It waits to be resumed'),
  nextDueAt: z.iso.datetime().nullable().describe('Next time (UTC); null of a paused one'),
  nSkipped: z.int().describe('Missed times that were too many to be made up for'),
  lastRun: reportJobSchema.nullable().describe('The newest run; null where there was none'),
};
const scheduleSchema = nameSchema(
  'ReportSchedule',
  z.object(scheduleShape).describe('When which report is sent to whom'),
);
const acceptedScheduleSchema = nameSchema(
  'ReportScheduleAccepted',
  acceptedSchema
    .extend({ name: planName, nextTimes: times.describe('The next times (UTC)') })
    .describe('The schedule was taken: reporting keeps it'),
);
const EXAMPLE = `name: support-every-monday
template: monday-support
cron: "0 8 * * 1"
zone: Europe/Berlin
recipients: ["webhook:mail", "anna@example.com"]
`;
const ONE = { params: { name: 'support-every-monday' } };

const isoTimes = (schedule: ReportSchedule, after: number): string[] =>
  nextTimes(schedule, new Date(after), NEXT).map((time) => time.toISOString());

async function toSchedule({ reportJobs }: Pick<Store, 'reportJobs'>, plan: ReportPlanDocument) {
  const { tenant, name, version, savedBy, savedAt, definition, isPaused, nextDueAt, nSkipped } = plan;
  const { items } = await reportJobs.findPage(tenant, name, { limit: 1 });
  const last = items[0];
  return {
    ...{ name, version, savedBy, savedAt, isPaused, nSkipped },
    schedule: parseSchedule(definition ?? ''),
    nextDueAt: nextDueAt?.toISOString() ?? null,
    lastRun: last === undefined ? null : toJob(last),
  };
}

/** Throws a problem where the schedule does not fit its template, or whoever saves it may not. */
async function checkSchedule(
  store: Pick<Store, 'reportPlans'>,
  tenant: string,
  caller: Principal,
  { template: name, filters, formats }: ReportSchedule,
): Promise<void> {
  // Who a single user is, is not told to everybody.
  if (filters.user !== undefined) authorise(caller, 'read:users');
  const template = await findTemplate(store, tenant, name);
  const refuse = (messages: readonly string[]): never => {
    const errors = messages.map((message) => ({ in: 'body', path: 'yaml', message }));
    throw new HttpProblem(400, 'invalid-request', 'The schedule does not fit its template.', { errors });
  };
  const missing = missingArtefacts(template.sections, formats);
  if (missing.length > 0)
    refuse([`the template ${name} has no section for ${missing.join(', ')}: leave it out of formats`]);
  try {
    filtersOf(template, filters);
  } catch (error) {
    if (error instanceof YamlFaults) refuse(error.problems);
    throw error;
  }
}

/** When which report is sent to whom. What changes one publishes an event; reporting keeps it, and sends. */
export const createReportScheduleRoutes = (options: ReportPlanRouteOptions): Route[] => [
  ...createReadRoutes(options),
  createSaveRoute(options),
  ...(['pause', 'resume', 'run', 'remove'] as const).map((action) => createActionRoute(options, action)),
];

async function findSchedule(
  { reportPlans }: Pick<Store, 'reportPlans'>,
  tenant: string,
  name: string,
): Promise<ReportPlanDocument & { definition: string }> {
  const found = await reportPlans.findByName(tenant, 'schedule', name);
  if (found?.definition == null) throw notFound('schedule', name);
  return { ...found, definition: found.definition };
}

const createReadRoutes = ({ store, now }: ReportPlanRouteOptions): Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/v1/report-schedules',
    operationId: 'listReportSchedules',
    needs: 'read:reports',
    tag: 'Reports',
    summary: 'Schedules of reports, by name',
    response: {
      status: 200,
      schema: z.object({ items: z.array(scheduleSchema).describe('In order of their names') }),
      description: 'All of them',
    },
    example: {},
    async handle({ tenant }) {
      const found = await store.reportPlans.findAll(tenant, 'schedule');
      const kept = found.filter(({ definition }) => definition !== null);
      return { items: await Promise.all(kept.map((plan) => toSchedule(store, plan))) };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/report-schedules/{name}',
    operationId: 'getReportSchedule',
    needs: 'read:reports',
    tag: 'Reports',
    summary: 'One schedule with its text, its versions and its next times',
    params: scheduleParams,
    response: {
      status: 200,
      schema: z.object({
        ...scheduleShape,
        yaml: z.string().describe('As it was written, to be changed and saved again'),
        nextTimes: times.describe('The next times (UTC), also of a paused one'),
        history: z.array(planVersionSchema).describe('Every version, the newest last'),
      }),
      description: 'The schedule',
    },
    errors: [404],
    example: ONE,
    async handle({ tenant, params: { name } }) {
      const found = await findSchedule(store, tenant, name);
      const shown = await toSchedule(store, found);
      const { definition: yaml, history } = found;
      return { ...shown, yaml, nextTimes: isoTimes(shown.schedule, now()), history };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/report-schedules/{name}/runs',
    operationId: 'listReportScheduleRuns',
    needs: 'read:reports',
    tag: 'Reports',
    summary: 'Runs of a schedule, the newest first',
    params: scheduleParams,
    query: z.strictObject(pagingShape),
    response: { status: 200, schema: pageOf(reportJobSchema), description: 'A page of runs' },
    errors: [404],
    example: ONE,
    async handle({ tenant, params: { name }, query: { limit, cursor } }) {
      if ((await store.reportPlans.findByName(tenant, 'schedule', name)) === null)
        throw notFound('schedule', name);
      const page = await store.reportJobs.findPage(tenant, name, { limit, ...defined({ cursor }) });
      return { ...page, items: page.items.map(toJob) };
    },
  }),
];

function createSaveRoute(options: ReportPlanRouteOptions): Route {
  const { store, now } = options;
  const change = createPlanChanger(options);
  return defineRoute({
    method: 'POST',
    path: '/api/v1/report-schedules',
    operationId: 'saveReportSchedule',
    needs: 'write:reports',
    tag: 'Reports',
    summary: 'Saves a schedule as a new version where it differs',
    description:
      'Either as a text (`yaml`), which keeps its comments, or as fields (`schedule`). A report of a schedule is on the last period that was over at its time (UTC). Filters by user need `read:users` too.',
    body: z.strictObject({
      yaml: textShape.yaml.optional(),
      schedule: z.looseObject({}).optional().describe('As ReportScheduleSettings'),
    }),
    response: { status: 202, schema: acceptedScheduleSchema, description: 'Accepted' },
    errors: [404],
    example: { body: { yaml: EXAMPLE } },
    async handle({ tenant, principal, caller, body: { yaml, schedule: fields } }) {
      if ((yaml === undefined) === (fields === undefined))
        throw new HttpProblem(400, 'invalid-request', 'Send either yaml or schedule.');
      const text = yaml ?? stringify(fields);
      const schedule = readText(parseSchedule, text, 'schedule');
      await checkSchedule(store, tenant, caller, schedule);
      const { name } = schedule;
      const said = await change(tenant, principal, {
        ...{ kind: 'schedule', name, change: 'saved', definition: text },
      });
      return { ...said, name, nextTimes: isoTimes(schedule, now()) };
    },
  });
}

const ACTIONS = {
  pause: {
    change: 'paused',
    summary: 'Sends nothing until it is resumed; times meanwhile are not made up for',
  },
  resume: { change: 'resumed', summary: 'Sends again, from the next time on' },
  run: { change: 'run', summary: 'Makes and sends the report once now, beside its times' },
  remove: { change: 'removed', summary: 'Removes a schedule; its runs stay' },
} as const;

function createActionRoute(options: ReportPlanRouteOptions, action: keyof typeof ACTIONS): Route {
  const change = createPlanChanger(options);
  const { change: what, summary } = ACTIONS[action];
  return defineRoute({
    method: 'POST',
    path: `/api/v1/report-schedules/{name}/${action}`,
    operationId: `${action}ReportSchedule`,
    needs: 'write:reports',
    tag: 'Reports',
    summary,
    ...(action === 'run' && { description: 'The answer’s `requestId` is the id of the job.' }),
    params: scheduleParams,
    response: { status: 202, schema: acceptedSchema, description: 'Accepted' },
    errors: [404],
    example: ONE,
    async handle({ tenant, principal, params: { name } }) {
      await findSchedule(options.store, tenant, name);
      return change(tenant, principal, { kind: 'schedule', name, change: what, definition: null });
    },
  });
}

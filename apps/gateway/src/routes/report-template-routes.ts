import { randomUUID } from 'node:crypto';
import type { Bus } from '@convoscope/bus';
import { YamlFaults } from '@convoscope/config';
import { topics, type ReportPlanChanged } from '@convoscope/contracts';
import {
  gallery,
  galleryTemplate,
  MOST_PLAN_TEXT,
  parseSchedule,
  parseTemplate,
  reportTemplateSchema,
  type ReportTemplate,
} from '@convoscope/reports';
import type { ReportPlanDocument, Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { toRequestEvent } from './request-event.ts';
import { acceptedSchema } from './schemas.ts';

export interface ReportPlanRouteOptions {
  store: Pick<Store, 'reportPlans' | 'reportJobs'>;
  bus: Pick<Bus, 'publish'>;
  now: () => number;
}

export const planName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .describe('Name, of small letters, digits and hyphens');
const templateParams = z.strictObject({ name: planName });
export const textShape = {
  yaml: z.string().min(1).max(MOST_PLAN_TEXT).describe('As docs/reports.md says'),
};
export const savedShape = {
  version: z.int().nullable().describe('1, 2, 3 …: one more with each change; null of the gallery'),
  savedBy: z.string().nullable().describe('Who saved it; null of the gallery'),
  savedAt: z.iso.datetime().nullable().describe('When (UTC); null of the gallery'),
};
export const planVersionSchema = nameSchema(
  'ReportPlanVersion',
  z
    .object({
      version: z.int().describe('1, 2, 3 …'),
      definition: z.string().nullable().describe('As YAML; null where it was removed'),
      savedBy: z.string().describe('Who saved it'),
      savedAt: z.iso.datetime().describe('When (UTC)'),
    })
    .describe('One state of a template or a schedule'),
);
const shownTemplateSchema = nameSchema(
  'ReportTemplateSettings',
  reportTemplateSchema.describe('A template as people write it'),
);
const templateShape = {
  name: planName,
  isGallery: z.boolean().describe('Everybody has it: to be copied, not to be changed'),
  ...savedShape,
  template: shownTemplateSchema,
};
const templateSchema = nameSchema(
  'ReportTemplate',
  z.object(templateShape).describe('What a report is made of'),
);
const problemsSchema = z
  .array(z.string())
  .describe('What is wrong with it, each with its line and how to mend it; empty where nothing is');

const EXAMPLE = `name: monday-support
title: Support, Mondays
sections: [summary, totals, topics, issues]
`;

/** Makes something of a text; what is wrong with it is the answer, a line each. */
export function readText<T>(parse: (text: string) => T, yaml: string, what: string): T {
  try {
    return parse(yaml);
  } catch (error) {
    if (!(error instanceof YamlFaults)) throw error;
    const errors = error.problems.map((message) => ({ in: 'body', path: 'yaml', message }));
    throw new HttpProblem(400, 'invalid-request', `The ${what} is not valid.`, { errors });
  }
}

type PlanChange = Pick<ReportPlanChanged, 'kind' | 'name' | 'change' | 'definition'>;

/** Says what somebody wants; reporting keeps it. */
export const createPlanChanger =
  ({ bus, now }: Pick<ReportPlanRouteOptions, 'bus' | 'now'>) =>
  async (tenant: string, principal: string, change: PlanChange): Promise<{ requestId: string }> => {
    const requestId = randomUUID();
    const data = { ...change, requestId, requestedAt: new Date(now()).toISOString(), requestedBy: principal };
    const topic = topics.reportPlansChanged;
    const event = toRequestEvent(topic, tenant, requestId, data, data.requestedAt);
    await bus.publish(topic, [{ ...event, key: change.name }]);
    return { requestId };
  };

const ofGallery = (template: ReportTemplate) => ({
  ...{ name: template.name, isGallery: true, version: null, savedBy: null, savedAt: null, template },
});

const toStored = ({ name, version, savedBy, savedAt, definition }: ReportPlanDocument) => ({
  ...{ name, isGallery: false, version, savedBy, savedAt, template: parseTemplate(definition ?? '') },
});

/** A template by its name: one of the tenant, or of the gallery. Throws 404 where there is none. */
export async function findTemplate(
  { reportPlans }: Pick<Store, 'reportPlans'>,
  tenant: string,
  name: string,
): Promise<ReportTemplate> {
  const own = await reportPlans.findByName(tenant, 'template', name);
  if (own?.definition != null) return parseTemplate(own.definition);
  const found = galleryTemplate(name);
  if (found === undefined) throw notFound('template', name);
  return found.template;
}

/** Templates of reports: the gallery, and what people write. What changes one publishes an event; reporting keeps it. */
export const createReportTemplateRoutes = (options: ReportPlanRouteOptions): Route[] => [
  ...createReadRoutes(options),
  ...createChangeRoutes(options),
];

const createReadRoutes = ({ store }: ReportPlanRouteOptions): Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/v1/report-templates',
    operationId: 'listReportTemplates',
    needs: 'read:reports',
    tag: 'Reports',
    summary: 'Templates of reports: the gallery, then those that people wrote',
    response: {
      status: 200,
      schema: z.object({ items: z.array(templateSchema).describe('In order of their names') }),
      description: 'All of them',
    },
    example: {},
    async handle({ tenant }) {
      const own = (await store.reportPlans.findAll(tenant, 'template')).filter(
        ({ definition }) => definition !== null,
      );
      return { items: [...gallery.map(({ template }) => ofGallery(template)), ...own.map(toStored)] };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/report-templates/{name}',
    operationId: 'getReportTemplate',
    needs: 'read:reports',
    tag: 'Reports',
    summary: 'One template with its text and its versions',
    params: templateParams,
    response: {
      status: 200,
      schema: z.object({
        ...templateShape,
        yaml: z.string().describe('As it was written, to be changed and saved again'),
        history: z.array(planVersionSchema).describe('Every version, the newest last'),
      }),
      description: 'The template',
    },
    errors: [404],
    example: { params: { name: 'monday-support' } },
    async handle({ tenant, params: { name } }) {
      const own = await store.reportPlans.findByName(tenant, 'template', name);
      if (own?.definition != null) return { ...toStored(own), yaml: own.definition, history: own.history };
      const found = galleryTemplate(name);
      if (found === undefined) throw notFound('template', name);
      return { ...ofGallery(found.template), yaml: found.yaml, history: [] };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/report-templates/validate',
    operationId: 'validateReportTemplate',
    needs: 'read:reports',
    isReading: true,
    tag: 'Reports',
    summary: 'What is wrong with a template; nothing is saved',
    body: z.strictObject(textShape),
    response: {
      status: 200,
      schema: z.object({
        problems: problemsSchema,
        template: shownTemplateSchema.nullable().describe('What it says; null where something is wrong'),
      }),
      description: 'All of it at once',
    },
    example: { body: { yaml: EXAMPLE } },
    handle({ body: { yaml } }) {
      try {
        return Promise.resolve({ problems: [], template: parseTemplate(yaml) });
      } catch (error) {
        if (!(error instanceof YamlFaults)) throw error;
        return Promise.resolve({ problems: error.problems, template: null });
      }
    },
  }),
];

function createChangeRoutes(options: ReportPlanRouteOptions): Route[] {
  const { store } = options;
  const change = createPlanChanger(options);
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/report-templates',
      operationId: 'saveReportTemplate',
      needs: 'write:reports',
      tag: 'Reports',
      summary: 'Saves a template as a new version where it differs',
      body: z.strictObject(textShape),
      response: { status: 202, schema: acceptedSchema, description: 'Accepted' },
      errors: [409],
      example: { body: { yaml: EXAMPLE } },
      async handle({ tenant, principal, body: { yaml } }) {
        const { name } = readText(parseTemplate, yaml, 'template');
        if (galleryTemplate(name) !== undefined)
          throw new HttpProblem(
            409,
            'name-taken',
            `The gallery has a template ${name}: give yours another name.`,
          );
        return change(tenant, principal, { kind: 'template', name, change: 'saved', definition: yaml });
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/v1/report-templates/{name}/remove',
      operationId: 'removeReportTemplate',
      needs: 'write:reports',
      tag: 'Reports',
      summary: 'Removes a template; reports by it stay',
      params: templateParams,
      response: { status: 202, schema: acceptedSchema, description: 'Accepted' },
      errors: [404, 409],
      example: { params: { name: 'unused' } },
      async handle({ tenant, principal, params: { name } }) {
        const found = await store.reportPlans.findByName(tenant, 'template', name);
        if (found?.definition == null) throw notFound('template', name);
        const users = await schedulesWith(store, tenant, name);
        if (users.length > 0)
          throw new HttpProblem(
            409,
            'in-use',
            `The template is used by schedules: ${users.join(', ')}. Remove them or give them another one first.`,
          );
        return change(tenant, principal, { kind: 'template', name, change: 'removed', definition: null });
      },
    }),
  ];
}

async function schedulesWith(
  { reportPlans }: Pick<Store, 'reportPlans'>,
  tenant: string,
  template: string,
): Promise<string[]> {
  const schedules = await reportPlans.findAll(tenant, 'schedule');
  return schedules
    .filter(({ definition }) => definition !== null && parseSchedule(definition).template === template)
    .map(({ name }) => name);
}

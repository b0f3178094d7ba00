import { randomUUID } from 'node:crypto';
import type { Bus } from '@convoscope/bus';
import { ruleSchema, topics, type Rule, type RuleChanged } from '@convoscope/contracts';
import { backTestRules, MOST_DAYS, parseRules, RuleError } from '@convoscope/measures';
import type { RuleDocument, Store } from '@convoscope/store';
import { stringify } from 'yaml';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { toRequestEvent } from './request-event.ts';
import { acceptedSchema } from './schemas.ts';

export interface RuleRouteOptions {
  store: Pick<Store, 'rules' | 'measures'>;
  bus: Pick<Bus, 'publish'>;
  now: () => number;
}

const shownRuleSchema = nameSchema('Rule', ruleSchema.describe('A rule as people write it'));
const versionShape = {
  version: z.int().describe('1, 2, 3 …: one more with each change'),
  rule: shownRuleSchema.nullable(),
  savedBy: z.string().describe('Who saved it'),
  savedAt: z.iso.datetime().describe('When (UTC)'),
};
const storedShape = {
  ...versionShape,
  name: z.string().describe('Name of the rule'),
  since: z.iso.datetime().describe('It speaks for hours from here on'),
};
const storedSchema = nameSchema('StoredRule', z.object(storedShape).describe('A rule that is kept'));
const wholeSchema = z.object({
  ...storedShape,
  yaml: z
    .string()
    .nullable()
    .describe('The rule as text, to be changed and saved again; null of a removed one'),
  history: z
    .array(nameSchema('RuleVersion', z.object(versionShape).describe('One state of a rule')))
    .describe('Every version, the newest last'),
});
const firingSchema = nameSchema(
  'RuleFiring',
  z
    .object({
      startedAt: z.iso.datetime().describe('Begin of its first window (UTC)'),
      endedAt: z.iso.datetime().describe('End of its last window (UTC)'),
      observed: z.number().describe('What was measured in the window that was furthest off'),
      expected: z.number().describe('What it is beside'),
      nConversations: z.int().describe('Conversations of that window'),
      story: z.string().describe('What it would have said'),
    })
    .describe('Hours in a row for which a rule holds'),
);
const backTestSchema = nameSchema(
  'RuleBackTest',
  z
    .object({
      rule: shownRuleSchema,
      from: z.iso.datetime().nullable().describe('First hour looked at (UTC); null where there is no data'),
      to: z.iso.datetime().nullable().describe('End of the last one (UTC)'),
      nFirings: z.int().describe('How often it would have fired'),
      firingsPerWeek: z.number().describe('How often a week'),
      share: z.number().describe('Of the time, the part in which it would have been firing'),
      nKeptByQuietHours: z.int().describe('Times that quiet hours would have kept it silent'),
      nKeptByMaintenance: z.int().describe('Times that maintenance would have kept it silent'),
      nKeptByCoolDown: z.int().describe('Times that its cool-down would have kept it silent'),
      firings: z.array(firingSchema).describe('When, in order'),
    })
    .describe('What a rule would have said of the days before'),
);

const MOST_TEXT = 200_000;
const DEFAULT_DAYS = 60;
const textShape = { yaml: z.string().min(1).max(MOST_TEXT).describe('One rule, or several under `rules:`') };
const nameParams = z.strictObject({ name: z.string().min(1).max(63).describe('Name of the rule') });
const EXAMPLE =
  'name: refunds-fail\nmetric: error-rate\nfilter: { topic: refunds }\nwindow: 6h\ncondition: { above: 0.2 }\n';

/** Rules out of YAML; what is wrong with it is the answer, a line each. */
function readRules(yaml: string): Rule[] {
  try {
    return parseRules(yaml);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const errors = error.problems.map((message) => ({ in: 'body', path: 'yaml', message }));
    throw new HttpProblem(400, 'invalid-request', 'The rules are not valid.', { errors });
  }
}

const toStored = ({ name, version, rule, since, savedBy, savedAt }: RuleDocument) => ({
  ...{ name, version, rule, since, savedBy, savedAt },
});

/** Rules that people write. What changes one publishes an event; the anomaly service keeps it. */
export function createRuleRoutes(options: RuleRouteOptions): Route[] {
  return [...createReadRoutes(options), ...createChangeRoutes(options)];
}

function createReadRoutes({ store, now }: RuleRouteOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/rules',
      operationId: 'listRules',
      needs: 'read:anomalies',
      tag: 'Anomalies',
      summary: 'Rules that are watched, by name',
      response: {
        status: 200,
        schema: z.object({ items: z.array(storedSchema).describe('In order of their names') }),
        description: 'All of them',
      },
      example: {},
      handle: async ({ tenant }) => ({
        items: (await store.rules.findAll(tenant)).filter(({ rule }) => rule !== null).map(toStored),
      }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/rules/{name}',
      operationId: 'getRule',
      needs: 'read:anomalies',
      tag: 'Anomalies',
      summary: 'One rule with its versions, also as YAML',
      params: nameParams,
      response: {
        status: 200,
        schema: wholeSchema,
        description: 'The rule',
      },
      errors: [404],
      example: { params: { name: 'refunds-fail' } },
      async handle({ tenant, params: { name } }) {
        const found = await store.rules.findByName(tenant, name);
        if (found === null) throw notFound('rule', name);
        const yaml = found.rule === null ? null : stringify(found.rule);
        return { ...toStored(found), yaml, history: found.history };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/v1/rules/back-test',
      operationId: 'backTestRules',
      needs: 'write:rules',
      tag: 'Anomalies',
      summary: 'How often, and when, rules would have fired; nothing is saved',
      body: z.strictObject({
        ...textShape,
        days: z
          .int()
          .min(1)
          .max(MOST_DAYS)
          .default(DEFAULT_DAYS)
          .describe('Days of history, counted back from the newest data'),
      }),
      response: {
        status: 200,
        schema: z.object({ items: z.array(backTestSchema).describe('In the order of the rules') }),
        description: 'One result a rule',
      },
      example: { body: { yaml: EXAMPLE, days: 30 } },
      handle: async ({ tenant, body: { yaml, days } }) => ({
        items: await backTestRules(readRules(yaml), { measures: store.measures, tenant, now: now(), days }),
      }),
    }),
  ];
}

function createChangeRoutes({ store, bus, now }: RuleRouteOptions): Route[] {
  const publish = async (tenant: string, changes: readonly RuleChanged[]): Promise<void> =>
    bus.publish(
      topics.rulesChanged,
      changes.map((change) => ({
        ...toRequestEvent(topics.rulesChanged, tenant, change.requestId, change, change.requestedAt),
        key: change.name,
      })),
    );
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/rules',
      operationId: 'saveRules',
      needs: 'write:rules',
      tag: 'Anomalies',
      summary: 'Saves rules, each as a new version where it differs',
      body: z.strictObject({
        ...textShape,
        since: z.iso
          .datetime()
          .optional()
          .describe('First instant that they speak for; default: of a known rule as before, else now'),
      }),
      response: { status: 202, schema: acceptedSchema, description: 'Accepted' },
      example: { body: { yaml: EXAMPLE } },
      async handle({ tenant, principal, body: { yaml, since } }) {
        const requestId = randomUUID();
        const requestedAt = new Date(now()).toISOString();
        const known = new Map((await store.rules.findAll(tenant)).map((one) => [one.name, one]));
        const changes = readRules(yaml).map((rule): RuleChanged => {
          const before = known.get(rule.name);
          const speaksFor = since ?? (before?.rule ? before.since : requestedAt);
          return {
            ...{ name: rule.name, change: 'saved', rule, since: speaksFor },
            ...{ requestId: `${requestId}/${rule.name}`, requestedAt, requestedBy: principal },
          };
        });
        await publish(tenant, changes);
        return { requestId };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/v1/rules/{name}/remove',
      operationId: 'removeRule',
      needs: 'write:rules',
      tag: 'Anomalies',
      summary: 'Watches a rule no longer; what it found stays',
      params: nameParams,
      response: { status: 202, schema: acceptedSchema, description: 'Accepted' },
      errors: [404],
      example: { params: { name: 'refunds-fail' } },
      async handle({ tenant, principal, params: { name } }) {
        const found = await store.rules.findByName(tenant, name);
        if (found === null || found.rule === null) throw notFound('rule', name);
        const requestId = randomUUID();
        const requestedAt = new Date(now()).toISOString();
        await publish(tenant, [
          {
            ...{ name, change: 'removed', rule: null, since: found.since },
            ...{ requestId, requestedAt, requestedBy: principal },
          },
        ]);
        return { requestId };
      },
    }),
  ];
}

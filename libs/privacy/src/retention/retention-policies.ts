import { z } from 'zod';
import { readYaml, type ReadYaml } from '../yaml/read-yaml.ts';

/** What a policy may be about. */
export const RETENTION_KINDS = ['conversations', 'reports', 'exports'] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** What has its end elsewhere, and where. */
const ENDS_ELSEWHERE: Readonly<Record<string, string>> = {
  models: 'models go with the versions of their detector',
  'dead-letters': 'dead letters go after four times KAFKA_TOPIC_RETENTION',
  audit: 'entries of the audit log are chained and sealed: they are kept',
  topics: 'events go after KAFKA_TOPIC_RETENTION',
};

/** Reports on the last month are written for so long after it has ended; a shorter life would end while they are. */
const LEAST_REPORT_DAYS = 32;
const FOREVER = 'forever';
const MOST_DAYS = 36_500;

const keepSchema = z
  .union([z.string(), z.number()], { error: 'must be a number of days such as 400d, or forever' })
  .transform((given, context): number | null => {
    if (given === FOREVER) return null;
    const days = Number(/^(\d{1,6})d$/.exec(String(given))?.[1] ?? NaN);
    if (days >= 1 && days <= MOST_DAYS) return days;
    context.addIssue(`"${given}" must be a number of days from 1d to ${MOST_DAYS}d, or ${FOREVER}`);
    return z.NEVER;
  });

const kindSchema = z.string().transform((given, context): RetentionKind => {
  const kind = RETENTION_KINDS.find((known) => known === given);
  if (kind !== undefined) return kind;
  const elsewhere = ENDS_ELSEWHERE[given];
  context.addIssue(
    elsewhere === undefined
      ? `"${given}" must be one of ${RETENTION_KINDS.join(', ')}`
      : `"${given}" has no policy: ${elsewhere}`,
  );
  return z.NEVER;
});

const policySchema = z
  .strictObject({
    tenant: z.string().min(1).default('*'),
    source: z.string().min(1).default('*'),
    kind: kindSchema.default('conversations'),
    keep: keepSchema,
  })
  .superRefine(({ kind, source, keep }, context) => {
    if (kind !== 'conversations' && source !== '*')
      context.addIssue({
        ...{ code: 'custom', path: ['source'] },
        message: `${kind} are of all sources together: leave source away`,
      });
    if (kind === 'reports' && keep !== null && keep < LEAST_REPORT_DAYS)
      context.addIssue({
        ...{ code: 'custom', path: ['keep'] },
        message: `must be ${LEAST_REPORT_DAYS}d or more: the report on the last month is written for so long`,
      });
  });

const policiesSchema = z.strictObject({ policies: z.array(policySchema).max(500).default([]) });

/** How long what is kept. Policies are read in order: of two that are about the same, the later one counts. */
export type RetentionPolicies = z.output<typeof policiesSchema>['policies'];

/** The policies of a YAML text, or every fault in it. */
export function parseRetentionPolicies(text: string): ReadYaml<RetentionPolicies> {
  const read = readYaml(text, policiesSchema, 'docs/retention.md');
  return read.problems === null ? { ...read, value: read.value.policies } : read;
}

/** For how many days something is kept; null: for ever, as what no policy names. */
export function keptDays(
  policies: RetentionPolicies,
  { tenant, kind, source = '*' }: { tenant: string; kind: RetentionKind; source?: string },
): number | null {
  const fits = (asked: string, own: string): boolean => asked === '*' || asked === own;
  return (
    policies.findLast(
      (policy) => policy.kind === kind && fits(policy.tenant, tenant) && fits(policy.source, source),
    )?.keep ?? null
  );
}

const DAY_MS = 86_400_000;

/** The first UTC day that is kept whole, `YYYY-MM-DD`: what is of the days before it goes. */
export const firstKeptDay = (nowMs: number, days: number): string =>
  new Date(nowMs - days * DAY_MS).toISOString().slice(0, 10);

import { z } from 'zod';
import { SEVERITIES } from './work-events.ts';

/** What a rule may watch. */
export const RULE_METRICS = [
  ...(['volume', 'error-rate', 'refusal-rate', 'unusual-rate'] as const),
  ...(['sentiment', 'quality', 'latency', 'length'] as const),
] as const;

const WINDOW = /^(?:[1-9]\d?h|1[0-5]\dh|16[0-8]h|[1-7]d)$/;
const PAUSE = /^[1-9]\d{0,2}[hd]$/;
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const window = z
  .string({ error: 'write hours or days, such as 1h, 6h or 2d' })
  .regex(WINDOW, { error: 'write whole hours (1h to 168h) or days (1d to 7d), such as 6h' });

const label = z.string({ error: 'write the value as text' }).min(1).max(200);
const figure = z.number({ error: 'write a number, such as 0.2' });

const filterSchema = z
  .strictObject({
    topic: label.optional().describe('Id of a topic of the taxonomy'),
    language: label.optional().describe('ISO 639-1 code'),
    model: label.optional().describe('Model that answered'),
    source: label.optional().describe('Configured source'),
  })
  .refine((filter) => Object.keys(filter).length <= 1, {
    error:
      'name one of topic, language, model and source: conversations are counted by one of them at a time',
  });

/** `0.5` or `50%`: by so much, or by such a part of what it was. */
const step = z.union([z.number().positive(), z.string().regex(/^\d+(?:\.\d+)?\s?%$/)], {
  error: 'write a number above 0, or a percentage such as 50%',
});

const changeSchema = z
  .strictObject({
    rises: step.optional().describe('By so much, or by such a part of what it was'),
    falls: step.optional().describe('By so much, or by such a part of what it was'),
    than: window.describe('So long before'),
  })
  .refine(({ rises, falls }) => (rises === undefined) !== (falls === undefined), {
    error: 'write either rises or falls',
  });

const unusualSchema = z.strictObject({
  deviations: z
    .number({ error: 'write a number from 1 to 100, such as 4' })
    .min(1)
    .max(100)
    .describe('Robust standard deviations'),
  direction: z
    .enum(['up', 'down', 'both'], { error: 'write up, down or both' })
    .default('both')
    .describe('Which way is news'),
});

const conditionSchema = z
  .strictObject({
    above: figure.optional().describe('The metric is higher'),
    below: figure.optional().describe('The metric is lower'),
    change: changeSchema.optional().describe('It has changed since the same hours so long before'),
    absent: z.literal(true, { error: 'write true' }).optional().describe('There was no conversation'),
    unusual: unusualSchema
      .optional()
      .describe('So many robust standard deviations off the same hours of the four weeks before'),
  })
  .refine((condition) => Object.keys(condition).length === 1, {
    error: 'write exactly one of above, below, change, absent and unusual',
  });

const quietSchema = z.strictObject({
  from: z
    .string({ error: 'write a time as "22:00", in quotes' })
    .regex(CLOCK, { error: 'write a time as "22:00", in quotes' })
    .describe('By the clock of the zone'),
  to: z
    .string({ error: 'write a time as "07:00", in quotes' })
    .regex(CLOCK, { error: 'write a time as "07:00", in quotes' })
    .describe('By the clock of the zone; earlier than from: the next day'),
  zone: z
    .string()
    .refine(isZone, { error: 'write an IANA time zone such as Europe/Berlin or UTC' })
    .describe('IANA time zone'),
  days: z
    .array(z.enum(WEEKDAYS, { error: `write weekdays as ${WEEKDAYS.join(', ')}` }))
    .min(1)
    .optional()
    .describe('Weekdays on which it begins; default: all'),
});

const maintenanceSchema = z
  .strictObject({
    from: z.iso
      .datetime({ error: 'write an instant in UTC such as 2026-03-12T20:00:00Z' })
      .describe('Begin (UTC)'),
    to: z.iso
      .datetime({ error: 'write an instant in UTC such as 2026-03-12T23:00:00Z' })
      .describe('End (UTC)'),
    reason: z.string().max(200).optional().describe('What is done then'),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { error: 'from must be before to' });

const notARule = {
  error: ({ code }: { code?: string }): string | undefined =>
    code === 'invalid_type' ? 'write name, metric, window and condition of a rule' : undefined,
};

/** A rule that people write: when to call what is counted an incident. */
export const ruleSchema = z
  .strictObject(
    {
      name: z
        .string({ error: 'write a name such as refunds-fail' })
        .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
          error: 'write a name of small letters, digits and hyphens, such as refunds-fail',
        })
        .describe('Name of the rule; the same again is its next version'),
      title: z.string().min(1).max(120).optional().describe('What to call its incidents; default: the name'),
      metric: z
        .enum(RULE_METRICS, { error: `write one of ${RULE_METRICS.join(', ')}` })
        .describe('What is measured'),
      filter: filterSchema.default({}).describe('Only these conversations'),
      window: window.describe('Over how many hours or days it is measured; judged anew each hour'),
      condition: conditionSchema.describe('When it holds'),
      leastConversations: z
        .int({ error: 'write a whole number of 1 or more' })
        .min(1)
        .default(5)
        .describe('With fewer in the window nothing is said, but of volume and absence'),
      severity: z
        .enum(SEVERITIES, { error: `write one of ${SEVERITIES.join(', ')}` })
        .default('warning')
        .describe('Of its incidents'),
      quietHours: z.array(quietSchema).max(20).default([]).describe('Hours in which it does not begin'),
      coolDown: z
        .string()
        .regex(PAUSE, { error: 'write hours or days, such as 6h or 2d' })
        .optional()
        .describe('So long after it was over it does not begin again'),
      maintenance: z
        .array(maintenanceSchema)
        .max(100)
        .default([])
        .describe('Windows that touch these are left out'),
      owner: z.string().min(1).max(120).optional().describe('Who looks after it'),
      runbook: z
        .string()
        .max(500)
        .regex(/^https?:\/\/[^\s]+$/, { error: 'write an address that begins with https://' })
        .optional()
        .describe('Where it says what to do'),
    },
    notARule,
  )
  .refine(({ metric, condition }) => metric === 'volume' || condition.absent === undefined, {
    path: ['condition', 'absent'],
    error: 'absent needs metric: volume',
  });

export const ruleChangedSchema = z.object({
  name: z.string().min(1),
  change: z.enum(['saved', 'removed']),
  rule: ruleSchema.nullable().describe('Null of a removed one'),
  since: z.iso.datetime().describe('It speaks for hours from here on'),
  requestId: z.string().min(1),
  requestedAt: z.iso.datetime(),
  requestedBy: z.string().min(1),
});

export type Rule = z.infer<typeof ruleSchema>;
export type RuleMetric = Rule['metric'];
export type RuleChanged = z.infer<typeof ruleChangedSchema>;

import { z } from 'zod';
import { REPORT_PERIODS } from './work-events.ts';

/** What can happen to a template, a schedule or a job of reports. */
export const REPORT_PLAN_CHANGES = ['saved', 'removed', 'paused', 'resumed', 'run', 'cancelled'] as const;

export const reportPlanChangedSchema = z.object({
  kind: z.enum(['template', 'schedule', 'job']),
  name: z.string().min(1).describe('Name of the template or the schedule, id of the job'),
  change: z
    .enum(REPORT_PLAN_CHANGES)
    .describe('`run`: a schedule is to run once now, beside its times; `cancelled`: a job is not to be done'),
  definition: z
    .string()
    .nullable()
    .describe('Of a saved one: all of it as YAML; docs/reports.md says what stands there. Else null'),
  requestId: z.string().min(1),
  requestedAt: z.iso.datetime(),
  requestedBy: z.string().min(1),
});

export const reportDispatchedSchema = z.object({
  runId: z.string().min(1).describe('One a time of the schedule: a run that is made up for has it too'),
  schedule: z.string().min(1).describe('Name of the schedule'),
  dueAt: z.iso.datetime().describe('When it was to be sent (UTC)'),
  isMadeUp: z.boolean().describe('It was missed at its time, and is made up for'),
  recipients: z
    .array(z.string())
    .describe(
      'Whom the schedule names: `webhook:<name>` of an endpoint, or whatever the receiver passes on to',
    ),
  title: z.string(),
  language: z.string().describe('Of title and headlines, such as `en`'),
  reportId: z.string().min(1),
  template: z.string(),
  period: z.enum(REPORT_PERIODS),
  from: z.iso.date(),
  to: z.iso.date().describe('Last day, inclusive'),
  nConversations: z.int().nonnegative(),
  headlines: z.array(z.string()).max(5).describe('What it says first'),
  revision: z.string().describe('Hash of the content'),
  files: z
    .array(
      z.object({
        name: z.string().describe('Such as `report.pdf`'),
        contentType: z.string(),
        path: z.string().describe('Where the gateway serves it, as the report stands then'),
        objectKey: z
          .string()
          .nullable()
          .describe('Where it lies until the report says something else; null of a file with conversations'),
        sizeBytes: z.int().nonnegative().nullable(),
        sha256: z.string().nullable().describe('Of the file, as 64 hex digits'),
      }),
    )
    .describe('What it is to be had as'),
});

export type ReportPlanChanged = z.infer<typeof reportPlanChangedSchema>;
export type ReportDispatched = z.infer<typeof reportDispatchedSchema>;

import { readYaml } from '@convoscope/config';
import { z } from 'zod';
import { artefactNames } from '../artefacts/artefact-names.ts';
import { DOCS } from '../templates/parse-template.ts';
import { filtersSchema, languageSchema, nameSchema } from '../templates/template-schema.ts';
import { faultOfTimes } from './occurrences.ts';

const FORMATS = artefactNames.filter((name) => !name.startsWith('conversations.'));

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** When which report is sent to whom, as people write it. */
export const reportScheduleSchema = z.strictObject(
  {
    name: nameSchema('support-every-monday').describe(
      'Name of the schedule; the same again is its next version',
    ),
    template: nameSchema('support').describe('Name of a template, of one’s own or of the gallery'),
    cron: z
      .string({ error: 'write when, such as "0 8 * * 1": minute, hour, day, month, weekday' })
      .max(100)
      .describe('When, by the clock of the zone: minute, hour, day of the month, month, weekday'),
    zone: z
      .string({ error: 'write an IANA time zone such as Europe/Berlin or UTC' })
      .refine(isZone, { error: 'write an IANA time zone such as Europe/Berlin or UTC' })
      .default('UTC')
      .describe('IANA time zone'),
    recipients: z
      .array(z.string().min(1).max(320), { error: 'write a list, such as [ "webhook:mail" ]' })
      .min(1, { error: 'name somebody, such as "webhook:mail" or an address' })
      .max(50)
      .describe('`webhook:<name>`: that endpoint alone; all else is handed on to who receives the event'),
    formats: z
      .array(z.enum(FORMATS as [string, ...string[]], { error: `write some of ${FORMATS.join(', ')}` }))
      .min(1)
      .max(20)
      .default(['report.pdf'])
      .describe('Files of the report'),
    filters: filtersSchema.default({}),
    language: languageSchema.optional(),
  },
  {
    error: ({ code }) =>
      code === 'invalid_type'
        ? 'write at least name, template, cron and recipients of a schedule'
        : undefined,
  },
);

const checkedScheduleSchema = reportScheduleSchema.superRefine(({ cron, zone }, context) => {
  const message = isZone(zone) ? faultOfTimes(cron, zone) : null;
  if (message !== null) context.addIssue({ code: 'custom', path: ['cron'], message });
});

export type ReportSchedule = z.infer<typeof reportScheduleSchema>;

/** The schedule of a YAML (or JSON) text. Throws `YamlFaults` with every fault: the line, what is wrong there and how to mend it. */
export const parseSchedule = (text: string): ReportSchedule =>
  readYaml(text, checkedScheduleSchema, { what: 'the schedule', docs: DOCS });

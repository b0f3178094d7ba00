import { REPORT_PERIODS } from '@convoscope/contracts';
import { z } from 'zod';
import { SECTION_IDS } from '../content/section-ids.ts';
import { REPORT_LANGUAGES } from '../language/languages.ts';
import { contrastWithWhite } from './contrast.ts';

/** What conversations of a report may be chosen by. */
export const FILTER_FIELDS = [
  ...(['topic', 'intent', 'sentiment', 'language', 'model', 'source', 'user'] as const),
] as const;
const GROUPINGS = ['topic', 'intent', 'sentiment', 'language', 'model', 'source'] as const;

const LEAST_CONTRAST = 4.5;
const list = (values: readonly string[]): string => values.join(', ');

const value = z.string({ error: 'write a text, in quotes where it looks like a number' }).min(1).max(200);
const someValues = z
  .union([value, z.array(value).min(1).max(50)], { error: 'write one value, or a list of up to 50' })
  .transform((given) => (typeof given === 'string' ? [given] : given));

/** One of several values, by field; a conversation has to fit all fields. */
export const filtersSchema = z
  .partialRecord(z.enum(FILTER_FIELDS, { error: `filter by one of ${list(FILTER_FIELDS)}` }), someValues, {
    error: 'write a field and its values, such as model: aurora-2',
  })
  .describe('Only conversations with one of the values, by field');

export const nameSchema = (example: string) =>
  z.string({ error: `write a name such as ${example}` }).regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
    error: `write a name of small letters, digits and hyphens, up to 63, such as ${example}`,
  });

export const languageSchema = z
  .enum(REPORT_LANGUAGES, { error: `write one of ${list(REPORT_LANGUAGES)}` })
  .describe('Of titles, labels, headlines and the form of figures and dates');

const sectionSchema = z.enum(SECTION_IDS, { error: `write one of ${list(SECTION_IDS)}` });
const labelsSchema = z.partialRecord(
  z.enum(REPORT_LANGUAGES, { error: `labels stand under a language: ${list(REPORT_LANGUAGES)}` }),
  z.record(z.string().min(1).max(200), value, {
    error: 'write what is shown instead, such as billing: Rechnungen',
  }),
  { error: 'write a language, and under it what is shown instead of what' },
);

const price = z
  .number({ error: 'write a price as a number, such as 0.004' })
  .nonnegative({ error: 'write a price of 0 or more' })
  .optional();
const modelPrice = z
  .strictObject(
    { conversation: price, message: price, thousandCharacters: price },
    { error: 'write what the model costs, such as { thousandCharacters: 0.002 }' },
  )
  .refine((prices) => Object.values(prices).some((one) => one !== undefined), {
    error: 'write at least one of conversation, message and thousandCharacters',
  });

const pricesSchema = z.strictObject(
  {
    currency: z
      .string({ error: 'write a currency such as EUR' })
      .regex(/^[A-Z]{3}$/, { error: 'write a currency as three capital letters, such as EUR' })
      .describe('ISO 4217 code'),
    models: z
      .record(value, modelPrice, { error: 'write the name of a model, and under it its prices' })
      .describe(
        'What a model costs: for each conversation, message and 1,000 characters; what is given is added up',
      ),
  },
  { error: 'write currency and models' },
);

const brandingSchema = z.strictObject(
  {
    name: z
      .string({ error: 'write the name as text' })
      .min(1)
      .max(60)
      .optional()
      .describe('Stands where the product’s name stands else'),
    colour: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, { error: 'write a colour as "#0a6c74", in quotes' })
      .refine((colour) => contrastWithWhite(colour) >= LEAST_CONTRAST, {
        error: ({ input }) =>
          `has a contrast of ${contrastWithWhite(String(input)).toFixed(1)} to 1 with white, at which text is hard to read: choose a darker one, of at least ${LEAST_CONTRAST} to 1`,
      })
      .optional()
      .describe('Of marks and links, dark enough to be read on white (4.5 to 1)'),
    footer: z.string().min(1).max(300).optional().describe('Last line of each file'),
  },
  { error: 'write name, colour or footer under branding' },
);

/** What a report is made of, as people write it. */
export const reportTemplateSchema = z.strictObject(
  {
    name: nameSchema('monday-support').describe('Name of the template; the same again is its next version'),
    title: z
      .union([value.max(120), z.partialRecord(z.enum(REPORT_LANGUAGES), value.max(120))], {
        error: `write a text, or one for each language: ${list(REPORT_LANGUAGES)}`,
      })
      .describe('What stands above it; one text, or one a language'),
    description: z.string().max(500).default('').describe('Whom it is for'),
    period: z
      .enum(REPORT_PERIODS, { error: `write one of ${list(REPORT_PERIODS)}` })
      .default('weekly')
      .describe('How long a time it is on'),
    language: languageSchema.default('en'),
    sections: z
      .array(sectionSchema, { error: `write a list of sections: ${list(SECTION_IDS)}` })
      .min(1, { error: `name at least one of ${list(SECTION_IDS)}` })
      .refine((ids) => new Set(ids).size === ids.length, { error: 'name each section once' })
      .describe('What it consists of, in this order'),
    filters: filtersSchema.default({}),
    needs: z
      .array(z.enum(FILTER_FIELDS, { error: `write some of ${list(FILTER_FIELDS)}` }))
      .max(FILTER_FIELDS.length)
      .default([])
      .describe('Filters that whoever asks for the report has to give, such as [user]'),
    grouping: z
      .enum(GROUPINGS, { error: `write one of ${list(GROUPINGS)}` })
      .optional()
      .describe('What the section groups compares'),
    branding: brandingSchema.default({}),
    labels: labelsSchema
      .default({})
      .describe('What is shown in place of ids of sections and of values such as topics'),
    prices: pricesSchema.optional().describe('What the section cost is computed with'),
  },
  {
    error: ({ code }) =>
      code === 'invalid_type' ? 'write at least name, title and sections of a template' : undefined,
  },
);

/** What depends on several settings. */
export const checkedTemplateSchema = reportTemplateSchema
  .refine(({ sections, grouping }) => !sections.includes('groups') || grouping !== undefined, {
    path: ['grouping'],
    error: `the section groups compares the values of something: write grouping: and one of ${list(GROUPINGS)}`,
  })
  .refine(({ sections, grouping }) => grouping === undefined || sections.includes('groups'), {
    path: ['grouping'],
    error: 'is shown in the section groups: name it in sections, or take grouping out',
  })
  .refine(({ sections, prices }) => prices === undefined || sections.includes('cost'), {
    path: ['prices'],
    error: 'are used in the section cost: name it in sections, or take prices out',
  });

export type ReportTemplate = z.infer<typeof reportTemplateSchema>;
export type ReportFilters = z.infer<typeof filtersSchema>;
export type FilterField = (typeof FILTER_FIELDS)[number];

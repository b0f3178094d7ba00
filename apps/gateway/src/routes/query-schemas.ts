import { MEASURE_DIMENSIONS } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { METRICS, METRIC_NAMES } from './metrics.ts';
import { daySchema } from './paging.ts';

const metricSchema = z.enum(METRIC_NAMES);

const metricList = Object.entries(METRICS)
  .map(([name, { note }]) => `\`${name}\`: ${note}`)
  .join('; ');

export const querySchema = nameSchema(
  'AnalyticsQuery',
  z
    .strictObject({
      metrics: z
        .array(metricSchema)
        .min(1)
        .max(METRIC_NAMES.length)
        .describe(`What to measure. ${metricList}`),
      dimension: z
        .enum(MEASURE_DIMENSIONS)
        .default('all')
        .describe('What to tell conversations apart by; `all`: they are taken together'),
      granularity: z
        .enum(['total', 'month', 'day', 'hour'])
        .default('total')
        .describe('Length of a window; `total`: all of the range is one. Hours: at most 31 days'),
      from: daySchema.optional().describe('First day, inclusive (UTC)'),
      to: daySchema.optional().describe('Last day, inclusive (UTC)'),
      labels: z
        .array(z.string().max(200))
        .min(1)
        .max(100)
        .optional()
        .describe('Only these values of the dimension'),
      limit: z
        .int()
        .min(1)
        .max(500)
        .default(50)
        .describe('Most labels: those with the most conversations in the range'),
    })
    .describe('A question about figures'),
);

export const resultSchema = nameSchema(
  'AnalyticsResult',
  z
    .object({
      granularity: z.string().describe('Length of a window'),
      dimension: z.string(),
      rows: z
        .array(
          z.object({
            at: z
              .string()
              .nullable()
              .describe('The window: `2026-03`, `2026-03-12` or `2026-03-12T14`; null: all of the range'),
            label: z.string().nullable().describe('Value of the dimension; null of `all`'),
            values: z
              .record(z.string(), z.number().nullable())
              .describe('By metric; null where there is nothing to measure'),
          }),
        )
        .describe('In order of time, then the labels with the most conversations first'),
      nLabelsLeftOut: z.int().describe('Labels beyond the limit'),
    })
    .describe('Figures by window and label'),
);

export type AnalyticsQuery = z.infer<typeof querySchema>;
export type AnalyticsResult = z.infer<typeof resultSchema>;

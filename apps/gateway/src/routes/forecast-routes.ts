import { DataError } from '@convoscope/detectors';
import { MEASURE_DIMENSIONS, type Store } from '@convoscope/store';
import { z } from 'zod';
import { forecastMetric } from '../forecasts/forecast-metric.ts';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { HttpProblem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { METRICS, METRIC_NAMES } from './metrics.ts';

const metricList = Object.entries(METRICS)
  .map(([name, { note }]) => `\`${name}\`: ${note}`)
  .join('; ');
const MOST_WINDOWS = 1000;
/** A third of the windows: each step asked for has to be tested. */
const MOST_HORIZON = 333;

const windowSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2})?$/, 'expected YYYY-MM-DD, or YYYY-MM-DDTHH of hours');
const querySchema = z
  .strictObject({
    metric: z.enum(METRIC_NAMES).describe(`What to forecast. ${metricList}`),
    dimension: z
      .enum(MEASURE_DIMENSIONS)
      .default('all')
      .describe('Of which conversations: those with one value of this'),
    label: z.string().max(200).default('').describe('That value; none of `all`'),
    granularity: z.enum(['day', 'hour']).default('day').describe('Length of a window'),
    horizon: z.coerce.number().int().min(1).max(MOST_HORIZON).default(14).describe('Windows ahead'),
    windows: z.coerce
      .number()
      .int()
      .min(20)
      .max(MOST_WINDOWS)
      .default(365)
      .describe('Windows to look back at most'),
    to: windowSchema
      .optional()
      .describe(
        'Last window to know of (UTC), such as `2026-03-12` or `2026-03-12T14`; default: the newest that is over',
      ),
  })
  .refine(({ dimension, label }) => (dimension === 'all') === (label === ''), {
    ...{ path: ['label'], message: 'goes with a dimension other than `all`, and is needed there' },
  })
  .refine(({ granularity, to }) => to === undefined || (to.length === 13) === (granularity === 'hour'), {
    ...{ path: ['to'], message: 'is a day of days, an hour of hours' },
  });

const edges = {
  value: z.number().describe('What is expected: as likely too low as too high'),
  low80: z.number().describe('Begin of the interval that holds it with 80 %'),
  high80: z.number().describe('Its end'),
  low95: z.number().describe('Begin of the interval that holds it with 95 %'),
  high95: z.number().describe('Its end'),
};
const atSchema = z.string().describe('The window, such as `2026-03-12` or `2026-03-12T14` (UTC)');
const forecastSchema = nameSchema(
  'Forecast',
  z
    .object({
      metric: z.string().describe('The figure'),
      dimension: z.string().describe('What conversations were told apart by'),
      label: z.string().nullable().describe('Value of the dimension; null of `all`'),
      granularity: z.string().describe('Length of a window'),
      history: z
        .array(
          z.object({
            at: atSchema,
            value: z.number().nullable().describe('Null where there was nothing to measure'),
          }),
        )
        .describe('What it rests on, oldest first'),
      points: z.array(z.object({ at: atSchema, ...edges })).describe('What is to come, in order'),
      method: z.string().describe('The way to forecast that was least off on values that it had not seen'),
      period: z.int().describe('Windows in its season; 1 for none'),
      power: z.number().describe('What was forecast: the values (1), their roots (0.5) or logarithms (0)'),
      methods: z
        .array(
          z.object({
            method: z.string().describe('Name of the method'),
            period: z.int().describe('Windows in its season; 1 for none'),
            relativeError: z
              .number()
              .describe('What it was off, as a part of what the last value going on was off'),
          }),
        )
        .describe('All that were tried, best first'),
      coverage: z
        .object({
          nForecasts: z.int().describe('Values of the past held against their forecasts'),
          of80: z.number().describe('Share in the 80 % interval'),
          of95: z.number().describe('Share in the 95 % interval'),
        })
        .nullable()
        .describe('How often intervals held on this series; null where it is too short to measure'),
      nFilled: z.int().describe('Windows without a value, filled in from their neighbours'),
      trend: z
        .object({
          direction: z
            .enum(['rising', 'falling', 'none', 'wandering'])
            .describe(
              '`wandering`: each value starts from the one before, so that trends cannot be told from chance',
            ),
          slope: z.number().nullable().describe('Change a window'),
          slopeLow: z.number().nullable().describe('Begin of its 95 % interval'),
          slopeHigh: z.number().nullable().describe('Its end'),
          since: atSchema,
        })
        .describe('How it went since the last change of level'),
      changes: z
        .array(
          z.object({
            at: atSchema,
            from: z.number().describe('Level before'),
            to: z.number().describe('Level from there on'),
          }),
        )
        .describe('Where its level changed for good'),
      sentences: z.array(z.string()).describe('All of it in words'),
    })
    .describe('A figure, how it went, and what is to be expected of it'),
);

/** What a figure is expected to be. */
export function createForecastRoutes({
  store,
  now,
}: {
  store: Pick<Store, 'measures'>;
  now: () => number;
}): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/forecasts',
      operationId: 'forecastMetric',
      needs: 'read:analytics',
      tag: 'Analytics',
      summary: 'What a figure is expected to be, with intervals, its trend and its changes of level',
      description:
        'About ten methods compete on the later part of the history, and the best one goes on. Read from measures: the cost is that of the windows looked back at, and a core for up to seconds. 422 where the history does not carry a forecast, and why.',
      query: querySchema,
      response: { status: 200, schema: forecastSchema, description: 'The forecast' },
      errors: [422],
      example: { query: { metric: 'conversations', granularity: 'hour', horizon: 3, windows: 40 } },
      async handle({ tenant, query }) {
        try {
          return await forecastMetric(store, { tenant, now: now() }, query);
        } catch (error) {
          if (!(error instanceof DataError)) throw error;
          throw new HttpProblem(422, 'no-forecast', 'There is no forecast of this.', {
            detail: error.message,
          });
        }
      },
    }),
  ];
}

import { MEASURE_DIMENSIONS } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { daySchema } from './paging.ts';

const labelSchema = z.string().min(1).max(200);

export const comparisonQuerySchema = nameSchema(
  'ComparisonQuery',
  z
    .strictObject({
      dimension: z
        .enum(MEASURE_DIMENSIONS.filter((name) => name !== 'all') as [string, ...string[]])
        .describe('What tells the two groups apart, such as `model`'),
      a: labelSchema.describe('Value of the dimension that is compared with'),
      b: labelSchema.describe('Value of the dimension whose figures may be higher or lower'),
      from: daySchema.optional().describe('First day, inclusive (UTC)'),
      to: daySchema.optional().describe('Last day, inclusive (UTC)'),
      shareOfB: z
        .number()
        .gt(0)
        .lt(1)
        .optional()
        .describe('Share of conversations that was to be given to `b`, where they were assigned by chance'),
    })
    .describe('Which two groups of conversations to compare'),
);

const sideSchema = z.object({
  n: z.int().describe('Conversations that it is measured on'),
  value: z.number().nullable().describe('Mean or share'),
});

export const comparisonSchema = nameSchema(
  'Comparison',
  z
    .object({
      nA: z.int().describe('Conversations of `a`'),
      nB: z.int().describe('Conversations of `b`'),
      metrics: z
        .array(
          z.object({
            metric: z.string().describe('What is compared'),
            test: z
              .enum(['two-proportion z', 'Welch t', 'Mann-Whitney U'])
              .describe('By which test the p-value is'),
            a: sideSchema.describe('Of `a`'),
            b: sideSchema.describe('Of `b`'),
            difference: z
              .number()
              .nullable()
              .describe('`b` less `a`; null where a group has too few conversations to say'),
            low: z.number().nullable().describe('Lower end of its 95 % interval'),
            high: z.number().nullable().describe('Upper end of it'),
            pValue: z.number().nullable().describe('Two-sided, of this metric alone'),
            adjustedPValue: z
              .number()
              .nullable()
              .describe('Corrected for all metrics that were looked at (Holm)'),
            alwaysValid: z
              .object({
                low: z.number().describe('Lower end of the interval'),
                high: z.number().describe('Upper end of it'),
                pValue: z.number().describe('Holds at any time'),
              })
              .nullable()
              .describe('What holds however often somebody looks while data comes in (mSPRT); it is wider'),
            isDifferent: z.boolean().describe('The corrected p-value is below 0.05'),
            detectable: z
              .number()
              .nullable()
              .describe('Smallest difference that these numbers see with a power of 80 %'),
          }),
        )
        .describe('Those that can be measured'),
      sampleRatio: z
        .object({
          expectedShareOfB: z.number().describe('As it was asked'),
          shareOfB: z.number().describe('As it is'),
          pValue: z.number().describe('Of the chi-squared test'),
          isMismatch: z
            .boolean()
            .describe(
              'Below 0.001: the assignment or the counting is broken, nothing else here can be trusted',
            ),
        })
        .nullable()
        .describe('Null where no share was given'),
      notes: z.array(z.string()).describe('What must be known to read the figures right'),
    })
    .describe('Two groups of conversations, metric by metric'),
);

export type ComparisonQuery = z.infer<typeof comparisonQuerySchema>;
export type Comparison = z.infer<typeof comparisonSchema>;

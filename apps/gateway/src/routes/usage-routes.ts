import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { RequestLimits } from '../limits/request-limits.ts';

const usageSchema = nameSchema(
  'Usage',
  z
    .object({
      limits: z
        .array(
          z
            .object({
              name: z
                .enum(['principal-requests', 'tenant-requests', 'tenant-rows'])
                .describe('What is limited, and of whom: the caller, or all of its tenant together'),
              most: z.int().describe('How much of it a window allows'),
              used: z.int().describe('How much of it was used in this window, to within a hundredth'),
              windowSeconds: z.number().describe('How long a window is'),
              resetSeconds: z.number().describe('When the next window begins'),
            })
            .describe('One limit'),
        )
        .describe('Limits that hold for the caller; none for whoever runs the installation'),
    })
    .describe('What the caller may ask for, and how much of it is used'),
);

export const createUsageRoutes = (limits: Pick<RequestLimits, 'stateOf'>): Route[] => [
  defineRoute({
    ...{ method: 'GET', path: '/api/v1/usage', operationId: 'getUsage', needs: 'signed-in', tag: 'Access' },
    summary: 'What the caller and its tenant may ask for, and how much of it is used',
    response: { status: 200, schema: usageSchema, description: 'The limits' },
    example: {},
    handle: async ({ caller }) => ({
      limits: caller.isOperator === true ? [] : await limits.stateOf(caller),
    }),
  }),
];

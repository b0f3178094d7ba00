import {
  CATEGORISATION_SNAPSHOTS,
  categoryModelSchema,
  categoryReplaySchema,
  type CategoryReplay,
} from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { defineRoute, type Route } from '../http/route.ts';

const modelSchema = nameSchema(
  'CategoryModel',
  categoryModelSchema
    .omit({ examples: true, base: true, consideredUpTo: true })
    .extend({ nExamples: z.int().describe('Conversations corrected by people that it has learned from') })
    .describe('The model that categorises conversations'),
);

const replaySchema = nameSchema(
  'CategoryReplay',
  categoryReplaySchema
    .omit({ after: true })
    .extend({
      secondsLeft: z.int().nullable().describe('At the pace so far; null before there is one, 0 when done'),
    })
    .describe('History that is categorised again'),
);

/** What categorises conversations, what it has learned, and how far history follows it. */
export const createCategorisationRoutes = ({ snapshots }: Pick<Store, 'snapshots'>): Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/v1/categorisation',
    operationId: 'getCategorisation',
    needs: 'read:analytics',
    tag: 'Analytics',
    summary: 'The model in use, its labels, what it learned from people, and how far history follows it',
    response: {
      status: 200,
      schema: z.object({
        model: modelSchema.nullable().describe('Null before the service has started for the first time'),
        replay: replaySchema.nullable().describe('Null before the first'),
      }),
      description: 'Model and replay',
    },
    example: {},
    async handle({ tenant }) {
      const { owner, model, replay } = CATEGORISATION_SNAPSHOTS;
      const [inUse, redone] = await Promise.all([
        snapshots.get(tenant, owner, model),
        snapshots.get(tenant, owner, replay),
      ]);
      return {
        model: inUse === null ? null : showModel(inUse.value),
        replay: redone === null ? null : showReplay(categoryReplaySchema.parse(redone.value)),
      };
    },
  }),
];

function showModel(stored: unknown): z.infer<typeof modelSchema> {
  const { examples, base: _base, consideredUpTo: _upTo, ...shown } = categoryModelSchema.parse(stored);
  return { ...shown, nExamples: examples.length };
}

function showReplay({ after: _after, ...shown }: CategoryReplay): z.infer<typeof replaySchema> {
  return { ...shown, secondsLeft: secondsLeft(shown) };
}

function secondsLeft({
  nLooked,
  total,
  startedAt,
  updatedAt,
  endedAt,
}: Omit<CategoryReplay, 'after'>): number | null {
  if (endedAt !== null) return 0;
  const seconds = (Date.parse(updatedAt) - Date.parse(startedAt)) / 1000;
  if (nLooked === 0 || seconds <= 0) return null;
  return Math.ceil((Math.max(0, total - nLooked) * seconds) / nLooked);
}

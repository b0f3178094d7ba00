import type { SnapshotsRepository } from '@convoscope/store';
import { z } from 'zod';

const OWNER = 'categorisation';
const NAME = 'model';

const heldOut = z.object({ n: z.int(), before: z.int(), after: z.int() });
const figures = z
  .object({
    accuracy: z.number(),
    macroF1: z.number(),
    ece: z.number(),
    perLabel: z.record(
      z.string(),
      z.object({ precision: z.number(), recall: z.number(), f1: z.number(), n: z.int() }),
    ),
  })
  .nullable();

const stateSchema = z.object({
  /** Taxonomy and built-in models that the rest belongs to. */
  base: z.string(),
  generation: z.int().nonnegative(),
  modelVersion: z.string(),
  taxonomyVersion: z.string(),
  /** Labels that a correction may name. */
  labels: z.object({
    topic: z.array(z.string()),
    intent: z.array(z.string()),
    sentiment: z.array(z.string()),
  }),
  since: z.iso.datetime(),
  /** What the model has learned from; the texts stay where they are. */
  examples: z.array(
    z.object({ conversationId: z.string(), topic: z.string().nullable(), intent: z.string().nullable() }),
  ),
  /** The newest correction that was looked at. */
  consideredUpTo: z.string(),
  /** What the last look found. */
  lastJudgement: z
    .object({
      at: z.iso.datetime(),
      nExamples: z.int(),
      isPromoted: z.boolean(),
      because: z.string(),
      topic: heldOut,
      intent: heldOut,
      unasked: z.object({ n: z.int(), changed: z.int() }),
      figures: z.object({ topic: figures, intent: figures }),
    })
    .nullable(),
});

export type ModelState = z.infer<typeof stateSchema>;

export interface StoredModelState {
  readonly value: ModelState;
  readonly version: number;
}

/** What is known of the model of a tenant; null before the first start. */
export async function readModelState(
  snapshots: Pick<SnapshotsRepository, 'get'>,
  tenant: string,
): Promise<StoredModelState | null> {
  const stored = await snapshots.get(tenant, OWNER, NAME);
  return stored === null ? null : { value: stateSchema.parse(stored.value), version: stored.version };
}

/** Writes it where nobody else has since; returns whether it did. */
export const writeModelState = (
  snapshots: Pick<SnapshotsRepository, 'put'>,
  tenant: string,
  value: ModelState,
  expectedVersion: number,
): Promise<boolean> => snapshots.put(tenant, OWNER, NAME, stateSchema.parse(value), expectedVersion);

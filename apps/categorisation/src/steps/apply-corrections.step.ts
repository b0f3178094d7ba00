import { ok, type Outcome } from '@convoscope/bus';
import type { ConversationCategorised } from '@convoscope/contracts';
import type { CategoryCorrectionsRepository, CategoryDocument, VersionedRepository } from '@convoscope/store';
import { isDeepStrictEqual } from 'node:util';
import { applyCorrections } from '../corrections/apply-corrections.ts';
import type { Categorised } from './classify-conversation.step.ts';

export interface ApplyCorrectionsOptions {
  corrections: Pick<CategoryCorrectionsRepository, 'findOf'>;
  categories: Pick<VersionedRepository<CategoryDocument>, 'findByIds'>;
}

/**
 * Puts what people said in the place of what the model says, and gives what is said again a pass of its own: higher than what is stored, where it
 * differs. Cost: one read a batch, and one more where something is said again.
 */
export function createApplyCorrectionsStep({ corrections, categories }: ApplyCorrectionsOptions) {
  return async function applyCorrectionsStep(
    inputs: readonly Categorised[],
    isRepeat = (data: ConversationCategorised): boolean => data.pass > 0,
  ): Promise<Outcome<Categorised>[]> {
    const done = new Map<Categorised, Categorised>();
    for (const [tenant, ofTenant] of Map.groupBy(inputs, (input) => input.tenant)) {
      const ids = ofTenant.map(({ data }) => data.conversationId);
      const said = Map.groupBy(await corrections.findOf(tenant, ids), ({ conversationId }) => conversationId);
      const repeats = ofTenant.filter(({ data }) => isRepeat(data)).map(({ data }) => data.conversationId);
      const found = repeats.length === 0 ? [] : await categories.findByIds(tenant, repeats);
      const stored = new Map(found.map((document) => [document.conversationId, document]));
      for (const input of ofTenant) {
        const data = applyCorrections(input.data, said.get(input.data.conversationId) ?? []);
        done.set(input, { tenant, data: withPass(data, stored.get(data.conversationId)) });
      }
    }
    return inputs.map((input) => ok(done.get(input) ?? input));
  };
}

/** The same again keeps its pass; what differs has a higher one. */
function withPass(
  data: ConversationCategorised,
  stored: CategoryDocument | undefined,
): ConversationCategorised {
  if (stored?.sequence !== data.sequence || stored.pass < data.pass) return data;
  const { tenant: _tenant, categorisedAt: _categorisedAt, ...before } = stored;
  const same = { ...data, pass: stored.pass };
  return isDeepStrictEqual(before, same) ? same : { ...data, pass: stored.pass + 1 };
}

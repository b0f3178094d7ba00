import { ok, type Outcome, type ReceivedEvent } from '@convoscope/bus';
import {
  toConversationRef,
  type ConversationCategorised,
  type ConversationTranslated,
} from '@convoscope/contracts';
import type { Classification } from '../conversation-classifier.port.ts';
import type { CategoryModels } from '../learning/category-models.ts';

/** A conversation on its way, with whose it is. */
export interface Categorised {
  tenant: string;
  data: ConversationCategorised;
}

export function createClassifyConversationStep(models: Pick<CategoryModels, 'of'>) {
  return function classifyConversationStep(
    event: Pick<ReceivedEvent<ConversationTranslated>, 'tenant' | 'data'>,
  ): Outcome<Categorised> | Promise<Outcome<Categorised>> {
    const classifier = models.of(event.tenant);
    const toOutcome = (classification: Classification): Outcome<Categorised> =>
      ok({
        tenant: event.tenant,
        data: {
          ...toConversationRef(event.data),
          language: event.data.language,
          ...classification,
          modelVersion: classifier.modelVersion,
          taxonomyVersion: classifier.taxonomyVersion,
        },
      });
    const found = classifier.classify(event.data);
    return found instanceof Promise ? found.then(toOutcome) : toOutcome(found);
  };
}

import { ok, type Outcome, type ReceivedEvent } from '@convoscope/bus';
import {
  toConversationRef,
  type ConversationCategorised,
  type ConversationTranslated,
} from '@convoscope/contracts';
import type { ConversationClassifier } from '../conversation-classifier.port.ts';

/** A conversation on its way, with whose it is. */
export interface Categorised {
  tenant: string;
  data: ConversationCategorised;
}

export function createClassifyConversationStep(classifier: ConversationClassifier) {
  return function classifyConversationStep(
    event: Pick<ReceivedEvent<ConversationTranslated>, 'tenant' | 'data'>,
  ): Outcome<Categorised> {
    return ok({
      tenant: event.tenant,
      data: {
        ...toConversationRef(event.data),
        language: event.data.language,
        ...classifier.classify(event.data),
        modelVersion: classifier.modelVersion,
        taxonomyVersion: classifier.taxonomyVersion,
      },
    });
  };
}

import { ok, type Outcome, type ReceivedEvent } from '@convoscope/bus';
import {
  toConversationRef,
  type ConversationIngested,
  type ConversationTranslated,
} from '@convoscope/contracts';
import { runInTurns } from '@convoscope/service';
import type { LanguageIdentifier } from '@convoscope/text';
import { detectInSteps, detectLanguages, type ConversationLanguages } from '../languages/detect-languages.ts';

/** An event on its way: what came in, and the translated conversation as far as it is known. */
export interface Draft {
  event: Pick<ReceivedEvent<ConversationIngested>, 'tenant' | 'data'>;
  translated: ConversationTranslated;
}

/** Up to so many messages are read at one go: a promise for each conversation would cost more than it gives. */
const SHORT_CONVERSATION = 200;

/** Finds the languages; the draft stands as `not-configured` until a translator has looked at it. */
export function createDetectLanguagesStep(
  identifier: Pick<LanguageIdentifier, 'identify'>,
  pivotLanguage: string,
) {
  return function detectLanguagesStep(event: Draft['event']): Outcome<Draft> | Promise<Outcome<Draft>> {
    const { messages } = event.data;
    const toOutcome = (found: ConversationLanguages): Outcome<Draft> => toDraft(event, found, pivotLanguage);
    return messages.length <= SHORT_CONVERSATION
      ? toOutcome(detectLanguages(identifier, messages))
      : runInTurns(detectInSteps(identifier, messages)).then(toOutcome);
  };
}

function toDraft(
  event: Draft['event'],
  languages: ConversationLanguages,
  pivotLanguage: string,
): Outcome<Draft> {
  const { data } = event;
  return ok({
    event,
    translated: {
      ...toConversationRef(data),
      title: data.title,
      metadata: data.metadata,
      language: languages.language,
      languageConfidence: languages.languageConfidence,
      languages: languages.languages,
      pivotLanguage,
      translationStatus: 'not-configured',
      translator: null,
      messages: data.messages.map((message, index) => ({
        ...message,
        language: languages.messages[index]?.language ?? languages.language,
        languageConfidence: languages.messages[index]?.confidence ?? 0,
        translations: {},
      })),
    },
  });
}

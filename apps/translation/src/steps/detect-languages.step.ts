import { ok, type Outcome, type ReceivedEvent } from '@convoscope/bus';
import {
  toConversationRef,
  type ConversationIngested,
  type ConversationTranslated,
} from '@convoscope/contracts';
import type { LanguageIdentifier } from '@convoscope/text';
import { detectLanguages } from '../languages/detect-languages.ts';

/** An event on its way: what came in, and the translated conversation as far as it is known. */
export interface Draft {
  event: Pick<ReceivedEvent<ConversationIngested>, 'tenant' | 'data'>;
  translated: ConversationTranslated;
}

/** Finds the languages; the draft stands as `not-configured` until a translator has looked at it. */
export function createDetectLanguagesStep(
  identifier: Pick<LanguageIdentifier, 'identify'>,
  pivotLanguage: string,
) {
  return function detectLanguagesStep(event: Draft['event']): Outcome<Draft> {
    const { data } = event;
    const languages = detectLanguages(identifier, data.messages);
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
  };
}

import { ok, type Outcome, type ReceivedEvent } from '@convoscope/bus';
import {
  toConversationRef,
  type ConversationIngested,
  type ConversationTranslated,
} from '@convoscope/contracts';
import { detectLanguages } from '../languages/detect-languages.ts';
import type { LanguageDetector } from '../languages/language-detector.port.ts';

/** An event on its way: what came in, and the translated conversation as far as it is known. */
export interface Draft {
  event: Pick<ReceivedEvent<ConversationIngested>, 'tenant' | 'data'>;
  translated: ConversationTranslated;
}

/** Finds the languages; the draft stands as `not-configured` until a translator has looked at it. */
export function createDetectLanguagesStep(detector: LanguageDetector, pivotLanguage: string) {
  return function detectLanguagesStep(event: Draft['event']): Outcome<Draft> {
    const { data } = event;
    const languages = detectLanguages(detector, data.messages);
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

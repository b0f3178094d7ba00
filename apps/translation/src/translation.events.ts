import type { Telemetry } from '@convoscope/telemetry';
import type { ConversationTranslated, PermanentError, TransientError } from '@convoscope/contracts';

/** Every business event of this service, each counted and logged in one place. */
export interface TranslationEvents {
  conversationTranslated(event: Pick<ConversationTranslated, 'language' | 'translationStatus'>): void;
  translatorFailed(error: TransientError | PermanentError): void;
  /** One of several engines failed or did badly, and the next was asked. */
  translatorPassedOver(translator: string, reason: string): void;
  backlogWorkedOff(nConversations: number): void;
}

export function createTranslationEvents(telemetry: Telemetry): TranslationEvents {
  const conversations = telemetry.counter({
    name: 'translation_conversations_total',
    help: 'Conversations whose language was detected, by language and what became of the translation',
    labels: ['language', 'status'],
  });
  const failures = telemetry.counter({
    name: 'translation_failures_total',
    help: 'Calls to the translation engine that failed, by error code',
    labels: ['code'],
  });
  const passedOver = telemetry.counter({
    name: 'translation_passed_over_total',
    help: 'Calls to an engine that failed or gave a bad translation, so that the next engine was asked, by engine and reason',
    labels: ['translator', 'reason'],
  });
  const madeUp = telemetry.counter({
    name: 'translation_made_up_total',
    help: 'Conversations translated later because the engine had been out of reach',
  });
  return {
    conversationTranslated: ({ language, translationStatus }) =>
      conversations.inc({ language, status: translationStatus }),
    translatorFailed(error) {
      failures.inc({ code: error.code });
      telemetry.logger.warn({ err: error, code: error.code }, 'translation engine failed');
    },
    translatorPassedOver(translator, reason) {
      passedOver.inc({ translator, reason });
      telemetry.logger.warn({ translator, reason }, 'another translation engine is asked');
    },
    backlogWorkedOff(nConversations) {
      if (nConversations === 0) return;
      madeUp.inc(nConversations);
      telemetry.logger.info({ nConversations }, 'made up for missing translations');
    },
  };
}

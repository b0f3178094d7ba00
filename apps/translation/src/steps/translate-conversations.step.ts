import { ok, type Outcome } from '@convoscope/bus';
import type { TranslationDocument, TranslationsRepository } from '@convoscope/store';
import type { TranslationEvents } from '../translation.events.ts';
import { translateMessages } from '../translate-messages.ts';
import type { Translator } from '../translators/translator.port.ts';
import type { Draft } from './detect-languages.step.ts';

export interface TranslateConversationsOptions {
  translator: Translator | null;
  targetLanguages: readonly string[];
  translations: Pick<TranslationsRepository, 'findByIds'>;
  events: TranslationEvents;
  /** Longest time one batch waits for the engine, ms. */
  budgetMs: number;
}

/**
 * Translates a batch. What was translated before (a repeated event) is taken from the store, so that a repeat costs
 * the engine nothing and gives the same event.
 */
export function createTranslateConversationsStep(options: TranslateConversationsOptions) {
  return async function translateConversationsStep(drafts: readonly Draft[]): Promise<Outcome<Draft>[]> {
    const signal = AbortSignal.timeout(options.budgetMs);
    const stored =
      options.translator === null
        ? new Map<string, TranslationDocument>()
        : await findStored(drafts, options);
    return Promise.all(
      drafts.map(async (draft) => {
        const before = stored.get(draft.translated.conversationId);
        if (before && isSameWork(before, draft, options.translator))
          return ok(withStoredTranslation(draft, before));
        return ok(await translateDraft(draft, options, signal));
      }),
    );
  };
}

async function findStored(
  drafts: readonly Draft[],
  options: TranslateConversationsOptions,
): Promise<Map<string, TranslationDocument>> {
  const tenant = drafts[0]?.event.tenant;
  if (tenant === undefined) return new Map();
  const ids = drafts.map((draft) => draft.translated.conversationId);
  const documents = await options.translations.findByIds(tenant, ids);
  return new Map(documents.map((document) => [document.conversationId, document]));
}

const isSameWork = (
  before: TranslationDocument,
  { translated }: Draft,
  translator: Translator | null,
): boolean =>
  before.revision === translated.revision &&
  before.sequence === translated.sequence &&
  before.pass >= translated.pass &&
  before.translationStatus === 'translated' &&
  before.translator === translator?.name;

const withStoredTranslation = (draft: Draft, before: TranslationDocument): Draft => ({
  ...draft,
  translated: {
    ...draft.translated,
    pass: before.pass,
    translationStatus: before.translationStatus,
    translator: before.translator,
    messages: before.messages,
  },
});

async function translateDraft(
  draft: Draft,
  { translator, targetLanguages, events }: TranslateConversationsOptions,
  signal: AbortSignal,
): Promise<Draft> {
  const result = await translateMessages(draft.translated.messages, {
    translator,
    targetLanguages,
    signal,
    onFailure: events.translatorFailed,
  });
  return {
    ...draft,
    translated: {
      ...draft.translated,
      messages: result.messages,
      translationStatus: result.status,
      translator: result.status === 'translated' ? (translator?.name ?? null) : null,
    },
  };
}

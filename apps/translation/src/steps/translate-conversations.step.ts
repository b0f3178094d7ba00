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
        const before = stored.get(idOf(draft.event.tenant, draft.translated.conversationId));
        if (before && isSameWork(before, draft, options.translator))
          return ok(withStoredTranslation(draft, before));
        return ok(withPassAfter(await translateDraft(draft, options, signal), before));
      }),
    );
  };
}

async function findStored(
  drafts: readonly Draft[],
  options: TranslateConversationsOptions,
): Promise<Map<string, TranslationDocument>> {
  const stored = new Map<string, TranslationDocument>();
  for (const [tenant, ofTenant] of Map.groupBy(drafts, ({ event }) => event.tenant)) {
    const ids = ofTenant.map(({ translated }) => translated.conversationId);
    for (const document of await options.translations.findByIds(tenant, ids))
      stored.set(idOf(tenant, document.conversationId), document);
  }
  return stored;
}

const idOf = (tenant: string, conversationId: string): string => `${tenant}|${conversationId}`;

const isSameRevision = (before: TranslationDocument, { translated }: Draft): boolean =>
  before.revision === translated.revision && before.sequence === translated.sequence;

/** A repeat that succeeds where the first try had to go on untranslated says something new: it needs a pass of its own. */
function withPassAfter(draft: Draft, before: TranslationDocument | undefined): Draft {
  const isNews =
    before?.translationStatus === 'untranslated' &&
    draft.translated.translationStatus !== 'untranslated' &&
    isSameRevision(before, draft);
  if (!isNews) return draft;
  const pass = Math.max(draft.translated.pass, before.pass + 1);
  return { ...draft, translated: { ...draft.translated, pass } };
}

const isSameWork = (before: TranslationDocument, draft: Draft, translator: Translator | null): boolean =>
  isSameRevision(before, draft) &&
  before.pass >= draft.translated.pass &&
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

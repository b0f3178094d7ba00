import type { Bus } from '@convoscope/bus';
import { topics } from '@convoscope/contracts';
import type { TranslationDocument, TranslationsRepository } from '@convoscope/store';
import { toTranslatedEvent } from './to-translated-event.ts';
import type { TranslationEvents } from './translation.events.ts';
import { translateMessages } from './translate-messages.ts';
import type { Translator } from './translators/translator.port.ts';

export interface BacklogOptions {
  tenant: string;
  translator: Translator;
  targetLanguages: readonly string[];
  translations: TranslationsRepository;
  bus: Pick<Bus, 'publish'>;
  events: TranslationEvents;
  now: () => number;
}

const MAX_PER_RUN = 200;
/** So many in a row say that it is the engine, not the conversation. */
const MAX_FAILURES_IN_A_ROW = 3;

/** Publishes a version that is stored, and notes that: until then it is found again, whatever happens in between. */
async function publish(
  { tenant, translations, bus, now }: BacklogOptions,
  stored: TranslationDocument,
): Promise<void> {
  const { tenant: _tenant, translatedAt: _translatedAt, isPublished: _isPublished, ...translated } = stored;
  await bus.publish(topics.conversationsTranslated, [toTranslatedEvent(tenant, translated, now())]);
  await translations.markPublished(tenant, stored);
}

/**
 * Translates what had to go on untranslated, stores it, and publishes it again with the same sequence and a higher pass; first what a crash has left
 * stored and not published. What the engine still refuses goes to the end of the queue; after a few refusals in a row the rest waits for the next
 * run. Returns how many were made up for.
 */
export async function workOffBacklog(options: BacklogOptions): Promise<number> {
  const { tenant, translations, now } = options;
  let nDone = 0;
  let nFailedInARow = 0;
  for (const left of await translations.findUnpublished(tenant, MAX_PER_RUN)) await publish(options, left);
  for (const waiting of await translations.findUntranslated(tenant, MAX_PER_RUN)) {
    if (nFailedInARow === MAX_FAILURES_IN_A_ROW) break;
    const result = await translateMessages(waiting.messages, {
      ...options,
      onFailure: options.events.translatorFailed,
    });
    if (!(await isStillWaiting(options, waiting))) continue;
    if (result.status === 'untranslated') {
      nFailedInARow += 1;
      await translations.upsertMany(tenant, [{ ...waiting, translatedAt: new Date(now()) }]);
      continue;
    }
    nFailedInARow = 0;
    const translated: TranslationDocument = {
      ...waiting,
      pass: waiting.pass + 1,
      messages: result.messages,
      translationStatus: result.status,
      translator: result.status === 'translated' ? options.translator.name : null,
      translatedAt: new Date(now()),
      isPublished: false,
    };
    await translations.upsertMany(tenant, [translated]);
    await publish(options, translated);
    nDone += 1;
  }
  options.events.backlogWorkedOff(nDone);
  return nDone;
}

/** Translating takes time: meanwhile the conversation may have changed, gone, or been made up for by another replica. */
async function isStillWaiting(
  { tenant, translations }: BacklogOptions,
  { conversationId, sequence, pass }: TranslationDocument,
): Promise<boolean> {
  const stored = await translations.findById(tenant, conversationId);
  return stored?.sequence === sequence && stored.pass === pass;
}

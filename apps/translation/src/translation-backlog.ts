import type { Bus } from '@convoscope/bus';
import { topics } from '@convoscope/contracts';
import type { TranslationsRepository } from '@convoscope/store';
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

/**
 * Translates what had to go on untranslated, and publishes it again with the same sequence and a higher pass.
 * Stops at the first conversation the engine still refuses. Returns how many were made up for.
 */
export async function workOffBacklog(options: BacklogOptions): Promise<number> {
  const { tenant, translations, now } = options;
  let nDone = 0;
  for (const waiting of await translations.findUntranslated(tenant, MAX_PER_RUN)) {
    const result = await translateMessages(waiting.messages, {
      ...options,
      onFailure: options.events.translatorFailed,
    });
    if (result.status === 'untranslated') break;
    const { tenant: _tenant, translatedAt: _translatedAt, ...before } = waiting;
    const translated = {
      ...before,
      pass: before.pass + 1,
      messages: result.messages,
      translationStatus: result.status,
      translator: result.status === 'translated' ? options.translator.name : null,
    };
    // Publish before storing: after a crash between the two it is still listed as untranslated and comes again.
    await options.bus.publish(topics.conversationsTranslated, [toTranslatedEvent(tenant, translated, now())]);
    await translations.upsertMany(tenant, [{ ...translated, tenant, translatedAt: new Date(now()) }]);
    nDone += 1;
  }
  options.events.backlogWorkedOff(nDone);
  return nDone;
}

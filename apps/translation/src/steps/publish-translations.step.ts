import { ok, type Bus, type Outcome } from '@convoscope/bus';
import { toTranslatedEvent } from '../to-translated-event.ts';
import type { TranslationEvents } from '../translation.events.ts';
import { topics } from '@convoscope/contracts';
import type { Draft } from './detect-languages.step.ts';

export function createPublishTranslationsStep(
  bus: Pick<Bus, 'publish'>,
  events: TranslationEvents,
  now: () => number,
) {
  return async function publishTranslationsStep(drafts: readonly Draft[]): Promise<Outcome<Draft>[]> {
    const outgoing = drafts.map(({ event, translated }) =>
      toTranslatedEvent(event.tenant, translated, now()),
    );
    await bus.publish(topics.conversationsTranslated, outgoing);
    drafts.forEach(({ translated }) => events.conversationTranslated(translated));
    return drafts.map(ok);
  };
}

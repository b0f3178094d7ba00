import { eventId, topics, type ConversationTranslated, type Event } from '@convoscope/contracts';

/** Version of this service's own rules; a change of what it says for the same input raises it. */
const RULES_VERSION = '1';

/** The event that says what `translated` says. Same translation, same id. */
export function toTranslatedEvent(
  tenant: string,
  translated: ConversationTranslated,
  nowMs: number,
): Event<ConversationTranslated> {
  const producerVersion = `${RULES_VERSION}/${translated.pass}/${translated.translationStatus}/${translated.translator ?? ''}`;
  const key = translated.conversationId;
  const topic = topics.conversationsTranslated.name;
  return {
    id: eventId({
      topic,
      tenant,
      key,
      revision: `${translated.sequence}/${translated.revision}`,
      producerVersion,
    }),
    topic,
    source: 'translation',
    tenant,
    key,
    time: new Date(nowMs).toISOString(),
    data: translated,
  };
}

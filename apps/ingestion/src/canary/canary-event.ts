import { CANARY_TENANT, eventId, topics, type ConversationIngested, type Event } from '@convoscope/contracts';
import { createHash } from 'node:crypto';

export const CANARY_ID = 'canary';

/** Always the same hour: what is kept by hour or day does not grow with each round. */
const STARTED_AT = '2000-01-01T00:00:00.000Z';
const ENDED_AT = '2000-01-01T00:01:00.000Z';

/** One conversation that changes with each round: each stage replaces what it has of it, so that nothing grows. */
export function toCanaryEvent(sequence: number, nowMs: number): Event<ConversationIngested> {
  const revision = createHash('sha256').update(`canary ${sequence}`).digest('hex').slice(0, 32);
  const topic = topics.conversationsIngested.name;
  const data: ConversationIngested = {
    ...{ conversationId: CANARY_ID, source: 'canary', revision, sequence, pass: 0 },
    ...{ startedAt: STARTED_AT, endedAt: ENDED_AT, userId: null, model: null, nMessages: 2 },
    ...{ title: null, metadata: {} },
    messages: [
      { index: 0, role: 'user', content: 'Where is my parcel? It should have come.', sentAt: STARTED_AT },
      { index: 1, role: 'assistant', content: 'It arrives tomorrow before noon.', sentAt: ENDED_AT },
    ],
  };
  const id = eventId({ topic, tenant: CANARY_TENANT, key: CANARY_ID, revision, producerVersion: '1' });
  return {
    ...{ id, topic, source: 'ingestion', tenant: CANARY_TENANT, key: CANARY_ID, data },
    time: new Date(nowMs).toISOString(),
  };
}

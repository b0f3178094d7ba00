import type { Permission } from '@convoscope/access';
import type { StoredChange } from '@convoscope/store';
import { z } from 'zod';
import { incidentSchema } from '../routes/incident-routes.ts';
import {
  anomalySchema,
  conversationRowSchema,
  processingErrorSchema,
  reportRowSchema,
} from '../routes/schemas.ts';

/** What can be followed live: changes of one collection, as the answers of the API show its documents, without what lists join to them. */
export interface LiveChannel {
  readonly collection: string;
  readonly needs: Permission;
  /** Name of its events. */
  readonly event: string;
  readonly schema: z.ZodType;
  readonly summary: string;
}

export const deletedConversationSchema = z.object({ conversationId: z.string() });

/** Said of a conversation that is gone at its source, or was erased. */
export const CONVERSATION_DELETED = 'conversation-deleted';

export const LIVE_CHANNELS = {
  conversations: {
    collection: 'conversation_analytics',
    needs: 'read:conversations',
    event: 'conversation',
    schema: conversationRowSchema,
    summary: 'A conversation is new, or more was found about it',
  },
  anomalies: {
    collection: 'anomalies',
    needs: 'read:anomalies',
    event: 'anomaly',
    schema: anomalySchema.omit({ verdict: true }),
    summary: 'Something unusual was found, or is seen otherwise now',
  },
  incidents: {
    collection: 'incidents',
    needs: 'read:anomalies',
    event: 'incident',
    schema: incidentSchema.omit({ verdict: true }),
    summary: 'An incident began, grew, was explained, is over, or was withdrawn',
  },
  reports: {
    collection: 'analytics_reports',
    needs: 'read:reports',
    event: 'report',
    schema: reportRowSchema,
    summary: 'A report is ready',
  },
  errors: {
    collection: 'processing_errors',
    needs: 'read:processing',
    event: 'processing-error',
    schema: processingErrorSchema,
    summary: 'A row could not be processed, is tried again, or went through',
  },
} as const satisfies Readonly<Record<string, LiveChannel>>;

export type LiveChannelName = keyof typeof LIVE_CHANNELS;

export const LIVE_CHANNEL_NAMES = Object.keys(LIVE_CHANNELS) as LiveChannelName[];

const BY_COLLECTION = new Map<string, LiveChannelName>(
  LIVE_CHANNEL_NAMES.map((name) => [LIVE_CHANNELS[name].collection, name]),
);

export interface ToldEvent {
  tenant: string;
  channel: LiveChannelName;
  name: string;
  data: unknown;
}

/** What a change tells; null: nothing, as of a row of which the conversation has not arrived yet. Throws where a document is not as its schema says. */
export function toToldEvent({ collection, document }: Omit<StoredChange, 'position'>): ToldEvent | null {
  const channel = BY_COLLECTION.get(collection);
  if (channel === undefined) return null;
  const told = { tenant: String(document['tenant']), channel };
  if (channel === 'conversations' && document['isLive'] !== true)
    return document['deletedAt'] == null
      ? null
      : { ...told, name: CONVERSATION_DELETED, data: deletedConversationSchema.parse(document) };
  const { event, schema } = LIVE_CHANNELS[channel];
  return { ...told, name: event, data: schema.parse(document) };
}

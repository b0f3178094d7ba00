import type { JsonSchema } from '@convoscope/contracts';
import type { z } from 'zod';
import { toJsonSchema } from '../http/openapi/component-schemas.ts';
import { progressSchema } from '../progress/read-progress.ts';
import { CONVERSATION_DELETED, deletedConversationSchema, LIVE_CHANNELS } from './live-channels.ts';
import { WINDOW } from './live-feed.ts';

/** A message of the stream, for the document and for people. */
export interface LiveMessage {
  event: string;
  /** Channel that it comes of; null: of every stream. */
  channel: string | null;
  /** Permission that the channel asks for; null: none. */
  needs: string | null;
  summary: string;
  schema: JsonSchema;
}

const text = (description: string): JsonSchema => ({ type: 'string', description });
const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
  ...{ type: 'object', properties, required: Object.keys(properties) },
});

const aboutTheStream: readonly LiveMessage[] = [
  {
    ...{ event: 'ready', channel: null, needs: null, summary: 'The first message: what is followed.' },
    schema: object({
      channels: { type: 'array', items: text('Channel that is followed') },
      isResumed: { type: 'boolean', description: 'Whether it goes on from an id' },
      window: object({
        maxEvents: { type: 'integer', description: 'How many of the newest events of a tenant are kept' },
        maxSeconds: { type: 'integer', description: 'How far back one can go on from' },
      }),
    }),
  },
  {
    ...{ event: 'gap', channel: null, needs: null },
    summary: 'Events between the two ids are not kept any more: ask the lists for what changed.',
    schema: object({ after: text('Id behind which it begins'), before: text('Id up to which it goes') }),
  },
  {
    ...{ event: 'position', channel: null, needs: null },
    summary:
      'Every 15 seconds: nothing happened up to this id. Over server-sent events an id alone, which calls nothing.',
    schema: object({}),
  },
  {
    ...{ event: 'dropped', channel: null, needs: null },
    summary: 'The last message: why the server ends the stream.',
    schema: object({
      reason: { type: 'string', enum: ['slow', 'ended'], description: 'Why' },
      detail: text('The same as a sentence'),
    }),
  },
];

const ofChannel = (
  event: string,
  channel: string,
  needs: string,
  summary: string,
  schema: z.ZodType,
): LiveMessage => ({ event, channel, needs, summary: `${summary}.`, schema: toJsonSchema(schema, 'output') });

/** Every message that may come. */
export const liveMessages = (): LiveMessage[] => [
  ...Object.entries(LIVE_CHANNELS).map(([channel, { event, needs, summary, schema }]) =>
    ofChannel(event, channel, needs, summary, schema),
  ),
  ofChannel(
    ...([CONVERSATION_DELETED, 'conversations', 'read:conversations'] as const),
    ...(['A conversation is gone at its source, or was erased', deletedConversationSchema] as const),
  ),
  ofChannel(
    'progress',
    'progress',
    'read:progress',
    'How far each stage is: a state, told whole',
    progressSchema,
  ),
  ...aboutTheStream,
];

const CHANNEL = '#/channels/live';

const toMessage = ({ event, channel, needs, summary, schema }: LiveMessage): JsonSchema => ({
  ...{ name: event, title: event, contentType: 'application/json' },
  summary: channel === null ? summary : `${summary} Channel \`${channel}\`, needs \`${needs}\`.`,
  payload: object({
    event: { const: event },
    ...(event !== 'progress' && event !== 'dropped' && { id: text('Where to go on from after this') }),
    data: schema,
  }),
});

/** Puts the live stream into the AsyncAPI document of the topics. */
export function withLive(document: JsonSchema): JsonSchema {
  const parts = document as Record<'servers' | 'channels' | 'operations', Record<string, JsonSchema>> & {
    components: { messages: Record<string, JsonSchema> };
  };
  const messages = liveMessages();
  const idOf = ({ event }: LiveMessage): string => `live-${event}`;
  const server = (protocol: string, description: string): JsonSchema => ({
    ...{ host: 'localhost:8080', protocol, description },
  });
  return {
    ...document,
    servers: {
      ...parts.servers,
      events: server('http', 'The gateway: server-sent events'),
      socket: server('ws', 'The gateway: WebSocket'),
    },
    channels: { ...parts.channels, live: channelOf(messages.map(idOf)) },
    operations: {
      ...parts.operations,
      'gateway-sends-live': {
        ...{ action: 'send', channel: { $ref: CHANNEL }, summary: 'The gateway tells what happens.' },
        messages: messages.map((message) => ({ $ref: `${CHANNEL}/messages/${idOf(message)}` })),
      },
    },
    components: {
      ...parts.components,
      messages: {
        ...parts.components.messages,
        ...Object.fromEntries(messages.map((message) => [idOf(message), toMessage(message)])),
      },
    },
  };
}

const channelOf = (ids: readonly string[]): JsonSchema => ({
  address: '/api/v1/live',
  servers: [{ $ref: '#/servers/events' }, { $ref: '#/servers/socket' }],
  description: `What happens, as it happens, over HTTP: server-sent events, or with \`Upgrade: websocket\` messages of the same content. An id leads on over the last ${WINDOW.maxAgeMs / 1_000} seconds and the last ${WINDOW.maxEvents} events of the tenant.`,
  messages: Object.fromEntries(ids.map((id) => [id, { $ref: `#/components/messages/${id}` }])),
  bindings: {
    ws: {
      method: 'GET',
      query: object({ channels: text('What to follow, with commas between') }),
      bindingVersion: '0.1.0',
    },
  },
});

import { deadLetterTopicOf, type Topic } from '../topics.ts';
import { topicJsonSchema, type JsonSchema } from './json-schema.ts';

export interface AsyncApiOptions {
  version: string;
  /** Put in front of each topic's name, such as `convoscope.`. */
  topicPrefix: string;
  topics: readonly Topic[];
  /** A valid event's data by topic name. */
  examples?: Readonly<Record<string, unknown>>;
}

const text = (description: string): JsonSchema => ({ type: 'string', description });

const EVENT_HEADERS = {
  type: 'object',
  description: 'CloudEvents 1.0, Kafka protocol binding, binary mode; all values are UTF-8 text.',
  required: [
    'ce_specversion',
    'ce_id',
    'ce_type',
    'ce_source',
    'ce_time',
    'ce_subject',
    'ce_tenant',
    'content-type',
  ],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: {
      ...text('UUIDv5 of what the event says: a repeat has the same id. Deduplicate on it.'),
      format: 'uuid',
    },
    ce_type: text('Topic name without prefix'),
    ce_source: text('Service that produced it'),
    ce_time: { ...text('When it was produced (UTC)'), format: 'date-time' },
    ce_subject: text('Same as the record key'),
    ce_tenant: text('Tenant; `default` where there is only one'),
    ce_dataref: text(
      'Present when the data is over 512 KiB: object key under which it lies (claim check); the value is then empty',
    ),
    'content-type': { const: 'application/json' },
    traceparent: text('W3C Trace Context of the work that produced it'),
  },
};

const DEAD_LETTER_HEADERS = {
  type: 'object',
  description: 'The headers of the original, and why it could not be processed.',
  required: [
    'dlq_original_topic',
    'dlq_original_partition',
    'dlq_original_offset',
    'dlq_reason',
    'dlq_attempts',
    'dlq_first_failed_at',
    'dlq_last_failed_at',
    'dlq_group',
  ],
  properties: {
    dlq_original_topic: text('Topic it was read from'),
    dlq_original_partition: text('Partition it was read from'),
    dlq_original_offset: text('Offset it was read at'),
    dlq_original_key: text('Key it had'),
    dlq_reason: text('Short reason, of a bounded set; `behind`: it waits behind an earlier event of its key'),
    dlq_behind: text('Partition and offset of the event that it waits behind'),
    dlq_error_class: text('Class of the error'),
    dlq_error: text('Message of the error'),
    dlq_stack_digest: text('Equal faults have equal digests'),
    dlq_attempts: text('How often it was tried'),
    dlq_first_failed_at: { ...text('First failure (UTC)'), format: 'date-time' },
    dlq_last_failed_at: { ...text('Last failure (UTC)'), format: 'date-time' },
    dlq_group: text('Consumer group that could not process it'),
    dlq_traceparent: text('Trace that it belongs to (W3C)'),
    dlq_resolution: text(
      '`replayed` or `dropped`: this record has no value and says that the event at the place it names is settled for the group',
    ),
    dlq_resolved_at: { ...text('When it was settled (UTC)'), format: 'date-time' },
    dlq_resolved_by: text('Who dropped it'),
    dlq_resolved_because: text('Why it was dropped'),
  },
};

const idOf = (topic: Topic): string => topic.name.replaceAll('.', '-');
const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function messageOf(topic: Topic, example: unknown): JsonSchema {
  const { $schema: _schema, $id: _id, ...payload } = topicJsonSchema(topic);
  return {
    name: topic.name,
    title: topic.name,
    summary: topic.summary,
    contentType: 'application/json',
    headers: { $ref: '#/components/schemas/eventHeaders' },
    payload,
    bindings: { kafka: { key: text(capitalised(topic.key)), bindingVersion: '0.5.0' } },
    ...(example !== undefined && { examples: [{ name: 'example', payload: example }] }),
  };
}

const deadLetterMessageOf = (topic: Topic): JsonSchema => ({
  name: deadLetterTopicOf(topic.name),
  title: deadLetterTopicOf(topic.name),
  summary: `An event of ${topic.name} that could not be processed: its original bytes, and why.`,
  headers: { $ref: '#/components/schemas/deadLetterHeaders' },
  payload: { description: 'The value of the original record, byte for byte; it need not be valid JSON.' },
  bindings: { kafka: { key: text('Key of the original record'), bindingVersion: '0.5.0' } },
});

const channelOf = (address: string, messageId: string, description: string): JsonSchema => ({
  address,
  description,
  messages: { [messageId]: { $ref: `#/components/messages/${messageId}` } },
});

function channelsOf(topic: Topic, prefix: string): [string, JsonSchema][] {
  const textNote = topic.carriesText ? ' Carries message text: personal data.' : ' Carries no message text.';
  const [id, deadLetterId] = [idOf(topic), `${idOf(topic)}-dlq`];
  return [
    [id, channelOf(prefix + topic.name, id, `${topic.summary}${textNote} Key: ${topic.key}.`)],
    [
      deadLetterId,
      channelOf(
        prefix + deadLetterTopicOf(topic.name),
        deadLetterId,
        `Dead letters of ${topic.name}.${textNote}`,
      ),
    ],
  ];
}

const operation = (action: 'send' | 'receive', channelId: string, summary: string): JsonSchema => ({
  action,
  summary,
  channel: { $ref: `#/channels/${channelId}` },
  messages: [{ $ref: `#/channels/${channelId}/messages/${channelId}` }],
});

/** One sending operation a writer, one receiving for whoever subscribes, one for the dead letters. */
function operationsOf(topic: Topic): [string, JsonSchema][] {
  const id = idOf(topic);
  return [
    ...topic.writtenBy.map((writer): [string, JsonSchema] => [
      `${writer}-sends-${id}`,
      operation('send', id, `${capitalised(writer)} publishes: ${topic.summary}`),
    ]),
    [
      `subscriber-receives-${id}`,
      operation('receive', id, 'Anyone with read access may subscribe, in a group of their own.'),
    ],
    [
      `consumer-sends-${id}-dlq`,
      operation('send', `${id}-dlq`, 'The consumer that could not process an event puts it aside.'),
    ],
  ];
}

/** AsyncAPI 3.0 document of the topics: channels, an operation for each writer, CloudEvents headers, dead letters. */
export function buildAsyncApi({ version, topicPrefix, topics, examples = {} }: AsyncApiOptions): JsonSchema {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Convoscope topics',
      version,
      description:
        'Every enriched fact about a conversation, for anyone to subscribe to. At-least-once delivery, in order of the key; deduplicate on `ce_id`. Within a version only optional properties are added: tolerate those you do not know.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      kafka: {
        host: 'localhost:9092',
        protocol: 'kafka',
        description: 'The Kafka cluster of the installation',
      },
    },
    channels: Object.fromEntries(topics.flatMap((topic) => channelsOf(topic, topicPrefix))),
    operations: Object.fromEntries(topics.flatMap(operationsOf)),
    components: {
      messages: Object.fromEntries(
        topics.flatMap((topic) => [
          [idOf(topic), messageOf(topic, examples[topic.name])],
          [`${idOf(topic)}-dlq`, deadLetterMessageOf(topic)],
        ]),
      ),
      schemas: { eventHeaders: EVENT_HEADERS, deadLetterHeaders: DEAD_LETTER_HEADERS },
    },
  };
}

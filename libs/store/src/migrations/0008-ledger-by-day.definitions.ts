import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'conversation_messages',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          conversationId: { bsonType: 'string', minLength: 1, maxLength: 512 },
          source: {
            bsonType: 'string',
            description: 'Name of the configured source it came from',
            minLength: 1,
          },
          revision: {
            bsonType: 'string',
            description: 'Hash of the content: equal content, equal revision',
            pattern: '^[0-9a-f]{32}$',
          },
          sequence: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Grows with each change of the conversation; higher wins',
            minimum: 0,
          },
          pass: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Grows when a stage repeats its work on the same sequence; higher wins',
            minimum: 0,
          },
          startedAt: {
            bsonType: 'string',
            description: 'First message, or creation at the source (UTC)',
            pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
          },
          endedAt: { bsonType: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' },
          userId: { bsonType: ['string', 'null'] },
          model: { bsonType: ['string', 'null'], description: 'The AI model that answered' },
          nMessages: { bsonType: 'number', multipleOf: 1, minimum: 0 },
          sourceRowId: { bsonType: 'string', minLength: 1 },
          title: { bsonType: ['string', 'null'] },
          metadata: {
            bsonType: 'object',
            additionalProperties: { bsonType: ['string', 'number', 'bool', 'null'] },
          },
          messages: {
            bsonType: 'array',
            items: {
              bsonType: 'object',
              properties: {
                index: {
                  bsonType: 'number',
                  multipleOf: 1,
                  description: 'Position in the conversation, from 0',
                  minimum: 0,
                },
                role: { bsonType: 'string', enum: ['user', 'assistant', 'system', 'tool'] },
                content: { bsonType: 'string' },
                sentAt: {
                  bsonType: ['string', 'null'],
                  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
                  description: 'When it was sent (UTC); null where the source does not say',
                },
              },
              required: ['index', 'role', 'content', 'sentAt'],
            },
          },
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          ingestedAt: { bsonType: 'date' },
          deletedAt: {
            bsonType: ['date', 'null'],
            description: 'When it was noticed to be gone; null while it is there',
          },
        },
        required: ['conversationId', 'sequence', 'tenant', 'deletedAt'],
      },
    },
    indexes: [
      { name: 'by_conversation', key: { tenant: 1, conversationId: 1 }, unique: true },
      { name: 'by_source_row', key: { tenant: 1, source: 1, sourceRowId: 1, conversationId: 1 } },
      {
        name: 'refs',
        key: {
          tenant: 1,
          startedAt: 1,
          conversationId: 1,
          source: 1,
          revision: 1,
          ingestedAt: 1,
          deletedAt: 1,
        },
      },
    ],
  },
  {
    name: 'ledger',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          source: { bsonType: 'string', minLength: 1 },
          date: { bsonType: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
          stage: {
            bsonType: 'string',
            enum: [
              'source',
              'topic',
              'mongodb',
              'translated',
              'categorised',
              'scored',
              'lake',
              'report',
              'totals',
            ],
          },
          count: { bsonType: 'number', multipleOf: 1, minimum: 0 },
          hash: {
            bsonType: 'string',
            description: 'Order-independent fingerprint of ids and revisions',
            pattern: '^[0-9a-f]{16}$',
          },
          nMissing: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Not at this stage, or at another revision',
            minimum: 0,
          },
          nExtra: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Twice there, of another day, or not known to the source',
            minimum: 0,
          },
          nNotCompared: {
            bsonType: 'number',
            multipleOf: 1,
            description: "Older than the topic's retention: not expected there",
            minimum: 0,
          },
          countedAt: { bsonType: 'date' },
        },
        required: [
          'tenant',
          'source',
          'date',
          'stage',
          'count',
          'hash',
          'nMissing',
          'nExtra',
          'nNotCompared',
          'countedAt',
        ],
      },
    },
    indexes: [
      { name: 'by_stage', key: { tenant: 1, source: 1, date: 1, stage: 1 }, unique: true },
      { name: 'by_date', key: { tenant: 1, date: 1, stage: 1 } },
      { name: 'missing', key: { tenant: 1, stage: 1 }, partialFilterExpression: { nMissing: { $gt: 0 } } },
      {
        name: 'extra',
        key: { tenant: 1, stage: 1, date: 1 },
        partialFilterExpression: { nExtra: { $gt: 0 } },
      },
    ],
  },
  {
    name: 'ledger_marks',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          date: { bsonType: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
          token: {
            bsonType: 'string',
            description: 'Another with each change: a check removes only the mark that it has seen',
          },
          markedAt: { bsonType: 'date', description: 'When something was last changed' },
        },
        required: ['tenant', 'date', 'token', 'markedAt'],
      },
    },
    indexes: [{ name: 'by_date', key: { tenant: 1, date: 1 }, unique: true }],
  },
];

import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'processing_errors',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          source: { bsonType: 'string', minLength: 1 },
          sourceRowId: { bsonType: 'string', minLength: 1 },
          conversationId: { bsonType: ['string', 'null'] },
          field: { bsonType: ['string', 'null'] },
          reason: { bsonType: 'string' },
          message: { bsonType: 'string' },
          file: {
            bsonType: ['string', 'null'],
            description: 'Name of the file it stands in; absent: not known',
          },
          line: { bsonType: ['number', 'null'], multipleOf: 1, description: 'Line of the file, from 1 on' },
          record: {
            bsonType: ['number', 'null'],
            multipleOf: 1,
            description: 'Record of the file, from 1 on',
          },
          column: { bsonType: ['string', 'null'], description: 'Column it is about' },
          sample: { bsonType: ['string', 'null'], description: 'What stands there, shortened and cleaned' },
          status: { bsonType: 'string', enum: ['retrying', 'parked', 'resolved'] },
          attempts: { bsonType: 'number', multipleOf: 1, minimum: 0 },
          firstSeenAt: { bsonType: 'date' },
          lastSeenAt: { bsonType: 'date' },
          nextRetryAt: { bsonType: ['date', 'null'] },
          resolvedAt: { bsonType: ['date', 'null'] },
        },
        required: [
          'tenant',
          'source',
          'sourceRowId',
          'conversationId',
          'field',
          'reason',
          'message',
          'status',
          'attempts',
          'firstSeenAt',
          'lastSeenAt',
          'nextRetryAt',
          'resolvedAt',
        ],
      },
    },
    indexes: [
      { name: 'by_source_row', key: { tenant: 1, source: 1, sourceRowId: 1 }, unique: true },
      { name: 'due', key: { tenant: 1, source: 1, status: 1, nextRetryAt: 1 } },
      { name: 'newest', key: { tenant: 1, lastSeenAt: -1, _id: -1 } },
      { name: 'newest_of_status', key: { tenant: 1, status: 1, lastSeenAt: -1, _id: -1 } },
      { name: 'newest_of_conversation', key: { tenant: 1, conversationId: 1, lastSeenAt: -1, _id: -1 } },
    ],
  },
];

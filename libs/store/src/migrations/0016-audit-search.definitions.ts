import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'audit_log',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          sequence: { bsonType: 'number', multipleOf: 1, description: '1, 2, 3 … without gaps' },
          at: { bsonType: 'date' },
          by: {
            bsonType: 'string',
            description:
              'Name of the API key, or of the user of the machine; `unknown` of who was not let in',
            minLength: 1,
          },
          action: { bsonType: 'string', description: 'Such as `dead-letter.replay`', minLength: 1 },
          subject: { bsonType: 'string', description: 'What it was done to', minLength: 1 },
          because: { bsonType: ['string', 'null'] },
          before: {
            bsonType: ['string', 'null'],
            pattern: '^[0-9a-f]{64}$',
            description: 'SHA-256 of what it was; null where there was nothing',
          },
          after: {
            bsonType: ['string', 'null'],
            pattern: '^[0-9a-f]{64}$',
            description: 'SHA-256 of what it became; null where it is gone',
          },
          previousHash: {
            bsonType: ['string', 'null'],
            pattern: '^[0-9a-f]{64}$',
            description: 'Hash of the entry before; null for the first',
          },
          hash: {
            bsonType: 'string',
            description: 'SHA-256 of all the other fields',
            pattern: '^[0-9a-f]{64}$',
          },
        },
        required: [
          'tenant',
          'sequence',
          'at',
          'by',
          'action',
          'subject',
          'because',
          'before',
          'after',
          'previousHash',
          'hash',
        ],
      },
    },
    indexes: [
      { name: 'by_sequence', key: { tenant: 1, sequence: -1 }, unique: true },
      { name: 'newest_of_action', key: { tenant: 1, action: 1, sequence: -1 } },
      { name: 'newest_of_person', key: { tenant: 1, by: 1, sequence: -1 } },
      { name: 'by_time', key: { tenant: 1, at: -1, sequence: -1 } },
    ],
  },
];

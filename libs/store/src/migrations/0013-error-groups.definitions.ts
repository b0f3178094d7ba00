import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'error_groups',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          service: { bsonType: 'string', minLength: 1 },
          fingerprint: {
            bsonType: 'string',
            description: 'Of kind, code and place in the code: the same fault has the same one',
            minLength: 1,
          },
          name: { bsonType: 'string' },
          code: { bsonType: ['string', 'null'] },
          message: { bsonType: 'string', description: 'Of the last time, without credentials' },
          frames: {
            bsonType: 'array',
            description: 'Where it was thrown, the innermost first',
            items: { bsonType: 'string' },
          },
          count: { bsonType: 'number', multipleOf: 1, minimum: 0 },
          firstSeenAt: { bsonType: 'date' },
          lastSeenAt: { bsonType: 'date' },
          firstRelease: { bsonType: 'string' },
          lastRelease: { bsonType: 'string' },
        },
        required: [
          'tenant',
          'service',
          'fingerprint',
          'name',
          'code',
          'message',
          'frames',
          'count',
          'firstSeenAt',
          'lastSeenAt',
          'firstRelease',
          'lastRelease',
        ],
      },
    },
    indexes: [
      { name: 'to_expire', key: { lastSeenAt: 1 } },
      { name: 'by_fingerprint', key: { tenant: 1, service: 1, fingerprint: 1 }, unique: true },
      { name: 'newest', key: { tenant: 1, lastSeenAt: -1, _id: -1 } },
    ],
  },
];

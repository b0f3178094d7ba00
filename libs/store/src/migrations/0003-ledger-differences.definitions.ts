import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
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
    indexes: [{ name: 'by_stage', key: { tenant: 1, source: 1, date: 1, stage: 1 }, unique: true }],
  },
];

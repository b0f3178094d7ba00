import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'user_analytics',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          userId: { bsonType: 'string' },
          nConversations: { bsonType: 'number', multipleOf: 1, minimum: 0 },
          nMessages: { bsonType: 'number', multipleOf: 1, minimum: 0 },
          firstSeenAt: { bsonType: 'date' },
          lastSeenAt: { bsonType: 'date' },
          topTopics: {
            bsonType: 'array',
            items: {
              bsonType: 'object',
              properties: {
                topic: { bsonType: 'string' },
                count: { bsonType: 'number', multipleOf: 1, minimum: 0 },
              },
              required: ['topic', 'count'],
            },
          },
          languages: { bsonType: 'array', items: { bsonType: 'string' } },
          models: { bsonType: 'array', items: { bsonType: 'string' } },
          meanSentiment: { bsonType: ['number', 'null'], minimum: -1, maximum: 1 },
          meanQuality: { bsonType: ['number', 'null'], minimum: 0, maximum: 1 },
          nAnomalies: { bsonType: 'number', multipleOf: 1, minimum: 0 },
          updatedAt: { bsonType: 'date' },
          written: { bsonType: 'string', description: 'Another with each writing: two writers must collide' },
        },
        required: [
          'tenant',
          'userId',
          'nConversations',
          'nMessages',
          'firstSeenAt',
          'lastSeenAt',
          'topTopics',
          'languages',
          'models',
          'meanSentiment',
          'meanQuality',
          'nAnomalies',
          'updatedAt',
        ],
      },
    },
    indexes: [
      { name: 'to_expire', key: { updatedAt: 1 }, partialFilterExpression: { nConversations: 0 } },
      { name: 'by_user', key: { tenant: 1, userId: 1 }, unique: true },
      { name: 'busiest', key: { tenant: 1, nConversations: -1, userId: 1 } },
      { name: 'unhappiest', key: { tenant: 1, meanSentiment: 1, userId: 1 } },
      { name: 'latest', key: { tenant: 1, lastSeenAt: -1, userId: 1 } },
      { name: 'first_seen', key: { tenant: 1, firstSeenAt: 1 } },
    ],
  },
];

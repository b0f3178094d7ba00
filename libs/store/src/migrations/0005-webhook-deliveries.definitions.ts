import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'webhook_deliveries',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          endpoint: { bsonType: 'string', description: 'Name of the endpoint in the settings', minLength: 1 },
          eventId: {
            bsonType: 'string',
            description: '`ce_id` of the event, sent as `webhook-id`',
            minLength: 1,
          },
          topic: { bsonType: 'string', minLength: 1 },
          key: { bsonType: 'string', description: 'Key of the event, such as the conversation id' },
          body: {
            bsonType: ['string', 'null'],
            description: 'JSON as it is posted; null once it is delivered',
          },
          status: { bsonType: 'string', enum: ['pending', 'delivered', 'failed', 'disabled'] },
          attempts: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Posts that were answered or given up, since the last retry by hand',
            minimum: 0,
          },
          nextAttemptAt: {
            bsonType: ['date', 'null'],
            description: 'When it is due; of a claimed one, when the claim runs out; null unless pending',
          },
          claim: {
            bsonType: ['string', 'null'],
            description: 'Who is posting it: a token made anew with every claim',
          },
          publishedAt: { bsonType: 'date', description: 'When the event was appended to its topic' },
          createdAt: { bsonType: 'date' },
          deliveredAt: { bsonType: ['date', 'null'] },
          lastFailedAt: { bsonType: ['date', 'null'] },
          lastError: { bsonType: ['string', 'null'] },
          expireAt: {
            bsonType: ['date', 'null'],
            description: 'When MongoDB removes it; null unless delivered',
          },
        },
        required: [
          'tenant',
          'endpoint',
          'eventId',
          'topic',
          'key',
          'body',
          'status',
          'attempts',
          'nextAttemptAt',
          'claim',
          'publishedAt',
          'createdAt',
          'deliveredAt',
          'lastFailedAt',
          'lastError',
          'expireAt',
        ],
      },
    },
    indexes: [
      { name: 'by_event', key: { tenant: 1, endpoint: 1, eventId: 1 }, unique: true },
      { name: 'due', key: { tenant: 1, endpoint: 1, status: 1, nextAttemptAt: 1 } },
      { name: 'oldest_of_status', key: { tenant: 1, endpoint: 1, status: 1, publishedAt: 1 } },
      { name: 'last_failures', key: { tenant: 1, endpoint: 1, lastFailedAt: -1 } },
      { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0 },
    ],
  },
];

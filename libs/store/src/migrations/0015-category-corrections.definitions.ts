import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'category_corrections',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          conversationId: { bsonType: 'string', minLength: 1, maxLength: 512 },
          field: { bsonType: 'string', enum: ['topic', 'intent', 'sentiment'] },
          value: {
            bsonType: 'string',
            description: 'A label; of a sentiment negative, neutral, positive',
            minLength: 1,
            maxLength: 200,
          },
          reason: { bsonType: ['string', 'null'] },
          givenBy: { bsonType: 'string', minLength: 1 },
          givenAt: { bsonType: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' },
        },
        required: ['tenant', 'conversationId', 'field', 'value', 'reason', 'givenBy', 'givenAt'],
      },
    },
    indexes: [
      { name: 'by_conversation_field', key: { tenant: 1, conversationId: 1, field: 1 }, unique: true },
      { name: 'newest', key: { tenant: 1, givenAt: -1, conversationId: -1, field: -1 } },
    ],
  },
];

import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'api_keys',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          keyId: {
            bsonType: 'string',
            description: 'The part of the key that names it',
            pattern: '^[0-9a-f]{16}$',
          },
          name: {
            bsonType: 'string',
            description: 'As the audit log names it',
            minLength: 1,
            maxLength: 100,
          },
          hash: { bsonType: 'string', description: 'SHA-256 of the key', pattern: '^[0-9a-f]{64}$' },
          previousHash: {
            bsonType: ['string', 'null'],
            pattern: '^[0-9a-f]{64}$',
            description: 'Of the key before the last rotation',
          },
          previousUntil: { bsonType: ['date', 'null'], description: 'Until when the one before holds too' },
          roles: { bsonType: 'array', items: { bsonType: 'string', minLength: 1 } },
          scopes: {
            bsonType: ['array', 'null'],
            items: { bsonType: 'string' },
            description: 'What of its roles it may use; null: all',
          },
          createdBy: { bsonType: 'string', minLength: 1 },
          createdAt: { bsonType: 'date' },
          rotatedAt: { bsonType: ['date', 'null'] },
          expiresAt: { bsonType: ['date', 'null'] },
          revokedAt: { bsonType: ['date', 'null'] },
          lastUsedAt: { bsonType: ['date', 'null'], description: 'To within some minutes' },
        },
        required: [
          'tenant',
          'keyId',
          'name',
          'hash',
          'previousHash',
          'previousUntil',
          'roles',
          'scopes',
          'createdBy',
          'createdAt',
          'rotatedAt',
          'expiresAt',
          'revokedAt',
          'lastUsedAt',
        ],
      },
    },
    indexes: [
      { name: 'by_key', key: { keyId: 1 }, unique: true },
      { name: 'by_name', key: { tenant: 1, name: 1 }, unique: true },
    ],
  },
];

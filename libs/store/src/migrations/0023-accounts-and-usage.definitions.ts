import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'accounts',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          accountId: { bsonType: 'string', pattern: '^[0-9a-f]{16}$' },
          name: {
            bsonType: 'string',
            description: 'Under which the person signs in; lower case',
            minLength: 1,
            maxLength: 100,
          },
          roles: { bsonType: 'array', items: { bsonType: 'string', minLength: 1 } },
          passwordHash: {
            bsonType: 'string',
            description: 'argon2id, with its salt and its parameters',
            minLength: 1,
          },
          passwordAt: { bsonType: 'date', description: 'When it was set' },
          totpSecret: {
            bsonType: ['string', 'null'],
            description: 'Of the second factor, base32; null: there is none',
          },
          totpPending: {
            bsonType: ['string', 'null'],
            description: 'Of a second factor that was not confirmed yet',
          },
          totpStep: {
            bsonType: ['number', 'null'],
            multipleOf: 1,
            minimum: -9007199254740991,
            description: 'The last 30 seconds whose code was used: none is taken twice',
          },
          devices: {
            bsonType: 'array',
            description: 'SHA-256 of what browsers hold that this person signed in from, newest last',
            items: { bsonType: 'string' },
          },
          createdBy: { bsonType: 'string', minLength: 1 },
          createdAt: { bsonType: 'date' },
          signedInAt: { bsonType: ['date', 'null'] },
          disabledAt: { bsonType: ['date', 'null'] },
        },
        required: [
          'tenant',
          'accountId',
          'name',
          'roles',
          'passwordHash',
          'passwordAt',
          'totpSecret',
          'totpPending',
          'totpStep',
          'devices',
          'createdBy',
          'createdAt',
          'signedInAt',
          'disabledAt',
        ],
      },
    },
    indexes: [
      { name: 'by_account', key: { accountId: 1 }, unique: true },
      { name: 'by_name', key: { tenant: 1, name: 1 }, unique: true },
    ],
  },
  {
    name: 'sessions',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          sessionId: { bsonType: 'string', pattern: '^[0-9a-f]{16}$' },
          hash: {
            bsonType: 'string',
            description: 'SHA-256 of what the browser holds',
            pattern: '^[0-9a-f]{64}$',
          },
          previousHash: {
            bsonType: ['string', 'null'],
            pattern: '^[0-9a-f]{64}$',
            description: 'Of what it held before, for requests that were on their way',
          },
          previousUntil: { bsonType: ['date', 'null'] },
          csrf: {
            bsonType: 'string',
            description: 'What the page sends with every change, as proof that it is our page',
            minLength: 1,
          },
          kind: { bsonType: 'string', description: 'How the person signed in', enum: ['password', 'oidc'] },
          subject: {
            bsonType: 'string',
            description: 'The account; of OpenID Connect issuer and subject',
            minLength: 1,
          },
          name: { bsonType: 'string', description: 'As the audit log names the person', minLength: 1 },
          roles: {
            bsonType: ['array', 'null'],
            items: { bsonType: 'string' },
            description: 'As the issuer said; null: those of the account',
          },
          createdAt: { bsonType: 'date' },
          rotatedAt: { bsonType: 'date' },
          seenAt: { bsonType: 'date', description: 'To within a minute' },
          endsAt: { bsonType: 'date', description: 'When it ends, however much it is used' },
          expireAt: {
            bsonType: 'date',
            description: 'When it ends unless it is used; then MongoDB removes it',
          },
        },
        required: [
          'tenant',
          'sessionId',
          'hash',
          'previousHash',
          'previousUntil',
          'csrf',
          'kind',
          'subject',
          'name',
          'roles',
          'createdAt',
          'rotatedAt',
          'seenAt',
          'endsAt',
          'expireAt',
        ],
      },
    },
    indexes: [
      { name: 'by_session', key: { sessionId: 1 }, unique: true },
      { name: 'of_subject', key: { tenant: 1, subject: 1, createdAt: 1 } },
      { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0 },
    ],
  },
  {
    name: 'sign_in_attempts',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          key: {
            bsonType: 'string',
            description: 'SHA-256 of the name, or of a browser that it was signed in from before',
            minLength: 1,
          },
          nTried: { bsonType: 'number', multipleOf: 1, minimum: 0 },
          expireAt: { bsonType: 'date', description: 'When it is forgotten' },
        },
        required: ['tenant', 'key', 'nTried', 'expireAt'],
      },
    },
    indexes: [
      { name: 'by_key', key: { tenant: 1, key: 1 }, unique: true },
      { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0 },
    ],
  },
  {
    name: 'sign_in_flows',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          flowHash: {
            bsonType: 'string',
            description: 'SHA-256 of what the browser holds meanwhile',
            pattern: '^[0-9a-f]{64}$',
          },
          state: { bsonType: 'string', minLength: 1 },
          nonce: { bsonType: 'string', minLength: 1 },
          verifier: { bsonType: 'string', description: 'Of PKCE (RFC 7636)', minLength: 1 },
          returnTo: { bsonType: 'string', description: 'Path of the page to go to then', minLength: 1 },
          expireAt: { bsonType: 'date' },
        },
        required: ['tenant', 'flowHash', 'state', 'nonce', 'verifier', 'returnTo', 'expireAt'],
      },
    },
    indexes: [
      { name: 'by_flow', key: { flowHash: 1 }, unique: true },
      { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0 },
    ],
  },
  {
    name: 'usage',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          key: {
            bsonType: 'string',
            description: 'What is limited, and of whom: `requests/api-key/…`, `rows`',
            minLength: 1,
          },
          windowAt: { bsonType: 'date', description: 'When the window began' },
          nTaken: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Handed out to replicas: at most what the limit allows',
            minimum: 0,
          },
          expireAt: { bsonType: 'date', description: 'When MongoDB removes it' },
        },
        required: ['tenant', 'key', 'windowAt', 'nTaken', 'expireAt'],
      },
    },
    indexes: [
      { name: 'by_window', key: { tenant: 1, key: 1, windowAt: 1 }, unique: true },
      { name: 'expiry', key: { expireAt: 1 }, expireAfterSeconds: 0 },
    ],
  },
];

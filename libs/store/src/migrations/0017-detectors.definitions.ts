import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'detectors',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          name: { bsonType: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
          revision: { bsonType: 'number', multipleOf: 1, description: 'Grows by 1 with each write' },
          live: {
            bsonType: ['number', 'null'],
            multipleOf: 1,
            description: 'The version that answers where none is named',
          },
          lastVersion: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'The highest number that was given out',
            minimum: 0,
          },
          versions: {
            bsonType: 'array',
            description: 'The newest last',
            maxItems: 100,
            items: {
              bsonType: 'object',
              properties: {
                version: { bsonType: 'number', multipleOf: 1 },
                jobId: {
                  bsonType: 'string',
                  description: 'The job that made it: a repeat makes no second one',
                  minLength: 1,
                },
                isArchived: { bsonType: 'bool' },
                isDeleted: { bsonType: 'bool', description: 'Its model is being removed' },
                data: {
                  bsonType: 'object',
                  description: 'What it was trained from',
                  properties: {
                    objectKey: {
                      bsonType: 'string',
                      description: 'Where the file lies in object storage',
                      minLength: 1,
                    },
                    fileName: {
                      bsonType: 'string',
                      description: 'What the file is called',
                      minLength: 1,
                      maxLength: 255,
                    },
                    sha256: { bsonType: 'string', description: 'Of its content', pattern: '^[0-9a-f]{64}$' },
                    sizeBytes: { bsonType: 'number', multipleOf: 1, minimum: 0 },
                  },
                  required: ['objectKey', 'fileName', 'sha256', 'sizeBytes'],
                },
                parent: {
                  bsonType: ['number', 'null'],
                  multipleOf: 1,
                  description: 'The live version when it was trained',
                },
                model: {
                  bsonType: 'object',
                  description: 'The fitted model, and the hash of its bytes',
                  properties: {
                    objectKey: { bsonType: 'string', minLength: 1 },
                    sha256: { bsonType: 'string', minLength: 64, maxLength: 64 },
                    sizeBytes: { bsonType: 'number', multipleOf: 1 },
                  },
                  required: ['objectKey', 'sha256', 'sizeBytes'],
                },
                detector: { bsonType: 'string', minLength: 1 },
                threshold: { bsonType: 'number' },
                nRows: { bsonType: 'number', multipleOf: 1 },
                trainedBy: { bsonType: 'string', minLength: 1 },
                trainedAt: {
                  bsonType: 'string',
                  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
                },
              },
              required: [
                'version',
                'jobId',
                'isArchived',
                'isDeleted',
                'data',
                'parent',
                'model',
                'detector',
                'threshold',
                'nRows',
                'trainedBy',
                'trainedAt',
              ],
            },
          },
          promotions: {
            bsonType: 'array',
            description: 'What became live when, the newest last',
            maxItems: 100,
            items: {
              bsonType: 'object',
              properties: {
                version: { bsonType: 'number', multipleOf: 1 },
                at: { bsonType: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' },
                by: { bsonType: 'string' },
              },
              required: ['version', 'at', 'by'],
            },
          },
        },
        required: ['tenant', 'name', 'revision', 'live', 'lastVersion', 'versions', 'promotions'],
      },
    },
    indexes: [{ name: 'by_name', key: { tenant: 1, name: 1 }, unique: true }],
  },
  {
    name: 'detector_jobs',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          jobId: { bsonType: 'string', minLength: 1 },
          kind: { bsonType: 'string', enum: ['train', 'score'] },
          name: { bsonType: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
          version: { bsonType: ['number', 'null'], multipleOf: 1 },
          state: { bsonType: 'string', enum: ['waiting', 'running', 'done', 'failed', 'cancelled'] },
          data: {
            bsonType: 'object',
            properties: {
              objectKey: {
                bsonType: 'string',
                description: 'Where the file lies in object storage',
                minLength: 1,
              },
              fileName: {
                bsonType: 'string',
                description: 'What the file is called',
                minLength: 1,
                maxLength: 255,
              },
              sha256: { bsonType: 'string', description: 'Of its content', pattern: '^[0-9a-f]{64}$' },
              sizeBytes: { bsonType: 'number', multipleOf: 1, minimum: 0 },
            },
            required: ['objectKey', 'fileName', 'sha256', 'sizeBytes'],
          },
          progress: {
            bsonType: 'object',
            properties: {
              phase: { bsonType: 'string' },
              share: { bsonType: 'number', minimum: 0, maximum: 1 },
              secondsLeft: { bsonType: ['number', 'null'], minimum: 0 },
            },
            required: ['phase', 'share', 'secondsLeft'],
          },
          error: { bsonType: ['string', 'null'] },
          attempts: { bsonType: 'number', multipleOf: 1, description: 'How often it was begun', minimum: 0 },
          holder: { bsonType: ['string', 'null'], description: 'Who works on it' },
          leaseUntil: { bsonType: 'date', description: 'Until then it is not taken over' },
          requestedBy: { bsonType: 'string', minLength: 1 },
          requestedAt: { bsonType: 'date' },
          endedAt: { bsonType: ['date', 'null'] },
        },
        required: [
          'tenant',
          'jobId',
          'kind',
          'name',
          'version',
          'state',
          'data',
          'progress',
          'error',
          'attempts',
          'holder',
          'leaseUntil',
          'requestedBy',
          'requestedAt',
          'endedAt',
        ],
      },
    },
    indexes: [
      { name: 'to_expire', key: { endedAt: 1 }, partialFilterExpression: { endedAt: { $type: 'date' } } },
      { name: 'by_job', key: { tenant: 1, jobId: 1 }, unique: true },
      { name: 'newest', key: { tenant: 1, requestedAt: -1, _id: -1 } },
      { name: 'open', key: { tenant: 1, endedAt: 1, leaseUntil: 1 } },
    ],
  },
];

import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'incidents',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          incidentId: { bsonType: 'string', minLength: 1 },
          change: { bsonType: 'string', enum: ['begun', 'grown', 'explained', 'over', 'withdrawn'] },
          pass: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Grows with each change of the incident; higher wins',
            minimum: 0,
          },
          severity: { bsonType: 'string', enum: ['info', 'warning', 'critical'] },
          startedAt: {
            bsonType: 'string',
            description: 'First hour that was not as it should be',
            pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
          },
          endedAt: {
            bsonType: 'string',
            description: 'End of the last such hour; of one that goes on, the newest known',
            pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
          },
          isOver: { bsonType: 'bool', description: 'Hours after its end are known and as usual' },
          metric: {
            bsonType: 'string',
            description: 'What says it best, such as `volume`, `share`, `error-rate`, `latency`',
          },
          slice: {
            bsonType: 'object',
            properties: {
              dimension: {
                bsonType: 'string',
                enum: ['all', 'source', 'model', 'topic', 'language', 'user'],
              },
              label: {
                bsonType: 'string',
                description: 'Value of the dimension; empty for all conversations',
              },
            },
            required: ['dimension', 'label'],
          },
          observed: { bsonType: 'number' },
          expected: { bsonType: 'number' },
          score: {
            bsonType: 'number',
            description: 'How sure, from 0 to 1; 0.5 is just sure enough',
            minimum: 0,
            maximum: 1,
          },
          title: { bsonType: 'string', description: 'What happened, in a few words' },
          story: { bsonType: 'string', description: 'What happened and why, in two sentences' },
          causes: {
            bsonType: 'array',
            description: 'Slices that explain the change, the largest part first; empty where all are alike',
            maxItems: 10,
            items: {
              bsonType: 'object',
              properties: {
                dimension: {
                  bsonType: 'string',
                  enum: ['all', 'source', 'model', 'topic', 'language', 'user'],
                },
                label: {
                  bsonType: 'string',
                  description: 'Value of the dimension; empty for all conversations',
                },
                observed: { bsonType: 'number', description: 'Conversations' },
                expected: { bsonType: 'number' },
                share: {
                  bsonType: 'number',
                  description: 'Of the whole change, the part that this slice explains',
                },
              },
              required: ['dimension', 'label', 'observed', 'expected', 'share'],
            },
          },
          findings: {
            bsonType: 'array',
            description: 'Series that moved together, the surest first',
            maxItems: 20,
            items: {
              bsonType: 'object',
              properties: {
                metric: { bsonType: 'string' },
                slice: {
                  bsonType: 'object',
                  properties: {
                    dimension: {
                      bsonType: 'string',
                      enum: ['all', 'source', 'model', 'topic', 'language', 'user'],
                    },
                    label: {
                      bsonType: 'string',
                      description: 'Value of the dimension; empty for all conversations',
                    },
                  },
                  required: ['dimension', 'label'],
                },
                startedAt: {
                  bsonType: 'string',
                  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
                },
                endedAt: {
                  bsonType: 'string',
                  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
                },
                observed: { bsonType: 'number' },
                expected: { bsonType: 'number' },
              },
              required: ['metric', 'slice', 'startedAt', 'endedAt', 'observed', 'expected'],
            },
          },
          rule: {
            bsonType: 'object',
            description: 'The rule that found it; absent where nobody asked for it',
            properties: {
              name: { bsonType: 'string', description: 'Name of the rule' },
              version: { bsonType: 'number', multipleOf: 1, description: 'Version that held' },
              owner: { bsonType: ['string', 'null'], description: 'Who looks after it' },
              runbook: { bsonType: ['string', 'null'], description: 'Where it says what to do' },
            },
            required: ['name', 'version', 'owner', 'runbook'],
          },
          nConversations: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Conversations it is about',
            minimum: 0,
          },
          exampleConversationIds: { bsonType: 'array', maxItems: 50, items: { bsonType: 'string' } },
          detector: { bsonType: 'string' },
          revision: { bsonType: 'string', description: 'Hash of all of it but pass and change' },
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          isWithdrawn: { bsonType: 'bool' },
          isPublished: {
            bsonType: 'bool',
            description: 'False between storing a change and its being published',
          },
          detectedAt: { bsonType: 'date' },
        },
        required: [
          'incidentId',
          'change',
          'pass',
          'severity',
          'startedAt',
          'endedAt',
          'isOver',
          'metric',
          'slice',
          'observed',
          'expected',
          'score',
          'title',
          'story',
          'causes',
          'findings',
          'nConversations',
          'exampleConversationIds',
          'detector',
          'revision',
          'tenant',
          'isWithdrawn',
          'isPublished',
          'detectedAt',
        ],
      },
    },
    indexes: [
      { name: 'by_incident', key: { tenant: 1, incidentId: 1 }, unique: true },
      { name: 'newest', key: { tenant: 1, isWithdrawn: 1, startedAt: -1, incidentId: -1 } },
      {
        name: 'unpublished',
        key: { tenant: 1, isPublished: 1, incidentId: 1 },
        partialFilterExpression: { isPublished: false },
      },
    ],
  },
  {
    name: 'anomaly_rules',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          name: { bsonType: 'string', minLength: 1 },
          version: { bsonType: 'number', multipleOf: 1, description: '1, 2, 3 …: one more with each change' },
          rule: {
            bsonType: ['object', 'null'],
            properties: {
              name: {
                bsonType: 'string',
                description: 'Name of the rule; the same again is its next version',
                pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
              },
              metric: {
                bsonType: 'string',
                description: 'What is measured',
                enum: [
                  'volume',
                  'error-rate',
                  'refusal-rate',
                  'unusual-rate',
                  'sentiment',
                  'quality',
                  'latency',
                  'length',
                ],
              },
              window: { bsonType: 'string' },
            },
            required: ['name', 'metric', 'window'],
            description: 'As it holds now; null of a removed one',
          },
          since: {
            bsonType: 'string',
            description: 'It speaks for hours from here on',
            pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
          },
          savedBy: { bsonType: 'string', minLength: 1 },
          savedAt: { bsonType: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' },
          requestId: {
            bsonType: 'string',
            description: 'Of the request that it was last changed by: a repeat changes nothing',
            minLength: 1,
          },
          history: {
            bsonType: 'array',
            description: 'Every version, the newest last',
            maxItems: 100,
            items: {
              bsonType: 'object',
              properties: {
                version: { bsonType: 'number', multipleOf: 1 },
                rule: {
                  bsonType: ['object', 'null'],
                  properties: {
                    name: {
                      bsonType: 'string',
                      description: 'Name of the rule; the same again is its next version',
                      pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
                    },
                    metric: {
                      bsonType: 'string',
                      description: 'What is measured',
                      enum: [
                        'volume',
                        'error-rate',
                        'refusal-rate',
                        'unusual-rate',
                        'sentiment',
                        'quality',
                        'latency',
                        'length',
                      ],
                    },
                    window: { bsonType: 'string' },
                  },
                  required: ['name', 'metric', 'window'],
                },
                savedBy: { bsonType: 'string' },
                savedAt: {
                  bsonType: 'string',
                  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
                },
              },
              required: ['version', 'rule', 'savedBy', 'savedAt'],
            },
          },
        },
        required: [
          'tenant',
          'name',
          'version',
          'rule',
          'since',
          'savedBy',
          'savedAt',
          'requestId',
          'history',
        ],
      },
    },
    indexes: [{ name: 'by_name', key: { tenant: 1, name: 1 }, unique: true }],
  },
  {
    name: 'finding_feedback',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          subjectId: { bsonType: 'string', description: 'Finding or incident', minLength: 1 },
          kind: {
            bsonType: 'string',
            description: 'What is judged together, such as `latency/up` or `conversation/answer time`',
            minLength: 1,
          },
          verdict: { bsonType: 'string', enum: ['confirmed', 'rejected', 'false-alarm'] },
          reason: { bsonType: ['string', 'null'] },
          strength: {
            bsonType: 'number',
            description: 'How far beyond its threshold it was: 1 is just beyond',
          },
          givenBy: { bsonType: 'string', minLength: 1 },
          givenAt: { bsonType: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' },
        },
        required: ['tenant', 'subjectId', 'kind', 'verdict', 'reason', 'strength', 'givenBy', 'givenAt'],
      },
    },
    indexes: [
      { name: 'by_subject', key: { tenant: 1, subjectId: 1 }, unique: true },
      { name: 'newest', key: { tenant: 1, givenAt: -1, subjectId: -1 } },
    ],
  },
];

import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'conversation_scores',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          conversationId: { bsonType: 'string', minLength: 1, maxLength: 512 },
          source: {
            bsonType: 'string',
            description: 'Name of the configured source it came from',
            minLength: 1,
          },
          revision: {
            bsonType: 'string',
            description: 'Hash of the content: equal content, equal revision',
            pattern: '^[0-9a-f]{32}$',
          },
          sequence: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Grows with each change of the conversation; higher wins',
            minimum: 0,
          },
          pass: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Grows when a stage repeats its work on the same sequence; higher wins',
            minimum: 0,
          },
          startedAt: {
            bsonType: 'string',
            description: 'First message, or creation at the source (UTC)',
            pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
          },
          endedAt: { bsonType: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' },
          userId: { bsonType: ['string', 'null'] },
          model: { bsonType: ['string', 'null'], description: 'The AI model that answered' },
          nMessages: { bsonType: 'number', multipleOf: 1, minimum: 0 },
          topic: { bsonType: 'string' },
          anomalyScore: { bsonType: 'number', description: 'Higher is more unusual', minimum: 0, maximum: 1 },
          isAnomalous: { bsonType: 'bool' },
          threshold: { bsonType: 'number', minimum: 0, maximum: 1 },
          contributions: {
            bsonType: 'array',
            items: {
              bsonType: 'object',
              properties: {
                feature: { bsonType: 'string' },
                value: { bsonType: ['number', 'null'] },
                contribution: {
                  bsonType: 'number',
                  description: 'Share of the score, in score units; contributions sum to the score',
                },
              },
              required: ['feature', 'value', 'contribution'],
            },
          },
          detector: { bsonType: 'string', description: 'Name and version of the detector' },
          isSettled: {
            bsonType: 'bool',
            description:
              'False: a preview on arrival; true: judged against the reference of its day, whatever the order of arrival; absent is true',
          },
          reference: {
            bsonType: ['string', 'null'],
            description: 'Version of the conversations it was compared with',
          },
          explanation: { bsonType: 'string', description: 'Why, in one sentence' },
          similarConversationIds: {
            bsonType: 'array',
            description: 'Usual conversations that are most like it, nearest first',
            maxItems: 3,
            items: { bsonType: 'string' },
          },
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          deletedAt: {
            bsonType: 'date',
            description: 'When it was noticed to be gone; only on what a deletion leaves',
          },
          date: {
            bsonType: 'string',
            description: 'UTC day the conversation started',
            pattern: '^\\d{4}-\\d\\d-\\d\\d$',
          },
          metrics: {
            bsonType: 'object',
            properties: {
              sentiment: { bsonType: 'number', minimum: -1, maximum: 1 },
              quality: { bsonType: 'number', minimum: 0, maximum: 1 },
              nAssistantMessages: { bsonType: 'number', multipleOf: 1, minimum: 0 },
              nErrors: { bsonType: 'number', multipleOf: 1, minimum: 0 },
              meanLatencySeconds: {
                bsonType: ['number', 'null'],
                minimum: 0,
                description: 'Null when unknown',
              },
              typicalLatencySeconds: {
                bsonType: ['number', 'null'],
                minimum: 0,
                description: 'Geometric mean; null when unknown',
              },
              isRefused: { bsonType: 'bool', description: 'An answer refused what was asked' },
              language: { bsonType: 'string' },
            },
            required: ['sentiment', 'quality', 'nAssistantMessages', 'nErrors', 'meanLatencySeconds'],
          },
          features: {
            bsonType: 'array',
            description: 'What the detectors see of it',
            items: { bsonType: 'number' },
          },
          isPublished: { bsonType: 'bool', description: 'False between settling it and publishing that' },
          sampleKey: {
            bsonType: 'number',
            description: 'Hash of the id: the lowest of a day are its sample',
          },
          scoredAt: { bsonType: 'date' },
        },
        anyOf: [
          {
            required: [
              'conversationId',
              'source',
              'revision',
              'sequence',
              'pass',
              'startedAt',
              'endedAt',
              'userId',
              'model',
              'nMessages',
              'topic',
              'anomalyScore',
              'isAnomalous',
              'threshold',
              'contributions',
              'detector',
              'tenant',
              'date',
              'metrics',
              'scoredAt',
            ],
          },
          { required: ['tenant', 'conversationId', 'sequence', 'deletedAt'] },
        ],
      },
    },
    indexes: [
      { name: 'by_conversation', key: { tenant: 1, conversationId: 1 }, unique: true },
      { name: 'by_start', key: { tenant: 1, startedAt: 1, conversationId: 1 } },
      { name: 'sample_of_day', key: { tenant: 1, date: 1, sampleKey: 1, conversationId: 1 } },
    ],
  },
  {
    name: 'anomalies',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          anomalyId: { bsonType: 'string', minLength: 1 },
          kind: { bsonType: 'string', enum: ['conversation', 'metric', 'record'] },
          severity: { bsonType: 'string', enum: ['info', 'warning', 'critical'] },
          detectedFor: {
            bsonType: 'string',
            description: 'Start of what is unusual: conversation start or window start',
            pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
          },
          windowEnd: {
            bsonType: 'string',
            pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$',
          },
          metric: {
            bsonType: 'string',
            description:
              'What was measured, such as `volume`, `sentiment`, `error-rate`, `conversation-score`',
          },
          group: {
            bsonType: 'object',
            description: 'The slice it holds for, such as {"model":"m-1"}; empty for all',
            additionalProperties: { bsonType: 'string' },
          },
          observed: { bsonType: 'number' },
          expected: { bsonType: ['number', 'null'] },
          score: { bsonType: 'number', minimum: 0, maximum: 1 },
          contributions: {
            bsonType: 'array',
            items: {
              bsonType: 'object',
              properties: {
                feature: { bsonType: 'string' },
                value: { bsonType: ['number', 'null'] },
                contribution: {
                  bsonType: 'number',
                  description: 'Share of the score, in score units; contributions sum to the score',
                },
              },
              required: ['feature', 'value', 'contribution'],
            },
          },
          explanation: { bsonType: 'string', description: 'One sentence a person can act on' },
          exampleConversationIds: { bsonType: 'array', maxItems: 10, items: { bsonType: 'string' } },
          detector: { bsonType: 'string' },
          revision: {
            bsonType: 'string',
            description: 'Hash of the finding: an updated finding has another one',
          },
          pass: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Grows with each change of the finding; higher wins; absent is 0',
            minimum: 0,
          },
          isWithdrawn: {
            bsonType: 'bool',
            description: 'True: later data refutes it, or it was settled as usual; absent is false',
          },
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          detectedAt: { bsonType: 'date' },
        },
        required: [
          'anomalyId',
          'kind',
          'severity',
          'detectedFor',
          'windowEnd',
          'metric',
          'group',
          'observed',
          'expected',
          'score',
          'contributions',
          'explanation',
          'exampleConversationIds',
          'detector',
          'revision',
          'tenant',
          'detectedAt',
        ],
      },
    },
    indexes: [
      { name: 'by_anomaly', key: { tenant: 1, anomalyId: 1 }, unique: true },
      { name: 'newest', key: { tenant: 1, detectedFor: -1, anomalyId: -1 } },
    ],
  },
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
    name: 'metric_hours',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          hour: { bsonType: 'string', description: 'UTC, `YYYY-MM-DDTHH`' },
          date: { bsonType: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
          version: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Grows whenever a conversation of the hour is written',
            minimum: 0,
          },
          needsCounting: { bsonType: 'bool' },
          needsScan: {
            bsonType: 'bool',
            description: 'Counted since its days were last looked at for incidents',
          },
          needsSettling: { bsonType: 'bool' },
          changedAt: { bsonType: 'date' },
          n: {
            bsonType: 'number',
            multipleOf: 1,
            description: 'Conversations when it was last counted',
            minimum: 0,
          },
          slices: {
            bsonType: 'array',
            items: {
              bsonType: 'object',
              properties: {
                dimension: { bsonType: 'string' },
                label: { bsonType: 'string' },
                sums: {
                  bsonType: 'array',
                  description: 'In the order of SUM_FIELDS of the anomaly service',
                  items: { bsonType: 'number' },
                },
              },
              required: ['dimension', 'label', 'sums'],
            },
          },
        },
        required: [
          'tenant',
          'hour',
          'date',
          'version',
          'needsCounting',
          'needsScan',
          'needsSettling',
          'changedAt',
          'n',
          'slices',
        ],
      },
    },
    indexes: [
      { name: 'by_hour', key: { tenant: 1, hour: 1 }, unique: true },
      { name: 'sizes', key: { tenant: 1, hour: 1, version: 1, n: 1 } },
      {
        name: 'to_count',
        key: { tenant: 1, needsCounting: 1, hour: 1 },
        partialFilterExpression: { needsCounting: true },
      },
      {
        name: 'to_scan',
        key: { tenant: 1, needsScan: 1, hour: 1 },
        partialFilterExpression: { needsScan: true },
      },
      {
        name: 'to_settle',
        key: { tenant: 1, needsSettling: 1, hour: 1 },
        partialFilterExpression: { needsSettling: true },
      },
    ],
  },
];

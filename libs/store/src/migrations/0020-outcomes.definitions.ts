import type { CollectionDefinition } from './collection-definition.ts';

/** What changed, frozen by tools/store/freeze-migration.ts; never edited. */
export const definitions: readonly CollectionDefinition[] = [
  {
    name: 'conversation_categories',
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
          language: {
            bsonType: 'string',
            description: 'ISO 639-1 code where there is one; `und` when undetermined',
            minLength: 2,
            maxLength: 8,
          },
          topic: {
            bsonType: 'object',
            properties: {
              label: { bsonType: 'string', minLength: 1 },
              confidence: { bsonType: 'number', minimum: 0, maximum: 1 },
              alternatives: {
                bsonType: 'array',
                items: {
                  bsonType: 'object',
                  properties: {
                    label: { bsonType: 'string', minLength: 1 },
                    confidence: { bsonType: 'number', minimum: 0, maximum: 1 },
                  },
                  required: ['label', 'confidence'],
                },
              },
              evidence: { bsonType: 'array', items: { bsonType: 'string' } },
            },
            required: ['label', 'confidence', 'alternatives', 'evidence'],
          },
          intent: {
            bsonType: 'object',
            properties: {
              label: { bsonType: 'string', minLength: 1 },
              confidence: { bsonType: 'number', minimum: 0, maximum: 1 },
            },
            required: ['label', 'confidence'],
          },
          sentiment: {
            bsonType: 'object',
            properties: {
              label: { bsonType: 'string', enum: ['negative', 'neutral', 'positive'] },
              score: {
                bsonType: 'number',
                description: '-1 very negative, 1 very positive',
                minimum: -1,
                maximum: 1,
              },
              confidence: { bsonType: 'number', minimum: 0, maximum: 1 },
            },
            required: ['label', 'score', 'confidence'],
          },
          quality: {
            bsonType: 'object',
            properties: {
              score: {
                bsonType: 'number',
                description: '1 is a conversation without any known defect',
                minimum: 0,
                maximum: 1,
              },
              issues: { bsonType: 'array', items: { bsonType: 'string' } },
            },
            required: ['score', 'issues'],
          },
          outcome: {
            bsonType: 'object',
            description: 'How it ended; absent in events that are older than this field',
            properties: {
              label: {
                bsonType: 'string',
                enum: ['resolved', 'partly', 'unresolved', 'escalated', 'abandoned', 'refused', 'unknown'],
              },
              confidence: {
                bsonType: 'number',
                description: 'Share of judged conversations with the same reason that a reader called so',
                minimum: 0,
                maximum: 1,
              },
              because: { bsonType: 'string', description: 'What shows it, in words' },
            },
            required: ['label', 'confidence', 'because'],
          },
          signals: {
            bsonType: 'array',
            description: 'Absent in events that are older than this field',
            items: {
              bsonType: 'object',
              properties: {
                name: {
                  bsonType: 'string',
                  enum: [
                    'refusal',
                    'repetition',
                    'unanswered_question',
                    'frustration',
                    'escalation_request',
                    'hallucination_complaint',
                  ],
                },
                messages: {
                  bsonType: 'array',
                  description: 'Index of each message that shows it',
                  items: { bsonType: 'number', multipleOf: 1, minimum: 0 },
                },
              },
              required: ['name', 'messages'],
            },
          },
          modelVersion: { bsonType: 'string', description: 'Name and version of the classifiers' },
          taxonomyVersion: { bsonType: 'string' },
          messages: {
            bsonType: 'array',
            items: {
              bsonType: 'object',
              properties: {
                index: { bsonType: 'number', multipleOf: 1, minimum: 0 },
                role: { bsonType: 'string', enum: ['user', 'assistant', 'system', 'tool'] },
                nCharacters: { bsonType: 'number', multipleOf: 1, minimum: 0 },
                nWords: { bsonType: 'number', multipleOf: 1, minimum: 0 },
                sentiment: { bsonType: 'number', minimum: -1, maximum: 1 },
                latencySeconds: {
                  bsonType: ['number', 'null'],
                  minimum: 0,
                  description: 'Since the message before; null when unknown',
                },
                isError: {
                  bsonType: 'bool',
                  description: 'An assistant message that reports a failure instead of answering',
                },
              },
              required: ['index', 'role', 'nCharacters', 'nWords', 'sentiment', 'latencySeconds', 'isError'],
            },
          },
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          deletedAt: {
            bsonType: 'date',
            description: 'When it was noticed to be gone; only on what a deletion leaves',
          },
          categorisedAt: { bsonType: 'date' },
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
              'language',
              'topic',
              'intent',
              'sentiment',
              'quality',
              'modelVersion',
              'taxonomyVersion',
              'messages',
              'tenant',
              'categorisedAt',
            ],
          },
          { required: ['tenant', 'conversationId', 'sequence', 'deletedAt'] },
        ],
      },
    },
    indexes: [
      { name: 'to_expire', key: { deletedAt: 1 }, partialFilterExpression: { deletedAt: { $type: 'date' } } },
      { name: 'by_conversation', key: { tenant: 1, conversationId: 1 }, unique: true },
    ],
  },
  {
    name: 'conversation_analytics',
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
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          date: {
            bsonType: 'string',
            description: 'UTC day the conversation started',
            pattern: '^\\d{4}-\\d\\d-\\d\\d$',
          },
          title: { bsonType: ['string', 'null'] },
          nUserMessages: { bsonType: 'number', multipleOf: 1, minimum: 0 },
          nCharacters: { bsonType: 'number', multipleOf: 1, minimum: 0 },
          durationSeconds: { bsonType: 'number', minimum: 0 },
          language: {
            bsonType: ['object', 'null'],
            properties: {
              sequence: { bsonType: 'number', multipleOf: 1, minimum: 0 },
              pass: { bsonType: 'number', multipleOf: 1, minimum: 0 },
              code: { bsonType: 'string' },
              confidence: { bsonType: 'number', minimum: 0, maximum: 1 },
              translationStatus: {
                bsonType: 'string',
                enum: [
                  'translated',
                  'same-language',
                  'not-configured',
                  'unsupported-language',
                  'untranslated',
                ],
              },
            },
            required: ['sequence', 'pass', 'code', 'confidence', 'translationStatus'],
          },
          category: {
            bsonType: ['object', 'null'],
            properties: {
              sequence: { bsonType: 'number', multipleOf: 1, minimum: 0 },
              pass: { bsonType: 'number', multipleOf: 1, minimum: 0 },
              topic: { bsonType: 'string' },
              topicConfidence: { bsonType: 'number', minimum: 0, maximum: 1 },
              intent: { bsonType: 'string' },
              sentiment: { bsonType: 'string', enum: ['negative', 'neutral', 'positive'] },
              sentimentScore: { bsonType: 'number', minimum: -1, maximum: 1 },
              quality: { bsonType: 'number', minimum: 0, maximum: 1 },
              qualityIssues: { bsonType: 'array', items: { bsonType: 'string' } },
              outcome: {
                bsonType: 'string',
                description: 'How it ended; rows of an older version do not say it',
                enum: ['resolved', 'partly', 'unresolved', 'escalated', 'abandoned', 'refused', 'unknown'],
              },
              outcomeConfidence: { bsonType: 'number', minimum: 0, maximum: 1 },
              signals: {
                bsonType: 'array',
                items: {
                  bsonType: 'string',
                  enum: [
                    'refusal',
                    'repetition',
                    'unanswered_question',
                    'frustration',
                    'escalation_request',
                    'hallucination_complaint',
                  ],
                },
              },
              nErrors: { bsonType: 'number', multipleOf: 1, minimum: 0 },
              nAnswers: {
                bsonType: 'number',
                multipleOf: 1,
                description: 'Messages of the assistant',
                minimum: 0,
              },
              meanLatencySeconds: { bsonType: ['number', 'null'], minimum: 0 },
              taxonomyVersion: { bsonType: 'string' },
            },
            required: [
              'sequence',
              'pass',
              'topic',
              'topicConfidence',
              'intent',
              'sentiment',
              'sentimentScore',
              'quality',
              'qualityIssues',
              'nErrors',
              'meanLatencySeconds',
              'taxonomyVersion',
            ],
          },
          anomaly: {
            bsonType: ['object', 'null'],
            properties: {
              sequence: { bsonType: 'number', multipleOf: 1, minimum: 0 },
              pass: { bsonType: 'number', multipleOf: 1, minimum: 0 },
              score: { bsonType: 'number', minimum: 0, maximum: 1 },
              isAnomalous: { bsonType: 'bool' },
              topFeature: { bsonType: ['string', 'null'] },
            },
            required: ['sequence', 'pass', 'score', 'isAnomalous', 'topFeature'],
          },
          deletion: {
            bsonType: ['object', 'null'],
            properties: {
              sequence: { bsonType: 'number', multipleOf: 1, minimum: 0 },
              at: { bsonType: 'date' },
            },
            required: ['sequence', 'at'],
            description: 'The newest deletion known; it holds while the conversation section is not newer',
          },
          deletedAt: { bsonType: ['date', 'null'] },
          isLive: {
            bsonType: 'bool',
            description: 'Its conversation section is there and no deletion holds',
          },
          pastHours: {
            bsonType: 'array',
            description: 'Hours it started in before it was moved: their measures change with it',
            items: { bsonType: 'string' },
          },
          updatedAt: { bsonType: 'date' },
        },
        required: [
          'conversationId',
          'tenant',
          'language',
          'category',
          'anomaly',
          'deletion',
          'deletedAt',
          'isLive',
          'updatedAt',
        ],
      },
    },
    indexes: [
      { name: 'to_expire', key: { deletedAt: 1 }, partialFilterExpression: { deletedAt: { $type: 'date' } } },
      { name: 'by_conversation', key: { tenant: 1, conversationId: 1 }, unique: true },
      { name: 'newest', key: { tenant: 1, isLive: 1, startedAt: -1, conversationId: -1 } },
      { name: 'newest_of_user', key: { tenant: 1, isLive: 1, userId: 1, startedAt: -1, conversationId: -1 } },
      {
        name: 'newest_of_topic',
        key: { tenant: 1, isLive: 1, 'category.topic': 1, startedAt: -1, conversationId: -1 },
      },
      { name: 'newest_of_model', key: { tenant: 1, isLive: 1, model: 1, startedAt: -1, conversationId: -1 } },
      {
        name: 'newest_of_language',
        key: { tenant: 1, isLive: 1, 'language.code': 1, startedAt: -1, conversationId: -1 },
      },
      {
        name: 'most_unusual',
        key: { tenant: 1, isLive: 1, 'anomaly.score': -1, startedAt: -1, conversationId: -1 },
      },
      {
        name: 'newest_anomalous',
        key: { tenant: 1, isLive: 1, 'anomaly.isAnomalous': 1, startedAt: -1, conversationId: -1 },
        partialFilterExpression: { 'anomaly.isAnomalous': true },
      },
      {
        name: 'strongest_of_day',
        key: { tenant: 1, isLive: 1, date: 1, 'anomaly.score': -1, conversationId: 1 },
        partialFilterExpression: { 'anomaly.isAnomalous': true },
      },
    ],
  },
  {
    name: 'measures',
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        properties: {
          tenant: { bsonType: 'string', description: 'Whose document it is', minLength: 1, maxLength: 128 },
          granularity: { bsonType: 'string', enum: ['hour', 'day', 'month'] },
          at: { bsonType: 'string', description: '`2026-03-12T14`, `2026-03-12` or `2026-03` (UTC)' },
          dimension: {
            bsonType: 'string',
            enum: ['all', 'topic', 'intent', 'sentiment', 'outcome', 'signal', 'language', 'model', 'source'],
          },
          rows: {
            bsonType: 'array',
            description: 'Figures of each label, in order of the label',
            items: {
              bsonType: 'object',
              properties: {
                label: { bsonType: 'string' },
                nConversations: { bsonType: 'number', multipleOf: 1, minimum: 0 },
              },
              required: ['label', 'nConversations'],
            },
          },
          written: {
            bsonType: 'string',
            description: 'Another with each writing: two writers of one bucket must collide',
          },
        },
        required: ['tenant', 'granularity', 'at', 'dimension', 'rows', 'written'],
      },
    },
    indexes: [{ name: 'by_bucket', key: { tenant: 1, granularity: 1, dimension: 1, at: 1 }, unique: true }],
  },
];

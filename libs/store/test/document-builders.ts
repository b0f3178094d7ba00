import { aConversation } from '@convoscope/testing';
import { conversationDate, toConversationRef } from '@convoscope/contracts';
import type { Conversation, ConversationRef } from '@convoscope/contracts';
import type {
  AnalyticsSection,
  CategoryDocument,
  ConversationDocument,
  ProcessingErrorDocument,
  ReportDocument,
  ScoreDocument,
  TranslationDocument,
  WebhookDeliveryDocument,
} from '@convoscope/store';

export const AT = new Date('2026-03-01T10:00:00.000Z');

export const aMessagesDocument = (overrides: Partial<ConversationDocument> = {}): ConversationDocument => ({
  ...aConversation(overrides),
  tenant: 'acme',
  sourceRowId: '1',
  ingestedAt: AT,
  deletedAt: null,
  ...overrides,
});

const refOf = (overrides: Partial<ConversationRef>): ConversationRef => {
  const { conversationId, source, sequence, pass, startedAt, endedAt, userId, model } = overrides;
  const given = { conversationId, source, sequence, pass, startedAt, endedAt, userId, model };
  return toConversationRef(aConversation(JSON.parse(JSON.stringify(given)) as Partial<Conversation>));
};

export const aTranslation = (overrides: Partial<TranslationDocument> = {}): TranslationDocument => ({
  ...refOf(overrides),
  tenant: 'acme',
  title: null,
  metadata: {},
  language: 'en',
  languageConfidence: 0.9,
  languages: ['en'],
  pivotLanguage: 'en',
  translationStatus: 'same-language',
  translator: null,
  messages: [],
  translatedAt: AT,
  ...overrides,
});

export const aCategory = (overrides: Partial<CategoryDocument> = {}): CategoryDocument => ({
  ...refOf(overrides),
  tenant: 'acme',
  language: 'en',
  topic: { label: 'account', confidence: 0.8, alternatives: [], evidence: [] },
  intent: { label: 'question', confidence: 0.7 },
  sentiment: { label: 'neutral', score: 0, confidence: 0.6 },
  quality: { score: 1, issues: [] },
  modelVersion: 'm-1',
  taxonomyVersion: 't-1',
  messages: [],
  categorisedAt: AT,
  ...overrides,
});

export const aScore = (overrides: Partial<ScoreDocument> = {}): ScoreDocument => {
  const ref = refOf(overrides);
  return {
    ...ref,
    tenant: 'acme',
    topic: 'account',
    anomalyScore: 0.2,
    isAnomalous: false,
    threshold: 0.8,
    contributions: [],
    detector: 'd-1',
    date: conversationDate(ref),
    metrics: { sentiment: 0.5, quality: 1, nAssistantMessages: 1, nErrors: 0, meanLatencySeconds: 2 },
    scoredAt: AT,
    ...overrides,
  };
};

export const aConversationSection = (
  overrides: Partial<Extract<AnalyticsSection, { section: 'conversation' }>['value']> = {},
): AnalyticsSection => {
  const ref = refOf(overrides);
  const figures = { title: 'Password reset', nUserMessages: 1, nCharacters: 70, durationSeconds: 30 };
  return {
    section: 'conversation',
    value: { ...ref, date: conversationDate(ref), ...figures, ...overrides },
  };
};

export const aLanguageSection = (
  conversationId: string,
  version: { sequence: number; pass: number },
  code = 'en',
): AnalyticsSection => ({
  section: 'language',
  conversationId,
  value: { ...version, code, confidence: 0.9, translationStatus: 'same-language' },
});

export const aCategorySection = (
  conversationId: string,
  version: { sequence: number; pass: number },
  topic = 'account',
): AnalyticsSection => ({
  section: 'category',
  conversationId,
  value: {
    ...version,
    topic,
    topicConfidence: 0.8,
    intent: 'question',
    sentiment: 'neutral',
    sentimentScore: 0,
    quality: 1,
    qualityIssues: [],
    nErrors: 0,
    meanLatencySeconds: null,
    taxonomyVersion: 't-1',
  },
});

export const anAnomalySection = (
  conversationId: string,
  version: { sequence: number; pass: number },
  isAnomalous = false,
): AnalyticsSection => ({
  section: 'anomaly',
  conversationId,
  value: { ...version, score: isAnomalous ? 0.95 : 0.1, isAnomalous, topFeature: null },
});

export const aProcessingError = (
  overrides: Partial<ProcessingErrorDocument> = {},
): ProcessingErrorDocument => ({
  tenant: 'acme',
  source: 'nocodb',
  sourceRowId: '1',
  conversationId: null,
  field: 'messages',
  reason: 'not-json',
  message: 'messages is not JSON',
  status: 'retrying',
  attempts: 1,
  firstSeenAt: AT,
  lastSeenAt: AT,
  nextRetryAt: AT,
  ...overrides,
});

export const aReport = (overrides: Partial<ReportDocument> = {}): ReportDocument => ({
  tenant: 'acme',
  reportId: 'daily-2026-01-05',
  period: 'daily',
  from: '2026-01-05',
  to: '2026-01-05',
  revision: 'r',
  content: { 'total.$': 1, nested: { $x: [null, 'a'] } },
  artefacts: [{ format: 'html', objectKey: 'k', sizeBytes: 10 }],
  createdAt: AT,
  ...overrides,
});

export const aDelivery = (overrides: Partial<WebhookDeliveryDocument> = {}): WebhookDeliveryDocument => ({
  ...{
    tenant: 'acme',
    endpoint: 'crm',
    eventId: 'e1',
    topic: 'conversations.scored.v1',
    key: 'c1',
    body: '{}',
  },
  ...{ status: 'pending', attempts: 0, nextAttemptAt: AT, claim: null, publishedAt: AT, createdAt: AT },
  ...{ deliveredAt: null, lastFailedAt: null, lastError: null, expireAt: null },
  ...overrides,
});

import type {
  ConversationCategorised,
  ConversationIngested,
  ConversationScored,
  ConversationTranslated,
} from '@convoscope/contracts';
import { conversationDate, toConversationRef } from '@convoscope/contracts';
import type { AnalyticsSection } from '@convoscope/store';

const secondsBetween = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);

/** The conversation itself: who, when, how much. */
export const toConversationSection = (data: ConversationIngested): AnalyticsSection => ({
  section: 'conversation',
  value: {
    ...toConversationRef(data),
    date: conversationDate(data),
    title: data.title,
    nUserMessages: data.messages.filter(({ role }) => role === 'user').length,
    nCharacters: data.messages.reduce((sum, { content }) => sum + content.length, 0),
    durationSeconds: secondsBetween(data.startedAt, data.endedAt),
  },
});

export const toLanguageSection = (data: ConversationTranslated): AnalyticsSection => ({
  section: 'language',
  conversationId: data.conversationId,
  value: {
    code: data.language,
    confidence: data.languageConfidence,
    translationStatus: data.translationStatus,
    sequence: data.sequence,
    pass: data.pass,
  },
});

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Latency is that of the assistant's answers: how long users think is no defect. */
export const toCategorySection = (data: ConversationCategorised): AnalyticsSection => ({
  section: 'category',
  conversationId: data.conversationId,
  value: {
    topic: data.topic.label,
    topicConfidence: data.topic.confidence,
    intent: data.intent.label,
    sentiment: data.sentiment.label,
    sentimentScore: data.sentiment.score,
    quality: data.quality.score,
    qualityIssues: data.quality.issues,
    ...(data.outcome && { outcome: data.outcome.label, outcomeConfidence: data.outcome.confidence }),
    ...(data.signals && { signals: data.signals.map(({ name }) => name) }),
    nAnswers: data.messages.filter(({ role }) => role === 'assistant').length,
    nErrors: data.messages.filter(({ isError }) => isError).length,
    meanLatencySeconds: mean(
      data.messages.flatMap(({ role, latencySeconds }) =>
        role === 'assistant' && latencySeconds !== null ? [latencySeconds] : [],
      ),
    ),
    taxonomyVersion: data.taxonomyVersion,
    sequence: data.sequence,
    pass: data.pass,
  },
});

export const toAnomalySection = (data: ConversationScored): AnalyticsSection => ({
  section: 'anomaly',
  conversationId: data.conversationId,
  value: {
    score: data.anomalyScore,
    isAnomalous: data.isAnomalous,
    topFeature: data.contributions.toSorted((a, b) => b.contribution - a.contribution)[0]?.feature ?? null,
    sequence: data.sequence,
    pass: data.pass,
  },
});

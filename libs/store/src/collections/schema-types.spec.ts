import { expect, it } from '@jest/globals';
import type { z } from 'zod';
import type {
  AnalyticsDocument,
  AnomalyDocument,
  CategoryDocument,
  ConversationDocument,
  LedgerDocument,
  ProcessingErrorDocument,
  ProcessingStateDocument,
  ReportDocument,
  ScoreDocument,
  TranslationDocument,
  UserAnalyticsDocument,
} from '../documents.ts';
import type { analyticsReports } from './analytics-reports.ts';
import type { anomalies } from './anomalies.ts';
import type { conversationAnalytics } from './conversation-analytics.ts';
import type { conversationCategories } from './conversation-categories.ts';
import type { conversationMessages } from './conversation-messages.ts';
import type { conversationScores } from './conversation-scores.ts';
import type { conversationTranslations } from './conversation-translations.ts';
import type { ledger } from './ledger.ts';
import type { processingErrors } from './processing-errors.ts';
import type { processingState } from './processing-state.ts';
import type { userAnalytics } from './user-analytics.ts';

type Fields<S extends { schema: z.ZodType }> = keyof z.infer<S['schema']>;
type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Does not compile when a document's type and its collection's schema name different fields. */
type Agreements = [
  IsSame<Fields<typeof conversationMessages>, keyof ConversationDocument>,
  IsSame<Exclude<Fields<typeof conversationTranslations>, 'deletedAt' | 'terms'>, keyof TranslationDocument>,
  IsSame<Exclude<Fields<typeof conversationCategories>, 'deletedAt'>, keyof CategoryDocument>,
  IsSame<Exclude<Fields<typeof conversationScores>, 'deletedAt'>, keyof ScoreDocument>,
  IsSame<
    Exclude<Fields<typeof conversationAnalytics>, 'isLive' | 'deletion' | 'pastHours'>,
    keyof AnalyticsDocument
  >,
  IsSame<Fields<typeof anomalies>, keyof AnomalyDocument>,
  IsSame<Fields<typeof analyticsReports>, keyof ReportDocument>,
  IsSame<Exclude<Fields<typeof userAnalytics>, 'written'>, keyof UserAnalyticsDocument>,
  IsSame<Fields<typeof processingState>, keyof ProcessingStateDocument>,
  IsSame<Exclude<Fields<typeof processingErrors>, 'resolvedAt'>, keyof ProcessingErrorDocument>,
  IsSame<Fields<typeof ledger>, keyof LedgerDocument>,
];

it('keeps document types and collection schemas in agreement, checked by the compiler', () => {
  const agreements: Agreements = [true, true, true, true, true, true, true, true, true, true, true];
  expect(agreements).toHaveLength(11);
});

import { accounts } from './accounts.ts';
import { analyticsReports } from './analytics-reports.ts';
import { anomalies } from './anomalies.ts';
import { anomalyRules } from './anomaly-rules.ts';
import { apiKeys } from './api-keys.ts';
import { apiRequests } from './api-requests.ts';
import { auditLog } from './audit-log.ts';
import { categoryCorrections } from './category-corrections.ts';
import type { CollectionSpec } from './collection-spec.ts';
import { conversationAnalytics } from './conversation-analytics.ts';
import { conversationCategories } from './conversation-categories.ts';
import { conversationMessages } from './conversation-messages.ts';
import { conversationScores } from './conversation-scores.ts';
import { conversationTranslations } from './conversation-translations.ts';
import { detectorJobs } from './detector-jobs.ts';
import { detectors } from './detectors.ts';
import { errorGroups } from './error-groups.ts';
import { findingFeedback } from './finding-feedback.ts';
import { incidents } from './incidents.ts';
import { legalHolds } from './legal-holds.ts';
import { ledgerMarks } from './ledger-marks.ts';
import { ledger } from './ledger.ts';
import { measureMarks } from './measure-marks.ts';
import { measures } from './measures.ts';
import { metricHours } from './metric-hours.ts';
import { personRequests } from './person-requests.ts';
import { processingErrors } from './processing-errors.ts';
import { processingState } from './processing-state.ts';
import { retentionRuns } from './retention-runs.ts';
import { reportJobs } from './report-jobs.ts';
import { reportPlans } from './report-plans.ts';
import { sessions } from './sessions.ts';
import { signInAttempts } from './sign-in-attempts.ts';
import { signInFlows } from './sign-in-flows.ts';
import { snapshots } from './snapshots.ts';
import { submissionParts } from './submission-parts.ts';
import { usage } from './usage.ts';
import { userAnalytics } from './user-analytics.ts';
import { userHours } from './user-hours.ts';
import { webhookDeliveries } from './webhook-deliveries.ts';

const collections = [
  conversationMessages,
  conversationTranslations,
  conversationCategories,
  conversationScores,
  conversationAnalytics,
  anomalies,
  analyticsReports,
  userAnalytics,
  processingState,
  processingErrors,
  ledger,
  snapshots,
  auditLog,
  webhookDeliveries,
  userHours,
  measures,
  measureMarks,
  incidents,
  metricHours,
  ledgerMarks,
  anomalyRules,
  findingFeedback,
  apiRequests,
  submissionParts,
  errorGroups,
  apiKeys,
  categoryCorrections,
  detectors,
  detectorJobs,
  personRequests,
  legalHolds,
  retentionRuns,
  reportPlans,
  reportJobs,
  accounts,
  sessions,
  signInAttempts,
  signInFlows,
  usage,
] as const;

/** Every collection, in the order of the flow. */
export const allCollections: readonly CollectionSpec[] = collections;

export type CollectionName = (typeof collections)[number]['name'];

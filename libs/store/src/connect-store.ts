import type { Policy } from '@convoscope/resilience';
import type { Telemetry } from '@convoscope/telemetry';
import { Mongoose, type Connection, type mongo } from 'mongoose';
import { allCollections, type CollectionName } from './collections/all-collections.ts';
import { analyticsReports } from './collections/analytics-reports.ts';
import { anomalies } from './collections/anomalies.ts';
import { auditLog } from './collections/audit-log.ts';
import { accounts } from './collections/accounts.ts';
import { apiKeys } from './collections/api-keys.ts';
import { apiRequests } from './collections/api-requests.ts';
import type { CollectionSpec } from './collections/collection-spec.ts';
import { conversationAnalytics } from './collections/conversation-analytics.ts';
import { conversationCategories } from './collections/conversation-categories.ts';
import { conversationMessages } from './collections/conversation-messages.ts';
import { conversationScores } from './collections/conversation-scores.ts';
import { conversationTranslations } from './collections/conversation-translations.ts';
import { anomalyRules } from './collections/anomaly-rules.ts';
import { categoryCorrections } from './collections/category-corrections.ts';
import { findingFeedback } from './collections/finding-feedback.ts';
import { detectorJobs } from './collections/detector-jobs.ts';
import { detectors } from './collections/detectors.ts';
import { errorGroups } from './collections/error-groups.ts';
import { incidents } from './collections/incidents.ts';
import { ledgerMarks as ledgerMarksSpec } from './collections/ledger-marks.ts';
import { ledger } from './collections/ledger.ts';
import { measureMarks } from './collections/measure-marks.ts';
import { measures } from './collections/measures.ts';
import { legalHolds } from './collections/legal-holds.ts';
import { metricHours } from './collections/metric-hours.ts';
import { personRequests } from './collections/person-requests.ts';
import { processingErrors } from './collections/processing-errors.ts';
import { processingState } from './collections/processing-state.ts';
import { retentionRuns } from './collections/retention-runs.ts';
import { reportJobs } from './collections/report-jobs.ts';
import { reportPlans } from './collections/report-plans.ts';
import { snapshots } from './collections/snapshots.ts';
import { sessions } from './collections/sessions.ts';
import { signInAttempts } from './collections/sign-in-attempts.ts';
import { signInFlows } from './collections/sign-in-flows.ts';
import { submissionParts } from './collections/submission-parts.ts';
import { usage } from './collections/usage.ts';
import { userAnalytics } from './collections/user-analytics.ts';
import { userHours } from './collections/user-hours.ts';
import { webhookDeliveries } from './collections/webhook-deliveries.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { runMigrations } from './migrations/run-migrations.ts';
import {
  createCollectionAccess,
  type AccessOptions,
  type CollectionAccess,
} from './mongo/collection-access.ts';
import { expireDocuments } from './mongo/expire-documents.ts';
import { followChanges } from './mongo/follow-changes.ts';
import { inspectIndexes } from './mongo/inspect-indexes.ts';
import { toStoreError } from './mongo/store-error.ts';
import { watchCollections } from './mongo/watch-collections.ts';
import { createCommandWatch } from './mongo/watch-commands.ts';
import { watchPool } from './mongo/watch-pool.ts';
import { createAnalyticsRepository } from './repositories/analytics.repository.ts';
import { createAnomaliesRepository } from './repositories/anomalies.repository.ts';
import { createAccountsRepository } from './repositories/accounts.repository.ts';
import { createApiKeysRepository } from './repositories/api-keys.repository.ts';
import { createSessionsRepository } from './repositories/sessions.repository.ts';
import { createUsageRepository } from './repositories/usage.repository.ts';
import { createSignInsRepository } from './repositories/sign-ins.repository.ts';
import { createApiRequestsRepository } from './repositories/api-requests.repository.ts';
import { createAuditLogRepository } from './repositories/audit-log.repository.ts';
import { createCategoriesRepository } from './repositories/categories.repository.ts';
import { createCategoryCorrectionsRepository } from './repositories/category-corrections.repository.ts';
import { createFindingFeedbackRepository } from './repositories/finding-feedback.repository.ts';
import { createDetectorJobsRepository } from './repositories/detector-jobs.repository.ts';
import { createDetectorsRepository } from './repositories/detectors.repository.ts';
import { createErrorGroupsRepository } from './repositories/error-groups.repository.ts';
import { createIncidentsRepository } from './repositories/incidents.repository.ts';
import { createConversationTraces } from './repositories/conversation-traces.repository.ts';
import { createLegalHoldsRepository } from './repositories/legal-holds.repository.ts';
import { createLedgerRepository } from './repositories/ledger.repository.ts';
import { createMeasuresRepository } from './repositories/measures.repository.ts';
import { createMessagesRepository } from './repositories/messages.repository.ts';
import { createMetricHoursRepository } from './repositories/metric-hours.repository.ts';
import { createPersonRequestsRepository } from './repositories/person-requests.repository.ts';
import { createPersonTraces } from './repositories/person-traces.repository.ts';
import { createProcessingErrorsRepository } from './repositories/processing-errors.repository.ts';
import { createProcessingStateRepository } from './repositories/processing-state.repository.ts';
import { createReportJobsRepository } from './repositories/report-jobs.repository.ts';
import { createReportPlansRepository } from './repositories/report-plans.repository.ts';
import { createReportsRepository } from './repositories/reports.repository.ts';
import { createRetentionRunsRepository } from './repositories/retention-runs.repository.ts';
import { createRulesRepository } from './repositories/rules.repository.ts';
import { createScoresRepository } from './repositories/scores.repository.ts';
import { createSnapshotsRepository } from './repositories/snapshots.repository.ts';
import { createSubmissionsRepository } from './repositories/submissions.repository.ts';
import { createTranslationsRepository } from './repositories/translations.repository.ts';
import { createUserAnalyticsRepository } from './repositories/user-analytics.repository.ts';
import { createWebhookDeliveriesRepository } from './repositories/webhook-deliveries.repository.ts';
import type { Store } from './store.ts';

export interface StoreOptions {
  /** `mongodb://…` of a replica set; a database named in it is used when `database` is absent. */
  uri: string;
  database?: string;
  telemetry: Telemetry;
  /** Timeout, retries and breaker around every operation; without it an operation is tried once (the driver retries failovers once). */
  policy?: Policy;
  connection?: ConnectionTuning;
}

export interface ConnectionTuning {
  /** Most connections at one time. Default 20. */
  maxPoolSize?: number;
  /** Connections that are kept open while nobody needs them. Default 0. */
  minPoolSize?: number;
  /** How long a caller waits for a connection. Default 10 s. */
  poolWaitMs?: number;
  /** How long opening a connection may take. Default 10 s. */
  connectTimeoutMs?: number;
  /** How long it is looked for a server that can take an operation. Default 5 s. */
  serverSelectionMs?: number;
  /** Where pages that people look at are read. Default `primary`; everything else always reads there. */
  readPreference?: mongo.ReadPreferenceMode;
  /** A command that takes so long is counted, and logged with its plan. Default 500 ms. */
  slowCommandMs?: number;
}

const SERVER_SELECTION_MS = 5_000;
const WAIT_MS = 10_000;
const POOL_SIZE = 20;
const SLOW_COMMAND_MS = 500;

async function connect({ uri, database, connection: tuning = {} }: StoreOptions): Promise<Connection> {
  const mongoose = new Mongoose();
  mongoose.set('sanitizeFilter', true);
  mongoose.set('strictQuery', 'throw');
  const connection = mongoose.createConnection(uri, {
    ...(database !== undefined && { dbName: database }),
    appName: 'convoscope',
    writeConcern: { w: 'majority' },
    retryWrites: true,
    retryReads: true,
    ignoreUndefined: true,
    maxPoolSize: tuning.maxPoolSize ?? POOL_SIZE,
    minPoolSize: tuning.minPoolSize ?? 0,
    waitQueueTimeoutMS: tuning.poolWaitMs ?? WAIT_MS,
    connectTimeoutMS: tuning.connectTimeoutMs ?? WAIT_MS,
    serverSelectionTimeoutMS: tuning.serverSelectionMs ?? SERVER_SELECTION_MS,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
  });
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.close();
    throw toStoreError(error, { operation: 'connect' });
  }
}

const mapped = async <T>(operation: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error, { operation });
  }
};

function repositoriesOf(
  access: (spec: CollectionSpec) => CollectionAccess,
): Omit<Store, 'migrate' | 'ping' | 'close' | 'watch' | 'follow' | 'expire' | 'inspectIndexes'> {
  const [analytics, users, marks] = [conversationAnalytics, userAnalytics, measureMarks].map(access) as [
    CollectionAccess,
    CollectionAccess,
    CollectionAccess,
  ];
  const ledgerMarks = access(ledgerMarksSpec);
  const translations = createTranslationsRepository(access(conversationTranslations));
  return {
    messages: createMessagesRepository(access(conversationMessages), ledgerMarks),
    translations,
    categories: createCategoriesRepository(access(conversationCategories)),
    scores: createScoresRepository(access(conversationScores)),
    analytics: createAnalyticsRepository(analytics, { marks, ledgerMarks }, translations.findByTerms),
    measures: createMeasuresRepository({
      ...{ measures: access(measures), userHours: access(userHours) },
      ...{ analytics, users, marks },
    }),
    anomalies: createAnomaliesRepository(access(anomalies)),
    incidents: createIncidentsRepository(access(incidents)),
    metricHours: createMetricHoursRepository(access(metricHours)),
    rules: createRulesRepository(access(anomalyRules)),
    detectors: createDetectorsRepository(access(detectors)),
    detectorJobs: createDetectorJobsRepository(access(detectorJobs)),
    findingFeedback: createFindingFeedbackRepository(access(findingFeedback)),
    categoryCorrections: createCategoryCorrectionsRepository(access(categoryCorrections)),
    reports: createReportsRepository(access(analyticsReports)),
    reportPlans: createReportPlansRepository(access(reportPlans)),
    reportJobs: createReportJobsRepository(access(reportJobs)),
    users: createUserAnalyticsRepository(users),
    processingState: createProcessingStateRepository(access(processingState)),
    processingErrors: createProcessingErrorsRepository(access(processingErrors)),
    ledger: createLedgerRepository(access(ledger), ledgerMarks),
    snapshots: createSnapshotsRepository(access(snapshots)),
    errorGroups: createErrorGroupsRepository(access(errorGroups)),
    auditLog: createAuditLogRepository(access(auditLog)),
    webhookDeliveries: createWebhookDeliveriesRepository(access(webhookDeliveries)),
    submissions: createSubmissionsRepository(access(submissionParts)),
    apiRequests: createApiRequestsRepository(access(apiRequests)),
    apiKeys: createApiKeysRepository(access(apiKeys)),
    accounts: createAccountsRepository(access(accounts)),
    sessions: createSessionsRepository(access(sessions)),
    signIns: createSignInsRepository({ attempts: access(signInAttempts), flows: access(signInFlows) }),
    usage: createUsageRepository(access(usage)),
    personRequests: createPersonRequestsRepository(access(personRequests)),
    legalHolds: createLegalHoldsRepository(access(legalHolds)),
    retentionRuns: createRetentionRunsRepository(access(retentionRuns)),
    conversationTraces: createConversationTraces({
      ...{ translations: access(conversationTranslations), categories: access(conversationCategories) },
      ...{ scores: access(conversationScores), analytics, webhookDeliveries: access(webhookDeliveries) },
      ...{ processingErrors: access(processingErrors), corrections: access(categoryCorrections) },
    }),
    personTraces: createPersonTraces({
      ...{ messages: access(conversationMessages), analytics, users, userHours: access(userHours) },
      ...{ webhookDeliveries: access(webhookDeliveries), processingErrors: access(processingErrors) },
      corrections: access(categoryCorrections),
      ...{ incidents: access(incidents), reports: access(analyticsReports) },
    }),
  };
}

/** One access a collection, whoever asks. */
function createAccesses(options: AccessOptions): (spec: CollectionSpec) => CollectionAccess {
  const made = new Map<string, CollectionAccess>();
  return (spec) => {
    const access = made.get(spec.name) ?? createCollectionAccess(spec, options);
    made.set(spec.name, access);
    return access;
  };
}

function specOf(name: CollectionName): CollectionSpec {
  const spec = allCollections.find((one) => one.name === name);
  if (spec === undefined) throw new TypeError(`there is no collection ${name}`);
  return spec;
}

/**
 * Connects to MongoDB (a replica set; writes wait for the majority) and returns the repositories. Does not migrate: call `migrate` once
 * connected. Throws TransientError `STORE_UNAVAILABLE` when no server answers within 5 s.
 */
export async function connectStore(options: StoreOptions): Promise<Store> {
  const connection = await connect(options);
  const { telemetry, policy } = options;
  const { readPreference: stalePreference, slowCommandMs: slowMs = SLOW_COMMAND_MS } =
    options.connection ?? {};
  const db = connection.getClient().db(connection.name);
  watchPool(connection.getClient(), telemetry);
  const watch = createCommandWatch({ telemetry, slowMs, explain: (command) => db.command(command) });
  const accessOf = createAccesses({ connection, telemetry, policy, watch, stalePreference });
  return {
    ...repositoriesOf(accessOf),
    expire: async (name, expire) => {
      const spec = specOf(name);
      return expireDocuments(spec, accessOf(spec), expire);
    },
    migrate: (direction = 'up') => mapped('migrate', () => runMigrations(db, allMigrations, direction)),
    watch: (collections, onChange) => watchCollections(db, collections, onChange),
    follow: (following) => followChanges(db, following),
    inspectIndexes: () => mapped('inspectIndexes', () => inspectIndexes(db)),
    ping: () => mapped('ping', async () => void (await db.command({ ping: 1 }))),
    close: () => connection.close(),
  };
}

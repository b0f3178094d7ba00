import type { Policy } from '@convoscope/resilience';
import type { Telemetry } from '@convoscope/telemetry';
import { Mongoose, type Connection } from 'mongoose';
import { analyticsReports } from './collections/analytics-reports.ts';
import { anomalies } from './collections/anomalies.ts';
import { auditLog } from './collections/audit-log.ts';
import type { CollectionSpec } from './collections/collection-spec.ts';
import { conversationAnalytics } from './collections/conversation-analytics.ts';
import { conversationCategories } from './collections/conversation-categories.ts';
import { conversationMessages } from './collections/conversation-messages.ts';
import { conversationScores } from './collections/conversation-scores.ts';
import { conversationTranslations } from './collections/conversation-translations.ts';
import { anomalyRules } from './collections/anomaly-rules.ts';
import { findingFeedback } from './collections/finding-feedback.ts';
import { incidents } from './collections/incidents.ts';
import { ledgerMarks as ledgerMarksSpec } from './collections/ledger-marks.ts';
import { ledger } from './collections/ledger.ts';
import { measureMarks } from './collections/measure-marks.ts';
import { measures } from './collections/measures.ts';
import { metricHours } from './collections/metric-hours.ts';
import { processingErrors } from './collections/processing-errors.ts';
import { processingState } from './collections/processing-state.ts';
import { snapshots } from './collections/snapshots.ts';
import { userAnalytics } from './collections/user-analytics.ts';
import { userHours } from './collections/user-hours.ts';
import { webhookDeliveries } from './collections/webhook-deliveries.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { runMigrations } from './migrations/run-migrations.ts';
import { createCollectionAccess, type CollectionAccess } from './mongo/collection-access.ts';
import { toStoreError } from './mongo/store-error.ts';
import { watchCollections } from './mongo/watch-collections.ts';
import { createAnalyticsRepository } from './repositories/analytics.repository.ts';
import { createAnomaliesRepository } from './repositories/anomalies.repository.ts';
import { createAuditLogRepository } from './repositories/audit-log.repository.ts';
import { createCategoriesRepository } from './repositories/categories.repository.ts';
import { createFindingFeedbackRepository } from './repositories/finding-feedback.repository.ts';
import { createIncidentsRepository } from './repositories/incidents.repository.ts';
import { createLedgerRepository } from './repositories/ledger.repository.ts';
import { createMeasuresRepository } from './repositories/measures.repository.ts';
import { createMessagesRepository } from './repositories/messages.repository.ts';
import { createMetricHoursRepository } from './repositories/metric-hours.repository.ts';
import { createProcessingErrorsRepository } from './repositories/processing-errors.repository.ts';
import { createProcessingStateRepository } from './repositories/processing-state.repository.ts';
import { createReportsRepository } from './repositories/reports.repository.ts';
import { createRulesRepository } from './repositories/rules.repository.ts';
import { createScoresRepository } from './repositories/scores.repository.ts';
import { createSnapshotsRepository } from './repositories/snapshots.repository.ts';
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
  /** Most connections at one time. */
  maxPoolSize?: number;
}

const SERVER_SELECTION_TIMEOUT_MS = 5_000;

async function connect({ uri, database, maxPoolSize = 20 }: StoreOptions): Promise<Connection> {
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
    maxPoolSize,
    serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
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
): Omit<Store, 'migrate' | 'ping' | 'close' | 'watch'> {
  const [analytics, users, marks] = [conversationAnalytics, userAnalytics, measureMarks].map(access) as [
    CollectionAccess,
    CollectionAccess,
    CollectionAccess,
  ];
  const ledgerMarks = access(ledgerMarksSpec);
  return {
    messages: createMessagesRepository(access(conversationMessages), ledgerMarks),
    translations: createTranslationsRepository(access(conversationTranslations)),
    categories: createCategoriesRepository(access(conversationCategories)),
    scores: createScoresRepository(access(conversationScores)),
    analytics: createAnalyticsRepository(analytics, { marks, ledgerMarks }),
    measures: createMeasuresRepository({
      ...{ measures: access(measures), userHours: access(userHours) },
      ...{ analytics, users, marks },
    }),
    anomalies: createAnomaliesRepository(access(anomalies)),
    incidents: createIncidentsRepository(access(incidents)),
    metricHours: createMetricHoursRepository(access(metricHours)),
    rules: createRulesRepository(access(anomalyRules)),
    findingFeedback: createFindingFeedbackRepository(access(findingFeedback)),
    reports: createReportsRepository(access(analyticsReports)),
    users: createUserAnalyticsRepository(users),
    processingState: createProcessingStateRepository(access(processingState)),
    processingErrors: createProcessingErrorsRepository(access(processingErrors)),
    ledger: createLedgerRepository(access(ledger), ledgerMarks),
    snapshots: createSnapshotsRepository(access(snapshots)),
    auditLog: createAuditLogRepository(access(auditLog)),
    webhookDeliveries: createWebhookDeliveriesRepository(access(webhookDeliveries)),
  };
}

/**
 * Connects to MongoDB (a replica set; writes wait for the majority) and returns the repositories. Does not migrate: call `migrate` once
 * connected. Throws TransientError `STORE_UNAVAILABLE` when no server answers within 5 s.
 */
export async function connectStore(options: StoreOptions): Promise<Store> {
  const connection = await connect(options);
  const { telemetry, policy } = options;
  const db = connection.getClient().db(connection.name);
  return {
    ...repositoriesOf((spec) => createCollectionAccess(spec, { connection, telemetry, policy })),
    migrate: (direction = 'up') => mapped('migrate', () => runMigrations(db, allMigrations, direction)),
    watch: (collections, onChange) => watchCollections(db, collections, onChange),
    ping: () => mapped('ping', async () => void (await db.command({ ping: 1 }))),
    close: () => connection.close(),
  };
}

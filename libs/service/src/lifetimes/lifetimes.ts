import type { CollectionName } from '@convoscope/store';
import type { lifetimeSettings } from './lifetime-settings.ts';

export type LifetimeSetting = keyof typeof lifetimeSettings;

/** How something that is stored comes to its end. */
export type Lifetime =
  /** Stays for as long as what it says is true. */
  | { readonly of: string; readonly ends: 'never'; readonly because: string }
  /** Cannot grow beyond something else that is bounded, or is removed by who works with it. */
  | { readonly of: string; readonly ends: 'bounded'; readonly because: string }
  /** Goes by age: `after` a setting of ours, the setting of a service, or as long as events may come again. */
  | {
      readonly of: string;
      readonly ends: 'by age';
      readonly after: LifetimeSetting | 'replayable' | { readonly env: string };
      /** The service that removes it, or what else does. */
      readonly by: string;
    };

const deletions = (by: string): Lifetime => ({
  ...{ of: 'what a deletion leaves', ends: 'by age', after: 'replayable', by },
});
const withdrawn = (of: string, by: string): Lifetime => ({ of, ends: 'by age', after: 'withdrawnMs', by });
const never = (of: string, because: string): Lifetime => ({ of, ends: 'never', because });
const bounded = (of: string, because: string): Lifetime => ({ of, ends: 'bounded', because });

const signingIn = (of: string): Lifetime => ({
  ...{ of, ends: 'by age', after: { env: 'GATEWAY_SIGN_IN_WINDOW' }, by: 'MongoDB (`expireAt`)' },
});

const live = never(
  'conversations',
  'They go when they go at their source, are erased, or are older than a policy of retention says.',
);

/**
 * How long each collection keeps what. A collection that is not here does not compile; one with an `expiry` is swept by its service, hourly, in
 * small steps (`sweep-lifetimes.ts`).
 */
export const collectionLifetimes: Readonly<Record<CollectionName, readonly Lifetime[]>> = {
  conversation_messages: [live, deletions('ingestion')],
  conversation_translations: [live, deletions('translation')],
  conversation_categories: [live, deletions('categorisation')],
  conversation_scores: [live, deletions('anomaly')],
  conversation_analytics: [live, deletions('reporting')],
  anomalies: [
    never('findings that stand', 'A finding is part of the history of its conversation or day.'),
    withdrawn('findings that are withdrawn, also with their conversation', 'anomaly'),
  ],
  incidents: [
    never('incidents that stand', 'A few a month.'),
    withdrawn('incidents that are withdrawn', 'anomaly'),
  ],
  analytics_reports: [{ of: 'reports', ends: 'by age', after: 'reportsMs', by: 'reporting' }],
  user_analytics: [
    never('users', 'One row each, for as long as they have conversations.'),
    withdrawn('users without conversations', 'reporting'),
  ],
  processing_state: [bounded('sources', 'One document a configured source.')],
  processing_errors: [
    bounded('errors that are open', 'At most one a row of the source.'),
    { of: 'errors that are resolved', ends: 'by age', after: 'resolvedMs', by: 'ingestion' },
  ],
  ledger: [bounded('counts', 'Replaced whole by each reconciliation: one a source, day and stage.')],
  anomaly_rules: [bounded('rules', 'What people wrote, each with at most 100 versions.')],
  finding_feedback: [
    bounded('words of people', 'One on each finding or incident: it teaches the thresholds for good.'),
  ],
  category_corrections: [
    bounded('words of people', 'One a field of a conversation; they go with the conversation.'),
  ],
  detectors: [bounded('detectors', 'What people train, each with at most 100 versions.')],
  detector_jobs: [{ of: 'jobs that have ended', ends: 'by age', after: 'jobsMs', by: 'anomaly' }],
  report_plans: [bounded('templates and schedules', 'What people wrote, each with at most 100 versions.')],
  report_jobs: [{ of: 'jobs that have ended', ends: 'by age', after: 'jobsMs', by: 'reporting' }],
  error_groups: [{ of: 'faults', ends: 'by age', after: 'errorGroupsMs', by: 'gateway' }],
  ledger_marks: [bounded('marks', 'Removed when the day that they mark is counted.')],
  snapshots: [bounded('snapshots', 'One a name; that of a report goes with the report.')],
  audit_log: [never('entries', 'Who did what is what an audit asks for. A few hundred bytes each.')],
  webhook_deliveries: [
    bounded('deliveries that wait', 'They are tried until the last attempt of WEBHOOKS_RETRY_SCHEDULE.'),
    {
      ...{ of: 'deliveries that arrived (without their body)', ends: 'by age' },
      ...{ after: { env: 'WEBHOOKS_KEEP_DELIVERED' }, by: 'MongoDB (`expireAt`)' },
    },
    {
      ...{ of: 'deliveries that failed, or whose endpoint is disabled', ends: 'by age' },
      ...{ after: { env: 'WEBHOOKS_KEEP_FAILED' }, by: 'MongoDB (`expireAt`)' },
    },
  ],
  api_requests: [
    {
      ...{ of: 'requests with an idempotency key', ends: 'by age' },
      ...{ after: { env: 'GATEWAY_KEEP_REQUESTS' }, by: 'MongoDB (`expireAt`)' },
    },
  ],
  api_keys: [never('keys', 'Revoked ones too: a name in the audit log means one key for good.')],
  legal_holds: [
    never('holds', 'A few a year: who held what, and who released it, is what an audit asks for.'),
  ],
  retention_runs: [
    {
      ...{ of: 'previews and runs of retention', ends: 'by age' },
      ...{ after: { env: 'RETENTION_KEEP_RUNS' }, by: 'MongoDB (`expireAt`)' },
    },
  ],
  accounts: [never('accounts', 'Disabled ones too: a name in the audit log means one person for good.')],
  sessions: [
    {
      ...{ of: 'sessions', ends: 'by age' },
      ...{ after: { env: 'GATEWAY_SESSION_IDLE' }, by: 'MongoDB (`expireAt`)' },
    },
  ],
  usage: [
    {
      ...{ of: 'what of limits was taken', ends: 'by age' },
      ...{ after: { env: 'GATEWAY_KEEP_USAGE' }, by: 'MongoDB (`expireAt`)' },
    },
  ],
  sign_in_attempts: [signingIn('passwords that were tried')],
  sign_in_flows: [signingIn('people who are at the issuer')],
  person_requests: [never('requests', 'A hash of who was erased, so that nobody comes back, and the proof.')],
  submission_parts: [
    {
      ...{ of: 'what became of what was sent', ends: 'by age' },
      ...{ after: { env: 'INGESTION_KEEP_SUBMISSIONS' }, by: 'MongoDB (`expireAt`)' },
    },
  ],
  user_hours: [bounded('hours', 'Computed of the conversations that are there; empty ones go.')],
  measures: [bounded('buckets', 'One an hour, day or month and dimension, whatever happened in it.')],
  measure_marks: [bounded('marks', 'Removed when what they mark is measured.')],
  metric_hours: [bounded('hours', 'One an hour, whatever happened in it.')],
};

/** What lies in object storage, by the beginning of its key; tenants other than `default` have `tenants/<tenant>/` in front of it. */
export const objectLifetimes: Readonly<Record<string, Lifetime>> = {
  'claims/': { of: 'bodies of large events', ends: 'by age', after: 'replayable', by: 'ingestion' },
  'claim-checks/': {
    ...{ of: 'bodies of large events, as they were kept before', ends: 'by age' },
    ...{ after: 'replayable', by: 'ingestion' },
  },
  'exports/': {
    ...{ of: 'exports of persons', ends: 'by age' },
    ...{ after: { env: 'PRIVACY_KEEP_EXPORTS' }, by: 'ingestion' },
  },
  'reports/': { of: 'files of reports', ends: 'by age', after: 'reportsMs', by: 'reporting' },
  'detectors/models/': bounded('fitted models', 'One object a version: it goes with the version.'),
  'detectors/data/': bounded(
    'tables that detectors were trained from',
    'They go with the last version that was trained from them, those that were only scored with the end of the job.',
  ),
  'detectors/results/': { of: 'results of scored files', ends: 'by age', after: 'jobsMs', by: 'anomaly' },
  'reporting/': bounded('the lease of who writes reports', 'One object a tenant.'),
  'retention/': bounded('the lease of who removes what policies say', 'One object.'),
  'lake-upkeep/': bounded('the lease of who does upkeep of the lake', 'One object.'),
  'state/': bounded('where each source stands; the newest audit entry', 'One object a source and tenant.'),
  'audit/': never(
    'seals of the audit log',
    'One small object a day with entries; under Object Lock for GATEWAY_AUDIT_RETAIN where the bucket has it.',
  ),
  'lake/': never(
    'the lake',
    'It is the history. Erased conversations, replaced files and old commits are swept after LAKE_GRACE_MS and LAKE_LOG_RETENTION_MS.',
  ),
};

/** Collections that the store keeps for itself. */
export const internalCollections: Readonly<Record<string, Lifetime>> = {
  migrations: bounded('applied migrations', 'One document each.'),
  migration_lock: bounded('the lock', 'One document.'),
};

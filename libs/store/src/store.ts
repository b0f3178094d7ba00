import type { CollectionName } from './collections/all-collections.ts';
import type { AuditFilter } from './collections/audit-log.ts';
import type { ConversationFilter } from './conversation-filter.ts';
import type { MarkKind } from './collections/measure-marks.ts';
import type {
  AnalyticsDocument,
  AnomalyDocument,
  AccountDocument,
  ApiKeyDocument,
  PersonRequestDocument,
  AuditDocument,
  CategoryDocument,
  ConversationDocument,
  ErrorGroupDocument,
  DeliveryStatus,
  CategoryCorrectionDocument,
  DetectorDocument,
  DetectorJobDocument,
  FindingFeedbackDocument,
  IncidentDocument,
  ExpiringConversation,
  LedgerDocument,
  LegalHoldDocument,
  RetentionCounts,
  RetentionRunDocument,
  MetricHourDocument,
  ProcessingErrorDocument,
  ProcessingStateDocument,
  ReportDocument,
  ReportJobDocument,
  ReportPlanDocument,
  RuleDocument,
  ScoreDocument,
  SessionDocument,
  SignInFlowDocument,
  TranslationDocument,
  UserAnalyticsDocument,
  UserOrder,
  WebhookDeliveryDocument,
} from './documents.ts';
import type { MeasuredConversation, MeasureQuery, MeasureRow, UserHour } from './measures.ts';
import type { ExpireOptions } from './mongo/expire-documents.ts';
import type { FollowOptions } from './mongo/follow-changes.ts';
import type { IndexFinding } from './mongo/index-finding.ts';

export type { AuditFilter, ConversationFilter };

/** How many documents a guarded bulk upsert changed, and how many it left because they stand at a newer version. */
export interface UpsertResult {
  written: number;
  skippedAsOlder: number;
}

export interface Page<T> {
  items: T[];
  /** Opaque; null on the last page. */
  nextCursor: string | null;
}

/**
 * A repository of documents of one conversation each. `upsertMany` writes where
 * `(stored.sequence, stored.pass) <= (incoming.sequence, incoming.pass)`: an older revision never overwrites a newer one, a repeat is harmless.
 */
export interface VersionedRepository<T> {
  upsertMany(tenant: string, documents: readonly T[]): Promise<UpsertResult>;
  findById(tenant: string, conversationId: string): Promise<T | null>;
  findByIds(tenant: string, conversationIds: readonly string[]): Promise<T[]>;
  /** All documents in order of conversationId, in batches, with bounded memory. */
  stream(tenant: string, filter?: { from?: string; to?: string; source?: string }): AsyncIterable<T>;
  /**
   * Removes what was made from revisions up to the deletion's sequence, and keeps them from being written again: a deletion may overtake what
   * it deletes, and come again after the conversation came back. Returns how many deletions took place.
   */
  markDeleted(
    tenant: string,
    deletions: readonly { conversationId: string; sequence: number; deletedAt: Date }[],
  ): Promise<number>;
  count(tenant: string): Promise<number>;
}

export interface ConversationPageOptions {
  limit: number;
  cursor?: string;
  /** Default `newest`; `score`: the most unusual first, only those that were scored. */
  order?: 'newest' | 'score';
}

/** Where a conversation stands in the order of time. */
export interface TimePosition {
  startedAt: string;
  conversationId: string;
}

export interface TranslationsRepository extends VersionedRepository<TranslationDocument> {
  /** Conversations marked `untranslated`, oldest `translatedAt` first: to be made up for. */
  findUntranslated(tenant: string, limit: number): Promise<TranslationDocument[]>;
  /** Stored and not published yet: a crash came between the two. */
  findUnpublished(tenant: string, limit: number): Promise<TranslationDocument[]>;
  /** In order of conversationId, those behind one: a page of a walk through all of them. */
  findAfter(tenant: string, conversationId: string, limit: number): Promise<TranslationDocument[]>;
  /** Notes that this version has been published. */
  markPublished(
    tenant: string,
    version: Pick<TranslationDocument, 'conversationId' | 'sequence' | 'pass'>,
  ): Promise<void>;
  /**
   * Up to `limit` conversations that have one of the terms of the first word, newest first, and whether they have one of each other word. Cost: those it
   * returns.
   */
  findByTerms(
    tenant: string,
    words: readonly (readonly string[])[],
    range: { from?: string; to?: string; after?: TimePosition; limit: number },
  ): Promise<(TimePosition & { hasAll: boolean })[]>;
}

export interface ScoresRepository extends VersionedRepository<ScoreDocument> {
  /** First and last day there is a score for; null when there is none. */
  dateRange(tenant: string): Promise<{ from: string; to: string } | null>;
  /** Those that started from one instant to another (excluded), without contributions, oldest first. */
  startedBetween(tenant: string, from: string, to: string): Promise<ScoreDocument[]>;
  /** The `limit` conversations of a day with the lowest sample keys: the same ones, in whatever order they came. */
  sampleOf(tenant: string, date: string, limit: number): Promise<ScoreDocument[]>;
  /** Notes that what stands of them has been published. */
  markPublished(tenant: string, conversationIds: readonly string[]): Promise<void>;
}

/** A conversation as the ledger knows it. */
export interface StoredRef {
  conversationId: string;
  source: string;
  revision: string;
  startedAt: string;
  /** When it was last stored. */
  ingestedAt: Date;
}

export interface MessagesRepository extends VersionedRepository<ConversationDocument> {
  /** Leaves of conversations only that they are gone: no text, no person. What is newer stays. */
  erase(
    tenant: string,
    deletions: readonly { conversationId: string; sequence: number; deletedAt: Date }[],
  ): Promise<void>;
  /** Live conversations by when they started, `from` and `to` days included; answered from an index, no text is read. */
  refs(tenant: string, days?: { from?: string; to?: string }): AsyncIterable<StoredRef>;
  /** Which sources conversations came from. Cost: one look into an index a source. */
  sources(tenant: string): Promise<string[]>;
  /** Which of these conversations were stored or deleted since. */
  changedSince(tenant: string, conversationIds: readonly string[], since: Date): Promise<string[]>;
  /** Of one source, by when they began, in order: also what is gone at its source and still holds its texts. Cost: those it gives. */
  ofWindow(
    tenant: string,
    source: string,
    days: { from: string | null; before: string },
  ): AsyncIterable<ExpiringConversation & { userId: string | null }>;
  /** Which of these are stored and not deleted. */
  liveAmong(tenant: string, conversationIds: readonly string[]): Promise<string[]>;
  /** Who has conversations. Cost: one look into an index a tenant. */
  tenants(): Promise<string[]>;
  /** The beginning of the first message of a person in each, by conversation; those without one are left out. */
  firstWords(tenant: string, conversationIds: readonly string[]): Promise<Map<string, string>>;
  /** Ids and revisions by source row, for change detection and reconciliation; live ones only. */
  revisions(
    tenant: string,
    source: string,
  ): AsyncIterable<{
    conversationId: string;
    sourceRowId: string;
    revision: string;
    sequence: number;
    startedAt: string;
  }>;
  findBySourceRows(
    tenant: string,
    source: string,
    sourceRowIds: readonly string[],
  ): Promise<
    { conversationId: string; sourceRowId: string; revision: string; sequence: number; startedAt: string }[]
  >;
}

/** `legal_holds`. */
export interface LegalHoldsRepository {
  insert(document: LegalHoldDocument): Promise<void>;
  findById(tenant: string, holdId: string): Promise<LegalHoldDocument | null>;
  /** Those that are not released, the oldest first. */
  findActive(tenant: string): Promise<LegalHoldDocument[]>;
  /** Newest first. */
  findPage(tenant: string, page: { limit: number; cursor?: string }): Promise<Page<LegalHoldDocument>>;
  /** Returns whether it held until now. */
  release(
    tenant: string,
    holdId: string,
    release: Pick<LegalHoldDocument, 'releasedBy' | 'releasedBecause' | 'releasedAt'>,
  ): Promise<boolean>;
}

/** `retention_runs`. */
export interface RetentionRunsRepository {
  insert(document: RetentionRunDocument): Promise<void>;
  findById(tenant: string, runId: string): Promise<RetentionRunDocument | null>;
  /** Of all tenants, the oldest first. */
  findOfStatus(status: RetentionRunDocument['status'], limit: number): Promise<RetentionRunDocument[]>;
  /** Newest first. */
  findPage(tenant: string, page: { limit: number; cursor?: string }): Promise<Page<RetentionRunDocument>>;
  update(
    tenant: string,
    runId: string,
    change: Partial<Omit<RetentionRunDocument, 'tenant' | 'runId'>>,
  ): Promise<void>;
  /** Adds what has been removed to what went, and forgets what was pending: in one write, so that it is counted once. */
  settlePending(
    tenant: string,
    runId: string,
    /** `scope`: its place among the scopes of the run; null: of none. */
    removed: { scope: number | null; n: number; digest: string; counts: RetentionCounts },
  ): Promise<void>;
}

/** What collections of every owner hold of conversations, beside their messages. */
export interface ConversationTraces {
  /** By collection: the id of the conversation of each document. */
  ofConversations(tenant: string, conversationIds: readonly string[]): Promise<Record<string, string[]>>;
}

/** `person_requests`. */
export interface PersonRequestsRepository {
  insert(document: PersonRequestDocument): Promise<void>;
  findById(tenant: string, requestId: string): Promise<PersonRequestDocument | null>;
  /** Oldest first. */
  findOfStatus(
    tenant: string,
    status: PersonRequestDocument['status'],
    limit: number,
  ): Promise<PersonRequestDocument[]>;
  /** Exports that have a file and were made before a moment, the oldest first. Cost: those. */
  findExportsBefore(tenant: string, before: Date, limit: number): Promise<PersonRequestDocument[]>;
  update(
    tenant: string,
    requestId: string,
    change: Partial<Omit<PersonRequestDocument, 'tenant' | 'requestId'>>,
  ): Promise<void>;
  /** When the erasure of each of these persons was asked for the last time, by hash; those whose never was, or is held, are left out. One query. */
  erasedAt(tenant: string, personHashes: readonly string[]): Promise<ReadonlyMap<string, Date>>;
}

/** How many things there were, by collection. */
export type TraceCounts = Record<string, number>;

/** What collections of every owner hold of one person. */
export interface PersonTraces {
  /** Also those that are gone at their source, of which the content is still there. */
  conversationsOf(tenant: string, userId: string, limit: number): Promise<ConversationDocument[]>;
  /** Live ones in the order of their ids, behind one. */
  conversationsAfter(
    tenant: string,
    userId: string,
    after: string,
    limit: number,
  ): Promise<ConversationDocument[]>;
  /** Where and when their live conversations began. */
  placesOf(tenant: string, userId: string): AsyncIterable<{ source: string; startedAt: string }>;
  /** What is found of the person now. */
  remaining(tenant: string, userId: string): Promise<TraceCounts>;
  /** Removes what stands beside conversations: deliveries that wait or failed, errors of their rows. */
  eraseOfConversations(tenant: string, conversationIds: readonly string[]): Promise<TraceCounts>;
  /** Removes the person's own figures, and their name from incidents. */
  eraseFigures(tenant: string, userId: string): Promise<TraceCounts>;
  reportsNaming(tenant: string, userId: string): AsyncIterable<ReportDocument>;
  removeReport(tenant: string, reportId: string): Promise<void>;
}

/** One section of `conversation_analytics`, guarded by its own sequence and pass. */
export type AnalyticsSection =
  | {
      section: 'conversation';
      value: Omit<
        AnalyticsDocument,
        'tenant' | 'language' | 'category' | 'anomaly' | 'deletedAt' | 'updatedAt'
      >;
    }
  | { section: 'language'; conversationId: string; value: NonNullable<AnalyticsDocument['language']> }
  | { section: 'category'; conversationId: string; value: NonNullable<AnalyticsDocument['category']> }
  | { section: 'anomaly'; conversationId: string; value: NonNullable<AnalyticsDocument['anomaly']> };

export interface AnalyticsRepository {
  upsertSections(tenant: string, sections: readonly AnalyticsSection[], at: Date): Promise<UpsertResult>;
  markDeleted(
    tenant: string,
    deletions: readonly { conversationId: string; sequence: number; deletedAt: Date }[],
  ): Promise<number>;
  findById(tenant: string, conversationId: string): Promise<AnalyticsDocument | null>;
  /**
   * Live ones only. `limit` 1-200. Looks at no more than 2,000 documents: where few of them fit, a page holds fewer than its limit, and its cursor leads
   * on from where it stopped.
   */
  findPage(
    tenant: string,
    filter: ConversationFilter,
    page: ConversationPageOptions,
  ): Promise<Page<AnalyticsDocument>>;
  /**
   * Those that a text can be found in, newest first, whatever language and form its words are in: words of title, messages and translations, or the id.
   * Looks at no more than 2,000 conversations, as `findPage` does.
   */
  search(
    tenant: string,
    text: string,
    filter: ConversationFilter,
    page: { limit: number; cursor?: string },
  ): Promise<Page<AnalyticsDocument>>;
  count(tenant: string, filter?: ConversationFilter): Promise<number>;
  /** Unusual conversations of one UTC day, the strongest first. Cost: those it returns. */
  mostAnomalous(tenant: string, date: string, limit: number): Promise<AnalyticsDocument[]>;
  /** Runs an aggregation pipeline over live documents; `$match` on the tenant is put in front and `$where`/`$function` are refused. */
  aggregate<R>(tenant: string, pipeline: readonly Record<string, unknown>[]): Promise<R[]>;
  stream(
    tenant: string,
    filter?: { from?: string; to?: string; source?: string },
  ): AsyncIterable<AnalyticsDocument>;
  /** Live conversations by when they started, `from` and `to` days included, as the ledger knows them. */
  refs(
    tenant: string,
    days?: { from?: string; to?: string },
  ): AsyncIterable<
    Pick<AnalyticsDocument, 'conversationId' | 'source' | 'revision' | 'sequence' | 'startedAt'> & {
      /** Absent where there is none. */
      category?: { sequence: number } | null;
    }
  >;
}

/** What one user did in some days. */
export interface ActiveUser {
  userId: string;
  nConversations: number;
  sentiment: number | null;
  nAnomalous: number;
}

/**
 * Measures, kept by change. Whoever writes a conversation marks its hour; `libs/measures` measures marked buckets anew. Each rewrite is one
 * transaction: it reads the parts of a bucket, writes what the given pure function makes of them, takes the marks it saw away and marks what is
 * summed from the bucket. Two that meet collide, and one of them does it anew: so the order, repetition and number of writers leave no trace.
 */
export interface MeasuresRepository {
  /** In order of the bucket, then of the label. Cost: one document a bucket. */
  read(query: MeasureQuery): Promise<MeasureRow[]>;
  /** Says that something changed in these buckets, after it did. May be said again. */
  mark(tenant: string, kind: MarkKind, keys: readonly string[]): Promise<void>;
  /** Tenants of whom something is marked. */
  findMarkedTenants(): Promise<string[]>;
  /** Marked buckets, in order; when there are very many, the first of them. Reads nothing where nothing is marked. */
  findMarked(tenant: string, kind: MarkKind): Promise<string[]>;
  /** Hours of one day and the day they belong to. Cost: the conversations of the hours, and 24 measures. The functions must be pure: they may run again. */
  rewriteDay(
    tenant: string,
    bucket: { day: string; hours: readonly string[] },
    rewrite: {
      measureHour: (
        hour: string,
        rows: readonly MeasuredConversation[],
      ) => { measures: MeasureRow[]; users: UserHour[] };
      mergeDay: (hours: readonly MeasureRow[]) => MeasureRow[];
    },
  ): Promise<void>;
  /** Cost: the measures of 31 days. */
  rewriteMonth(
    tenant: string,
    month: string,
    merge: (days: readonly MeasureRow[]) => MeasureRow[],
  ): Promise<void>;
  /** Writes `user_analytics` of some users. Cost: the hours they were active in. */
  rewriteUsers(
    tenant: string,
    userIds: readonly string[],
    merge: (userId: string, hours: readonly UserHour[]) => UserAnalyticsDocument,
  ): Promise<void>;
  /** Marks every hour that has conversations or measures, and every user. Reads all of the tenant's rows, in the database: for a rebuild. */
  markEverything(tenant: string): Promise<void>;
  /** What these users did on days in [from, to], those with the most conversations first. Cost: the hours in which these were active. */
  sumOfUsers(
    tenant: string,
    range: { from: string; to: string },
    userIds: readonly string[],
  ): Promise<ActiveUser[]>;
}

export interface AnomaliesRepository {
  upsertMany(tenant: string, documents: readonly AnomalyDocument[]): Promise<void>;
  findById(tenant: string, anomalyId: string): Promise<AnomalyDocument | null>;
  findByIds(tenant: string, anomalyIds: readonly string[]): Promise<AnomalyDocument[]>;
  findPage(
    tenant: string,
    filter: { from?: string; to?: string; kind?: string; severity?: string; metric?: string },
    page: { limit: number; cursor?: string },
  ): Promise<Page<AnomalyDocument>>;
}

export interface IncidentsRepository {
  upsertMany(tenant: string, documents: readonly IncidentDocument[]): Promise<void>;
  findById(tenant: string, incidentId: string): Promise<IncidentDocument | null>;
  findByIds(tenant: string, incidentIds: readonly string[]): Promise<IncidentDocument[]>;
  /** Newest first, without those that were withdrawn. Days are inclusive. */
  findPage(
    tenant: string,
    filter: { from?: string; to?: string; severity?: string; metric?: string },
    page: { limit: number; cursor?: string },
  ): Promise<Page<IncidentDocument>>;
  /** Those that stand and have a part between two instants. */
  findOverlapping(tenant: string, from: string, to: string): Promise<IncidentDocument[]>;
  /** Those whose last change was stored and perhaps not published. */
  findUnpublished(tenant: string): Promise<IncidentDocument[]>;
  /** Of each, if it is still at that revision. */
  markPublished(
    tenant: string,
    published: readonly { incidentId: string; revision: string; pass: number }[],
  ): Promise<void>;
}

export interface HourVersion {
  /** `YYYY-MM-DDTHH`, UTC. */
  hour: string;
  version: number;
}

export interface ChangedHour extends HourVersion {
  changedAt: Date;
}

/** What is counted of each hour, kept by change: whoever writes a conversation marks its hour afterwards, and only marked hours are counted. */
export interface MetricHoursRepository {
  /** Marks hours as changed. Call it after the conversations were written and before their events are committed. */
  touch(tenant: string, hours: readonly string[], at: Date): Promise<void>;
  findToCount(tenant: string): Promise<ChangedHour[]>;
  findToScan(tenant: string): Promise<ChangedHour[]>;
  findToSettle(tenant: string): Promise<ChangedHour[]>;
  /** Stores the counts, unless the hour has changed since that version. */
  putCounts(tenant: string, counted: HourVersion & Pick<MetricHourDocument, 'n' | 'slices'>): Promise<void>;
  markScanned(tenant: string, hours: readonly HourVersion[]): Promise<void>;
  markSettled(tenant: string, hours: readonly HourVersion[]): Promise<void>;
  /** Which hours there are, both ends included, in order. Reads the index alone. */
  versionsBetween(tenant: string, from: string, to: string): Promise<HourVersion[]>;
  /** Conversations of each hour, both ends included, in order. */
  sizesBetween(tenant: string, from: string, to: string): Promise<{ hour: string; n: number }[]>;
  findByHours(tenant: string, hours: readonly string[]): Promise<MetricHourDocument[]>;
  /** First and last hour there is; null when there is none. */
  range(tenant: string): Promise<{ from: string; to: string } | null>;
}

/** `report_plans`: templates and schedules of reports. */
export interface ReportPlansRepository {
  /** In order of their names, removed ones among them. */
  findAll(tenant: string, kind: ReportPlanDocument['kind']): Promise<ReportPlanDocument[]>;
  findByName(
    tenant: string,
    kind: ReportPlanDocument['kind'],
    name: string,
  ): Promise<ReportPlanDocument | null>;
  upsert(tenant: string, document: ReportPlanDocument): Promise<void>;
  /** Schedules of every tenant with a time that has come and is not planned yet, the longest due first. Cost: those that are due. */
  findDue(now: Date, limit: number): Promise<ReportPlanDocument[]>;
  /** Goes on to the next time of a schedule, where it stands as it did; returns whether it did. */
  movePast(plan: ReportPlanDocument, next: Date | null, nSkipped: number): Promise<boolean>;
}

/** `report_jobs`. */
export interface ReportJobsRepository {
  /** Once by its id; returns whether it was new. */
  insert(tenant: string, job: Omit<ReportJobDocument, 'tenant'>): Promise<boolean>;
  findById(tenant: string, jobId: string): Promise<ReportJobDocument | null>;
  /** Of one schedule, or those that somebody asked for (null), the newest first. */
  findPage(
    tenant: string,
    schedule: string | null,
    page: { limit: number; cursor?: string },
  ): Promise<Page<ReportJobDocument>>;
  /** Takes the job of whatever tenant that has waited longest, or whose holder has gone; null where there is none. */
  claim(claim: { holder: string; now: Date; leaseUntil: Date }): Promise<ReportJobDocument | null>;
  /** Changes a running job that is the holder's; returns whether it is. */
  change(tenant: string, jobId: string, holder: string, change: Partial<ReportJobDocument>): Promise<boolean>;
  /** Returns whether it had not ended. */
  cancel(tenant: string, jobId: string, endedAt: Date): Promise<boolean>;
}

export interface RulesRepository {
  /** In order of their names, removed ones too: some hundred at most. */
  findAll(tenant: string): Promise<RuleDocument[]>;
  findByName(tenant: string, name: string): Promise<RuleDocument | null>;
  upsert(tenant: string, document: RuleDocument): Promise<void>;
}

/** Detectors that are kept, each with its versions. */
export interface DetectorsRepository {
  /** In order of their names. */
  findAll(tenant: string): Promise<DetectorDocument[]>;
  findByName(tenant: string, name: string): Promise<DetectorDocument | null>;
  /** Writes it where what stands is of the revision before, or where there is none and this is revision 1. Returns whether it stands now. */
  put(tenant: string, document: DetectorDocument): Promise<boolean>;
  /** Removes it where it is of that revision. Returns whether it is gone. */
  remove(tenant: string, name: string, revision: number): Promise<boolean>;
}

/** What a job may change of itself while it runs. */
export type DetectorJobChange = Partial<
  Pick<DetectorJobDocument, 'state' | 'progress' | 'result' | 'error' | 'leaseUntil' | 'endedAt'>
>;

/** Work on detectors that takes its time. */
export interface DetectorJobsRepository {
  /** A job that is there already stays as it is. */
  insert(tenant: string, job: DetectorJobDocument): Promise<void>;
  findById(tenant: string, jobId: string): Promise<DetectorJobDocument | null>;
  findPage(tenant: string, page: { limit: number; cursor?: string }): Promise<Page<DetectorJobDocument>>;
  /** The job that has waited longest, or whose holder has not been heard of since its lease ended; now held by `holder`. */
  claim(
    tenant: string,
    claim: { holder: string; now: Date; leaseUntil: Date },
  ): Promise<DetectorJobDocument | null>;
  /** Changes a job that `holder` holds and that runs. Returns whether it does: false where it was cancelled, or others hold it. */
  change(tenant: string, jobId: string, holder: string, change: DetectorJobChange): Promise<boolean>;
  /** Ends a job that waits or runs. Returns whether it did. */
  cancel(tenant: string, jobId: string, endedAt: Date): Promise<boolean>;
}

export interface FindingFeedbackRepository {
  /** The last word on a finding takes the place of the one before. */
  upsert(tenant: string, document: FindingFeedbackDocument): Promise<void>;
  findBySubject(tenant: string, subjectId: string): Promise<FindingFeedbackDocument | null>;
  findOf(tenant: string, subjectIds: readonly string[]): Promise<FindingFeedbackDocument[]>;
  findNewest(tenant: string, limit: number): Promise<FindingFeedbackDocument[]>;
}

export interface CategoryCorrectionsRepository {
  /** The last word on a field of a conversation takes the place of the one before. Returns false for a word that a later one has overtaken. */
  upsert(tenant: string, document: CategoryCorrectionDocument): Promise<boolean>;
  findOf(tenant: string, conversationIds: readonly string[]): Promise<CategoryCorrectionDocument[]>;
  findNewest(tenant: string, limit: number): Promise<CategoryCorrectionDocument[]>;
  removeOf(tenant: string, conversationIds: readonly string[]): Promise<void>;
}

export interface ReportsRepository {
  upsert(tenant: string, document: ReportDocument): Promise<void>;
  /** Those that end before a day, the oldest first, without their content. Cost: those that begin before it. */
  endingBefore(tenant: string, day: string): AsyncIterable<Omit<ReportDocument, 'content'>>;
  findById(tenant: string, reportId: string): Promise<ReportDocument | null>;
  /** The newest first: of one template, or those that are by none. */
  findPage(
    tenant: string,
    filter: { period?: string; template?: string },
    page: { limit: number; cursor?: string },
  ): Promise<Page<Omit<ReportDocument, 'content'>>>;
}

/** Written by `MeasuresRepository.rewriteUsers` alone. */
export interface UserAnalyticsRepository {
  findById(tenant: string, userId: string): Promise<UserAnalyticsDocument | null>;
  /** Most conversations first, unless told. A cursor is of its order. */
  findPage(
    tenant: string,
    page: { limit: number; cursor?: string; order?: UserOrder },
  ): Promise<Page<UserAnalyticsDocument>>;
  /** How many came for the first time on days in [from, to]. */
  countFirstSeen(tenant: string, range: { from: string; to: string }): Promise<number>;
}

export interface ProcessingStateRepository {
  put(document: ProcessingStateDocument): Promise<void>;
  findAll(tenant: string): Promise<ProcessingStateDocument[]>;
}

export interface ProcessingErrorsRepository {
  upsertMany(tenant: string, documents: readonly ProcessingErrorDocument[]): Promise<void>;
  /** Whether a source has errors that are not resolved. Cost: one document. */
  hasOpen(tenant: string, source: string): Promise<boolean>;
  /** Errors of these rows that are not resolved. Cost: the rows that are asked for. */
  findOpen(
    tenant: string,
    source: string,
    sourceRowIds: readonly string[],
  ): Promise<ProcessingErrorDocument[]>;
  /** Errors of a source whose retry is due. */
  findDue(tenant: string, source: string, at: Date, limit: number): Promise<ProcessingErrorDocument[]>;
  findPage(
    tenant: string,
    filter: { source?: string; status?: string; conversationId?: string },
    page: { limit: number; cursor?: string },
  ): Promise<Page<ProcessingErrorDocument>>;
  resolve(tenant: string, source: string, sourceRowIds: readonly string[], at: Date): Promise<number>;
  countByStatus(tenant: string): Promise<Record<string, number>>;
}

/** Something changed in a UTC day. The token is another with each change. */
export interface DayMark {
  date: string;
  token: string;
  markedAt: Date;
}

export interface LedgerRepository {
  /** Replaces what the ledger holds for the tenant by what was counted now; what was counted later than `countedAt` of these stays. */
  replaceAll(tenant: string, entries: readonly LedgerDocument[]): Promise<void>;
  /** The same for some days and stages. */
  replaceDays(
    tenant: string,
    of: { dates: readonly string[]; stages: readonly LedgerDocument['stage'][] },
    entries: readonly LedgerDocument[],
  ): Promise<void>;
  /** Entries in which a stage differs from the source. Cost: those. */
  findDiffering(tenant: string): Promise<LedgerDocument[]>;
  /** Says that something changed in these days, after it did. */
  markDays(tenant: string, dates: Iterable<string>, at?: Date): Promise<void>;
  /** Days in which something changed since they were found equal. */
  findMarks(tenant: string): Promise<DayMark[]>;
  /** Takes marks away, unless something changed once more since they were read. */
  removeMarks(tenant: string, seen: readonly DayMark[]): Promise<void>;
  findAll(
    tenant: string,
    filter?: { source?: string; from?: string; to?: string },
  ): Promise<LedgerDocument[]>;
}

/** Errors that were logged, by fault. */
export interface ErrorGroupsRepository {
  /** Adds counts to what is known of each fault; other fields are as they were the last time. */
  add(tenant: string, groups: readonly ErrorGroupDocument[]): Promise<void>;
  /** Newest first. */
  findPage(tenant: string, page: { limit: number; cursor?: string }): Promise<Page<ErrorGroupDocument>>;
}

/** Small named JSON documents of a service (detector snapshots, model state), replaced whole, with optimistic concurrency. */
export interface SnapshotsRepository {
  get(tenant: string, owner: string, name: string): Promise<{ value: unknown; version: number } | null>;
  /** Writes if the stored version is still `expectedVersion` (0: none). Returns whether it did. */
  put(tenant: string, owner: string, name: string, value: unknown, expectedVersion: number): Promise<boolean>;
  remove(tenant: string, owner: string, name: string): Promise<void>;
}

export type AuditEntry = Omit<AuditDocument, 'tenant' | 'sequence' | 'previousHash' | 'hash'>;

/** What is kept elsewhere of the newest entry. */
export interface AuditHead {
  sequence: number;
  hash: string;
}

/** What a whole reading of the log found. */
export interface AuditVerdict {
  /** Entries that were looked at. */
  nEntries: number;
  /** The newest entry that is not as it was written, or is not there; null: all are. */
  broken: { what: 'altered' | 'missing' | 'inserted' | 're-ordered'; sequence: number } | null;
}

/** Append-only. Each entry carries the hash of the one before it, so that what is changed or taken out later shows. */
export interface AuditLogRepository {
  /** Adds entries in order; returns them as they were written. Entries are never changed or removed. */
  append(tenant: string, entries: readonly AuditEntry[]): Promise<AuditDocument[]>;
  /** Newest first. Looks at no more than 2,000 entries: where few of them fit, a page holds fewer than its limit, and its cursor leads on. */
  findPage(
    tenant: string,
    filter: AuditFilter,
    page: { limit: number; cursor?: string },
  ): Promise<Page<AuditDocument>>;
  newest(tenant: string): Promise<AuditDocument | null>;
  /** Who has entries. Cost: one look into an index a tenant. */
  tenants(): Promise<string[]>;
  /** By number, both ends included, in order. */
  between(tenant: string, from: number, to: number): AsyncIterable<AuditDocument>;
  /**
   * Reads the whole log and compares each entry with its hash and the one after it. `head`: what is known of the newest entry elsewhere. Cost: the whole
   * log, and once more where it is broken.
   */
  verify(tenant: string, head?: AuditHead | null): Promise<AuditVerdict>;
}

export interface DeliveryClaim {
  tenant: string;
  endpoint: string;
  at: Date;
  /** From then on others may claim them again: longer than posting them can take. */
  until: Date;
  limit: number;
  /** A token that no other claim has. */
  claim: string;
}

export interface FailedAttempt {
  claim: string;
  at: Date;
  error: string;
  next: { status: 'pending'; at: Date } | { status: 'failed' } | { status: 'disabled' };
  /** When it goes, unless it is to be tried again. */
  expireAt: Date;
}

export type DeliveryMove = { from: DeliveryStatus } & (
  | { to: 'pending'; at: Date }
  /** They go at `expireAt`, unless they are moved on before. */
  | { to: 'disabled'; expireAt: Date }
);

/** Deliveries of an endpoint. Several processes share the work by claims that run out, so that none is lost with the process that has it. */
export interface WebhookDeliveriesRepository {
  /** Stores those that are not known yet. */
  addMany(tenant: string, deliveries: readonly WebhookDeliveryDocument[]): Promise<void>;
  /** Takes up to `limit` that are due, those first that have been due longest; returns what it took, oldest event first. */
  claimDue(claim: DeliveryClaim): Promise<WebhookDeliveryDocument[]>;
  /** Whoever holds the claim now: what arrived has arrived. Returns whether it was not so marked before. */
  markDelivered(
    tenant: string,
    endpoint: string,
    eventId: string,
    when: { at: Date; expireAt: Date },
  ): Promise<boolean>;
  /** Counts an attempt, if the claim still holds; returns whether it did. */
  markFailed(tenant: string, endpoint: string, eventId: string, attempt: FailedAttempt): Promise<boolean>;
  /** Gives claimed ones back, due at a time, without an attempt being counted. */
  release(
    tenant: string,
    endpoint: string,
    eventIds: readonly string[],
    given: { claim: string; at: Date },
  ): Promise<number>;
  /** Changes the status of all of an endpoint that have `from`. Pending ones are due `at`; failed ones begin their attempts anew. Returns how many. */
  moveAll(tenant: string, endpoint: string, move: DeliveryMove): Promise<number>;
  countByStatus(
    tenant: string,
    endpoint: string,
    statuses: readonly DeliveryStatus[],
  ): Promise<Partial<Record<DeliveryStatus, number>>>;
  countDue(tenant: string, endpoint: string, at: Date): Promise<number>;
  /** By the time of the event, without its body. */
  findOldestPending(tenant: string, endpoint: string): Promise<WebhookDeliveryDocument | null>;
  /** The one that failed last, without its body. */
  findLastFailure(tenant: string, endpoint: string): Promise<WebhookDeliveryDocument | null>;
}

/** What became of one event of conversations that were sent over the API. */
export interface SubmissionPart {
  submissionId: string;
  part: number;
  isLast: boolean;
  source: string;
  nRows: number;
  nPublished: number;
  nUnchanged: number;
  nRejected: number;
  processedAt: Date;
  expireAt: Date;
}

export interface SubmissionState extends Omit<SubmissionPart, 'part' | 'isLast' | 'expireAt'> {
  /** Every part was processed. */
  isDone: boolean;
}

export interface SubmissionsRepository {
  /** A part that is processed again replaces what was said of it. */
  putPart(tenant: string, part: SubmissionPart): Promise<void>;
  /** The sum of its parts; null while none was processed. Cost: its parts. */
  find(tenant: string, submissionId: string): Promise<SubmissionState | null>;
}

/** API keys by their public id. */
export interface ApiKeysRepository {
  /** False: the tenant has, or had, a key of this name. */
  insert(document: ApiKeyDocument): Promise<boolean>;
  /** Of whichever tenant: the key is what says whose it is. */
  findByKeyId(keyId: string): Promise<ApiKeyDocument | null>;
  /** In order of their names, revoked ones too. */
  findPage(tenant: string, page: { limit: number; cursor?: string }): Promise<Page<ApiKeyDocument>>;
  /** Puts another hash in the place of `from`, which holds until `previousUntil`. False: there is no such key, or somebody else rotated it meanwhile. */
  rotate(
    tenant: string,
    keyId: string,
    change: { from: string; hash: string; previousUntil: Date; rotatedAt: Date },
  ): Promise<boolean>;
  /** False: there is none that was not revoked. */
  revoke(tenant: string, keyId: string, at: Date): Promise<boolean>;
  /** Notes that it was used. */
  touch(tenant: string, keyId: string, at: Date): Promise<void>;
}

/** What of an account may change. */
export type AccountChange = Partial<
  Omit<AccountDocument, 'tenant' | 'accountId' | 'name' | 'createdBy' | 'createdAt' | 'devices'>
> & { devices?: [] };

/** People who sign in with a password. */
export interface AccountsRepository {
  /** False: the tenant has one of this name. */
  insert(document: AccountDocument): Promise<boolean>;
  /** Of whichever tenant: a session says which account it is of. */
  findById(accountId: string): Promise<AccountDocument | null>;
  findByName(tenant: string, name: string): Promise<AccountDocument | null>;
  /** In order of their names, disabled ones too. */
  findPage(tenant: string, page: { limit: number; cursor?: string }): Promise<Page<AccountDocument>>;
  /** Whether there is one in the installation. */
  isAny(): Promise<boolean>;
  /** False: there is no such account. */
  change(tenant: string, accountId: string, change: AccountChange): Promise<boolean>;
  /** Takes the code of a step of 30 seconds. False: it, or a later one, was used already. */
  useCode(tenant: string, accountId: string, step: number): Promise<boolean>;
  /** Notes that the person signed in, and from a browser that is to be known again. */
  noteSignIn(tenant: string, accountId: string, how: { at: Date; device: string | null }): Promise<void>;
}

/** People who are signed in. */
export interface SessionsRepository {
  insert(document: SessionDocument): Promise<void>;
  findById(sessionId: string): Promise<SessionDocument | null>;
  /** Puts another hash in the place of `from`. False: it ended, or somebody else rotated it meanwhile. */
  rotate(
    sessionId: string,
    change: { from: string; hash: string; previousHash: string; previousUntil: Date; rotatedAt: Date },
  ): Promise<boolean>;
  /** Notes that it is used. */
  touch(sessionId: string, when: { at: Date; expireAt: Date }): Promise<void>;
  end(sessionId: string): Promise<void>;
  /** Ends every session of somebody, but one where that is named; returns how many. */
  endAll(tenant: string, subject: string, except?: string): Promise<number>;
}

/** Signing in while it is under way. */
export interface SignInsRepository {
  /** Counts one more, atomically, and tells how many there are until when; what is over begins anew with `expireAt`. */
  count(
    tenant: string,
    key: string,
    when: { at: Date; expireAt: Date },
  ): Promise<{ nTried: number; expireAt: Date }>;
  forget(tenant: string, key: string): Promise<void>;
  begin(flow: SignInFlowDocument): Promise<void>;
  /** Of several that take one flow, one gets it. Null: there is none, or its time is over. */
  take(flowHash: string, at: Date): Promise<SignInFlowDocument | null>;
}

/** What of limits was taken, by window of time. */
export interface UsageRepository {
  /** Takes `wanted`, or as many as the limit leaves, atomically; tells how many, and how many all have taken together. */
  take(
    tenant: string,
    window: { key: string; windowAt: Date; expireAt: Date },
    wanted: number,
    limit: number,
  ): Promise<{ nGranted: number; nTaken: number }>;
  read(tenant: string, key: string, windowAt: Date): Promise<number>;
}

/** A request that came with an idempotency key. */
export interface KnownRequest {
  fingerprint: string;
  /** Null while it is being served. */
  status: number | null;
  answer: string | null;
}

/** Which requests were served already, by who asked and the key they chose. */
export interface ApiRequestsRepository {
  /** Null: it was not known, and is being served from now on. Of several that begin one request at the same time only one is told so. */
  begin(
    tenant: string,
    request: { principal: string; key: string; fingerprint: string; at: Date; expireAt: Date },
  ): Promise<KnownRequest | null>;
  finish(
    tenant: string,
    request: { principal: string; key: string },
    outcome: { status: number; answer: string },
  ): Promise<void>;
  /** It was not served after all: it may come again. */
  forget(tenant: string, request: { principal: string; key: string }): Promise<void>;
}

/** MongoDB, one repository a collection. Failures throw TransientError (retryable) or PermanentError. */
export interface Store {
  messages: MessagesRepository;
  translations: TranslationsRepository;
  categories: VersionedRepository<CategoryDocument>;
  scores: ScoresRepository;
  analytics: AnalyticsRepository;
  measures: MeasuresRepository;
  anomalies: AnomaliesRepository;
  incidents: IncidentsRepository;
  metricHours: MetricHoursRepository;
  reportPlans: ReportPlansRepository;
  reportJobs: ReportJobsRepository;
  rules: RulesRepository;
  detectors: DetectorsRepository;
  detectorJobs: DetectorJobsRepository;
  findingFeedback: FindingFeedbackRepository;
  categoryCorrections: CategoryCorrectionsRepository;
  reports: ReportsRepository;
  users: UserAnalyticsRepository;
  processingState: ProcessingStateRepository;
  processingErrors: ProcessingErrorsRepository;
  ledger: LedgerRepository;
  snapshots: SnapshotsRepository;
  errorGroups: ErrorGroupsRepository;
  auditLog: AuditLogRepository;
  webhookDeliveries: WebhookDeliveriesRepository;
  apiRequests: ApiRequestsRepository;
  apiKeys: ApiKeysRepository;
  accounts: AccountsRepository;
  sessions: SessionsRepository;
  signIns: SignInsRepository;
  usage: UsageRepository;
  submissions: SubmissionsRepository;
  personRequests: PersonRequestsRepository;
  personTraces: PersonTraces;
  conversationTraces: ConversationTraces;
  legalHolds: LegalHoldsRepository;
  retentionRuns: RetentionRunsRepository;
  /** Creates collections, validators and indexes up to the newest migration. */
  migrate(direction?: 'up' | 'down'): Promise<string[]>;
  /**
   * Calls back after a document of one of the collections was written, and at the start and after a break, when some may have been. Reads nothing
   * while nothing is written.
   */
  watch(collections: readonly string[], onChange: () => void): { end(): Promise<void> };
  /** Tells each insertion and change of documents of the collections, in order, and where changes are missing. One change stream. */
  follow(options: FollowOptions): { end(): Promise<void> };
  /**
   * Removes documents of a collection whose time is over, the oldest first, and returns how many it looked at: fewer than `limit`, and no more are
   * left. To be called by the owner of the collection.
   */
  expire(collection: CollectionName, options: ExpireOptions): Promise<number>;
  /** Indexes that are missing, that nobody has declared, or that no query uses. */
  inspectIndexes(): Promise<IndexFinding[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

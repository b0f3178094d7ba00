import {
  topics,
  type AnomalyDetected,
  type ConversationCategorised,
  type ConversationDeleted,
  type ConversationIngested,
  type ConversationRef,
  type ConversationScored,
  type ConversationTranslated,
  type Event,
  type IncidentChanged,
  type Topic,
} from '@convoscope/contracts';

export type ColumnType = 'VARCHAR' | 'BIGINT' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN' | 'TIMESTAMPTZ' | 'DATE';

/** An event and the record of the log that it is. */
export interface LakeEvent<T = unknown> extends Event<T> {
  position: { partition: number; offset: bigint };
  /** When the record was appended to the log, ms since the epoch. */
  appendedAtMs: number;
}

/** A column of a dataset. Timestamps are given as RFC 3339 text, dates as `YYYY-MM-DD`. */
export interface Column<T = unknown> {
  name: string;
  type: ColumnType;
  doc: string;
  /** Whether the log says of each file the smallest and the largest value: what people look for, and nothing that tells of a person. */
  hasBounds: boolean;
  valueOf: (event: LakeEvent<T>) => string | number | bigint | boolean | null;
}

/** A table of the lake: the events of one topic. A column may be added at its end; anything else is a new table. */
export interface Dataset<T = unknown> {
  /** Its folder: `lake/<name>/`. */
  name: string;
  topic: Topic<T>;
  columns: readonly Column<T>[];
  /** The UTC day it belongs to, `YYYY-MM-DD`: that of the conversation, not of the clock. */
  dateOf: (data: T) => string;
}

const BOUNDED_TEXT = new Set([
  ...['tenant', 'conversation_id', 'source', 'reason', 'language', 'topic', 'kind', 'severity', 'metric'],
]);

const column = <T>(
  name: string,
  type: ColumnType,
  doc: string,
  valueOf: Column<T>['valueOf'],
): Column<T> => ({ name, type, doc, hasBounds: type !== 'VARCHAR' || BOUNDED_TEXT.has(name), valueOf });

const envelope: readonly Column<never>[] = [
  column('event_id', 'VARCHAR', 'UUIDv5 of what the event says: a repeat has the same', (e) => e.id),
  column('tenant', 'VARCHAR', 'Tenant', (e) => e.tenant),
  column('event_key', 'VARCHAR', 'Key of the record', (e) => e.key),
  column('produced_by', 'VARCHAR', 'Service that produced the event', (e) => e.source),
  column('produced_at', 'TIMESTAMPTZ', 'When it was produced (UTC)', (e) => e.time),
  column('log_partition', 'INTEGER', 'Partition of the topic', (e) => e.position.partition),
  column('log_offset', 'BIGINT', 'Offset in the partition', (e) => e.position.offset),
];

const payload: readonly Column<never>[] = [
  column('data', 'VARCHAR', 'The whole event as JSON, as its topic documents it', (e) =>
    JSON.stringify(e.data),
  ),
];

const reference: readonly Column<ConversationRef>[] = [
  column('conversation_id', 'VARCHAR', 'Conversation', (e) => e.data.conversationId),
  column('source', 'VARCHAR', 'Configured source it came from', (e) => e.data.source),
  column('revision', 'VARCHAR', 'Hash of the content', (e) => e.data.revision),
  column('sequence', 'BIGINT', 'Grows with each change; higher wins', (e) => BigInt(e.data.sequence)),
  column('pass', 'INTEGER', 'Grows when a stage repeats its work; higher wins', (e) => e.data.pass),
  column('started_at', 'TIMESTAMPTZ', 'First message (UTC)', (e) => e.data.startedAt),
  column('ended_at', 'TIMESTAMPTZ', 'Last message (UTC)', (e) => e.data.endedAt),
  column('user_id', 'VARCHAR', 'User', (e) => e.data.userId),
  column('model', 'VARCHAR', 'AI model that answered', (e) => e.data.model),
  column('n_messages', 'INTEGER', 'Number of messages', (e) => e.data.nMessages),
];

const startDay = ({ startedAt }: { startedAt: string }): string => startedAt.slice(0, 10);

const define = <T>(
  name: string,
  topic: Topic<T>,
  dateOf: (data: T) => string,
  columns: readonly Column<T>[],
): Dataset => {
  const date = column<T>('date', 'DATE', 'The UTC day it belongs to', ({ data }) => dateOf(data));
  return { name, topic, dateOf, columns: [date, ...envelope, ...columns, ...payload] } as unknown as Dataset;
};

/** A conversation's dataset: what every event about one repeats, then what this topic adds. */
const conversations = <T extends ConversationRef>(
  name: string,
  topic: Topic<T>,
  columns: readonly Column<T>[],
): Dataset => define(name, topic, startDay, [...(reference as unknown as Column<T>[]), ...columns]);

/** Every topic the lake keeps. */
export const datasets: readonly Dataset[] = [
  conversations<ConversationIngested>('conversations-ingested', topics.conversationsIngested, [
    column('title', 'VARCHAR', 'Title', (e) => e.data.title),
  ]),
  define<ConversationDeleted>('conversations-deleted', topics.conversationsDeleted, startDay, [
    column('conversation_id', 'VARCHAR', 'Conversation', (e) => e.data.conversationId),
    column('source', 'VARCHAR', 'Configured source it came from', (e) => e.data.source),
    column('sequence', 'BIGINT', 'Higher than any before', (e) => BigInt(e.data.sequence)),
    column('started_at', 'TIMESTAMPTZ', 'First message (UTC)', (e) => e.data.startedAt),
    column('deleted_at', 'TIMESTAMPTZ', 'When its absence was noticed (UTC)', (e) => e.data.deletedAt),
    column('reason', 'VARCHAR', '`gone-at-source` or `erased`', (e) => e.data.reason),
  ]),
  conversations<ConversationTranslated>('conversations-translated', topics.conversationsTranslated, [
    column('title', 'VARCHAR', 'Title', (e) => e.data.title),
    column('language', 'VARCHAR', 'Language of most user text', (e) => e.data.language),
    column('language_confidence', 'DOUBLE', '0 to 1', (e) => e.data.languageConfidence),
    column(
      'translation_status',
      'VARCHAR',
      'Why there is a translation or none',
      (e) => e.data.translationStatus,
    ),
  ]),
  conversations<ConversationCategorised>('conversations-categorised', topics.conversationsCategorised, [
    column('language', 'VARCHAR', 'Language of most user text', (e) => e.data.language),
    column('topic', 'VARCHAR', 'What it is about', (e) => e.data.topic.label),
    column('topic_confidence', 'DOUBLE', '0 to 1', (e) => e.data.topic.confidence),
    column('intent', 'VARCHAR', 'What the user wanted', (e) => e.data.intent.label),
    column('sentiment', 'VARCHAR', '`negative`, `neutral` or `positive`', (e) => e.data.sentiment.label),
    column('sentiment_score', 'DOUBLE', '-1 very negative, 1 very positive', (e) => e.data.sentiment.score),
    column('quality', 'DOUBLE', '0 to 1; 1 is without known defect', (e) => e.data.quality.score),
    column('outcome', 'VARCHAR', 'How it ended for the user', (e) => e.data.outcome?.label ?? null),
    column('signals', 'VARCHAR', 'What happened in it, by name, with blanks between', (e) =>
      e.data.signals === undefined ? null : e.data.signals.map(({ name }) => name).join(' '),
    ),
    column('model_version', 'VARCHAR', 'Version of the classifiers', (e) => e.data.modelVersion),
    column('taxonomy_version', 'VARCHAR', 'Version of the taxonomy', (e) => e.data.taxonomyVersion),
  ]),
  conversations<ConversationScored>('conversations-scored', topics.conversationsScored, [
    column('topic', 'VARCHAR', 'What it is about', (e) => e.data.topic),
    column('anomaly_score', 'DOUBLE', '0 to 1; higher is more unusual', (e) => e.data.anomalyScore),
    column('is_anomalous', 'BOOLEAN', 'Score above the threshold', (e) => e.data.isAnomalous),
    column('detector', 'VARCHAR', 'Detector and version', (e) => e.data.detector),
  ]),
  define<AnomalyDetected>('anomalies-detected', topics.anomaliesDetected, (d) => d.detectedFor.slice(0, 10), [
    column('anomaly_id', 'VARCHAR', 'Anomaly', (e) => e.data.anomalyId),
    column('revision', 'VARCHAR', 'Hash of the finding', (e) => e.data.revision),
    column('kind', 'VARCHAR', '`conversation`, `metric` or `record`', (e) => e.data.kind),
    column('severity', 'VARCHAR', '`info`, `warning` or `critical`', (e) => e.data.severity),
    column('detected_for', 'TIMESTAMPTZ', 'Start of what is unusual (UTC)', (e) => e.data.detectedFor),
    column('window_end', 'TIMESTAMPTZ', 'Its end (UTC)', (e) => e.data.windowEnd),
    column('metric', 'VARCHAR', 'What was measured', (e) => e.data.metric),
    column('observed', 'DOUBLE', 'Observed value', (e) => e.data.observed),
    column('expected', 'DOUBLE', 'Expected value', (e) => e.data.expected),
    column('score', 'DOUBLE', '0 to 1; higher is more unusual', (e) => e.data.score),
    column('explanation', 'VARCHAR', 'One sentence a person can act on', (e) => e.data.explanation),
  ]),
  define<IncidentChanged>('incidents-changed', topics.incidentsChanged, (d) => d.startedAt.slice(0, 10), [
    column('incident_id', 'VARCHAR', 'Incident', (e) => e.data.incidentId),
    column('change', 'VARCHAR', 'What happened to it', (e) => e.data.change),
    column('pass', 'INTEGER', 'Grows with each change; higher wins', (e) => e.data.pass),
    column('revision', 'VARCHAR', 'Hash of what is said of it', (e) => e.data.revision),
    column('severity', 'VARCHAR', '`info`, `warning` or `critical`', (e) => e.data.severity),
    column('started_at', 'TIMESTAMPTZ', 'Its first hour (UTC)', (e) => e.data.startedAt),
    column('ended_at', 'TIMESTAMPTZ', 'End of its last hour (UTC)', (e) => e.data.endedAt),
    column('is_over', 'BOOLEAN', 'Hours after it are known and as usual', (e) => e.data.isOver),
    column('metric', 'VARCHAR', 'What says it best', (e) => e.data.metric),
    column('dimension', 'VARCHAR', 'What its conversations have in common', (e) => e.data.slice.dimension),
    column('label', 'VARCHAR', 'Value of the dimension; empty for all', (e) => e.data.slice.label),
    column('observed', 'DOUBLE', 'Observed value', (e) => e.data.observed),
    column('expected', 'DOUBLE', 'Expected value', (e) => e.data.expected),
    column('score', 'DOUBLE', '0 to 1; higher is surer', (e) => e.data.score),
    column('n_conversations', 'INTEGER', 'Conversations it is about', (e) => e.data.nConversations),
    column('title', 'VARCHAR', 'What happened, in a few words', (e) => e.data.title),
    column('story', 'VARCHAR', 'What happened and why', (e) => e.data.story),
    column('detector', 'VARCHAR', 'Detector or rule, and version', (e) => e.data.detector),
  ]),
];

export type DatasetName =
  | 'conversations-ingested'
  | 'conversations-deleted'
  | 'conversations-translated'
  | 'conversations-categorised'
  | 'conversations-scored'
  | 'anomalies-detected'
  | 'incidents-changed';

/** Whether it holds what an erasure of a conversation must remove. */
export const isAboutConversations = ({ name }: Pick<Dataset, 'name'>): boolean =>
  name.startsWith('conversations-') && name !== 'conversations-deleted';

export function datasetNamed(name: DatasetName): Dataset {
  const dataset = datasets.find((candidate) => candidate.name === name);
  if (dataset === undefined) throw new RangeError(`no dataset ${name}`);
  return dataset;
}

/** The dataset of a topic; throws RangeError for a topic that the lake does not keep. */
export function datasetOfTopic(topicName: string): Dataset {
  const dataset = datasets.find(({ topic }) => topic.name === topicName);
  if (dataset === undefined) throw new RangeError(`the lake keeps no topic ${topicName}`);
  return dataset;
}

export const lakeTopics: readonly Topic[] = datasets.map(({ topic }) => topic);

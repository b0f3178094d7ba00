import type { z } from 'zod';
import {
  conversationCategorisedSchema,
  conversationDeletedSchema,
  conversationIngestedSchema,
  conversationScoredSchema,
  conversationsSubmittedSchema,
  conversationTranslatedSchema,
} from './events/conversation-events.ts';
import { detectorRequestedSchema } from './events/detector-events.ts';
import { reportDispatchedSchema, reportPlanChangedSchema } from './events/report-events.ts';
import { ruleChangedSchema } from './events/rule-events.ts';
import {
  anomalyDetectedSchema,
  feedbackGivenSchema,
  incidentChangedSchema,
  reportCompletedSchema,
  reportRequestedSchema,
  syncRequestedSchema,
} from './events/work-events.ts';

/** A topic: its schema and all that a subscriber must know of it. */
export interface Topic<T = unknown> {
  /** Logical name, `<noun>.<past-participle>.v<major>`; the bus puts its prefix in front. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly summary: string;
  /** Whether message text travels on it: who may subscribe depends on this. */
  readonly carriesText: boolean;
  /** What the record key is. */
  readonly key: 'conversation id' | 'metric id' | 'job id' | 'detector name' | 'plan name';
  readonly writtenBy: readonly string[];
  /** Our services that consume it, each as a group of its own name; other systems are free to join. */
  readonly readBy: readonly string[];
}

const defineTopic = <T>(topic: Topic<T>): Topic<T> => Object.freeze(topic);

export const topics = {
  conversationsSubmitted: defineTopic({
    name: 'conversations.submitted.v1',
    schema: conversationsSubmittedSchema,
    summary:
      'Somebody sent conversations: ingestion makes conversations of them, as of those that it fetches.',
    carriesText: true,
    key: 'job id',
    writtenBy: ['gateway'],
    readBy: ['ingestion'],
  }),
  conversationsIngested: defineTopic({
    name: 'conversations.ingested.v1',
    schema: conversationIngestedSchema,
    summary: 'This conversation, with its messages, stands at this revision.',
    carriesText: true,
    key: 'conversation id',
    writtenBy: ['ingestion'],
    readBy: ['translation', 'reporting', 'lake'],
  }),
  conversationsDeleted: defineTopic({
    name: 'conversations.deleted.v1',
    schema: conversationDeletedSchema,
    summary: 'This conversation is gone at the source, or was erased.',
    carriesText: false,
    key: 'conversation id',
    writtenBy: ['ingestion'],
    readBy: ['translation', 'categorisation', 'anomaly', 'reporting', 'lake'],
  }),
  conversationsTranslated: defineTopic({
    name: 'conversations.translated.v1',
    schema: conversationTranslatedSchema,
    summary: 'Language of the conversation and its messages, and their translation or why there is none.',
    carriesText: true,
    key: 'conversation id',
    writtenBy: ['translation'],
    readBy: ['categorisation', 'reporting', 'lake'],
  }),
  conversationsCategorised: defineTopic({
    name: 'conversations.categorised.v1',
    schema: conversationCategorisedSchema,
    summary: 'Topic, intent, sentiment and quality of the conversation, and features of its messages.',
    carriesText: false,
    key: 'conversation id',
    writtenBy: ['categorisation'],
    readBy: ['anomaly', 'reporting', 'lake'],
  }),
  conversationsScored: defineTopic({
    name: 'conversations.scored.v1',
    schema: conversationScoredSchema,
    summary: 'How unusual the conversation is, and which features made it so.',
    carriesText: false,
    key: 'conversation id',
    writtenBy: ['anomaly'],
    readBy: ['reporting', 'lake'],
  }),
  anomaliesDetected: defineTopic({
    name: 'anomalies.detected.v1',
    schema: anomalyDetectedSchema,
    summary: 'Something unusual: a conversation, a metric window or a record, with its explanation.',
    carriesText: false,
    key: 'metric id',
    writtenBy: ['anomaly'],
    readBy: ['lake'],
  }),
  incidentsChanged: defineTopic({
    name: 'incidents.changed.v1',
    schema: incidentChangedSchema,
    summary:
      'Findings that are one incident: it has begun, grown, been explained, is over, or was withdrawn.',
    carriesText: false,
    key: 'metric id',
    writtenBy: ['anomaly'],
    readBy: ['lake'],
  }),
  rulesChanged: defineTopic({
    name: 'rules.changed.v1',
    schema: ruleChangedSchema,
    summary: 'Somebody saved or removed a rule of what is to be called an incident.',
    carriesText: false,
    key: 'metric id',
    writtenBy: ['gateway', 'cli'],
    readBy: ['anomaly'],
  }),
  detectorsRequested: defineTopic({
    name: 'detectors.requested.v1',
    schema: detectorRequestedSchema,
    summary:
      'Somebody asked for a detector to be trained, promoted or removed, or for a file to be scored by one.',
    carriesText: false,
    key: 'detector name',
    writtenBy: ['gateway'],
    readBy: ['anomaly'],
  }),
  reportsRequested: defineTopic({
    name: 'reports.requested.v1',
    schema: reportRequestedSchema,
    summary: 'Somebody asked for a report.',
    carriesText: false,
    key: 'job id',
    writtenBy: ['gateway', 'cli'],
    readBy: ['reporting'],
  }),
  reportsCompleted: defineTopic({
    name: 'reports.completed.v1',
    schema: reportCompletedSchema,
    summary: 'A report is ready; its artefacts lie in object storage.',
    carriesText: false,
    key: 'job id',
    writtenBy: ['reporting'],
    readBy: [],
  }),
  reportPlansChanged: defineTopic({
    name: 'report-plans.changed.v1',
    schema: reportPlanChangedSchema,
    summary:
      'Somebody saved, removed, paused or ran a template or a schedule of reports, or cancelled a report.',
    carriesText: false,
    key: 'plan name',
    writtenBy: ['gateway', 'cli'],
    readBy: ['reporting'],
  }),
  reportsDispatched: defineTopic({
    name: 'reports.dispatched.v1',
    schema: reportDispatchedSchema,
    summary: 'A scheduled report is ready for those whom its schedule names.',
    carriesText: false,
    key: 'plan name',
    writtenBy: ['reporting'],
    readBy: [],
  }),
  feedbackGiven: defineTopic({
    name: 'feedback.given.v1',
    schema: feedbackGivenSchema,
    summary: 'A person corrected a category or an anomaly.',
    carriesText: false,
    key: 'job id',
    writtenBy: ['gateway', 'cli'],
    readBy: ['anomaly', 'categorisation'],
  }),
  syncsRequested: defineTopic({
    name: 'syncs.requested.v1',
    schema: syncRequestedSchema,
    summary: 'A source should be polled now: a person asked, or its webhook hinted at a change.',
    carriesText: false,
    key: 'job id',
    writtenBy: ['gateway', 'cli'],
    readBy: ['ingestion'],
  }),
} as const;

export type TopicData<T> = T extends Topic<infer D> ? D : never;

/** All topics, in the order of the flow. */
export const allTopics: readonly Topic[] = Object.values(topics);

/** Every group of ours with each topic that it consumes, in the order of the flow. */
export const consumers: readonly { readonly group: string; readonly topic: Topic }[] = allTopics.flatMap(
  (topic) => topic.readBy.map((group) => ({ group, topic })),
);

/**
 * Groups of ours that consume only the topics that their settings name. They stand in no `readBy`: a topic that nobody wants of them is
 * not behind.
 */
export const readersByChoice: readonly string[] = ['notifications'];

/** The dead-letter topic of a topic. */
export const deadLetterTopicOf = (topicName: string): string => `${topicName}.dlq`;

import { deadLetterTopicOf } from '@convoscope/contracts';
import type { RawBatch, RawRecord, TopicRecords } from '../driver/bus-driver.ts';
import { toDeadLetterRecord } from '../dead-letters/dead-letter-record.ts';
import type { Decoded } from '../envelope/decode-record.ts';
import type { Outcome } from '../outcome.ts';
import type { SubscribedTopic, SubscriptionContext } from './subscription-context.ts';

/** A record and what became of it; `outcome` is undefined where the handler never saw it. */
export interface SettledRecord {
  readonly decoded: Decoded;
  readonly outcome: Outcome | undefined;
}

/**
 * Carries the outcomes out: dead letters and redirects are acknowledged by the log before this resolves, then everything is counted.
 * Throws what publishing throws: then nothing was counted, and the records come again.
 */
export async function settle(
  context: SubscriptionContext,
  topic: SubscribedTopic,
  batch: RawBatch,
  settled: readonly SettledRecord[],
): Promise<void> {
  const outgoing = new Map<string, RawRecord[]>();
  const counts: (() => void)[] = [];
  const send = (topicName: string, record: RawRecord): void => {
    const list = outgoing.get(topicName);
    if (list) list.push(record);
    else outgoing.set(topicName, [record]);
  };
  for (const one of settled) {
    if (one.outcome?.kind === 'ok') continue;
    counts.push(route(context, topic, batch, one, send));
  }
  if (outgoing.size > 0) await context.driver.produce(toTopicRecords(context, outgoing));
  for (const count of counts) count();
  topic.consumed.inc(settled.length);
}

const toTopicRecords = (context: SubscriptionContext, outgoing: Map<string, RawRecord[]>): TopicRecords[] =>
  [...outgoing].map(([topicName, records]) => ({ topic: context.toPhysical(topicName), records }));

/** Queues what must be sent for one record that is not plainly done; returns the counting to be done once it is sent. */
function route(
  context: SubscriptionContext,
  topic: SubscribedTopic,
  batch: RawBatch,
  { decoded, outcome }: SettledRecord,
  send: (topicName: string, record: RawRecord) => void,
): () => void {
  const { metrics } = context;
  if (decoded.kind === 'tombstone')
    return () => metrics.dropped.inc({ ...topic.labels, reason: 'tombstone' });
  const parked = toParked(decoded, outcome);
  if (parked) {
    send(deadLetterTopicOf(topic.topic.name), describeDeadLetter(context, topic, batch, decoded, parked));
    return () => reportDeadLetter(context, topic, batch, decoded, parked);
  }
  if (outcome?.kind === 'redirect') {
    send(outcome.topic, decoded.record);
    return () => metrics.redirected.inc({ ...topic.labels, reason: outcome.reason });
  }
  const reason = outcome?.kind === 'drop' ? outcome.reason : 'unknown';
  return () => metrics.dropped.inc({ ...topic.labels, reason });
}

interface Parked {
  reason: string;
  cause: unknown;
}

function toParked(decoded: Decoded, outcome: Outcome | undefined): Parked | undefined {
  if (decoded.kind === 'undecodable') return { reason: decoded.reason, cause: decoded.error };
  if (outcome?.kind === 'dead-letter') return { reason: outcome.reason, cause: outcome.cause };
  return undefined;
}

function describeDeadLetter(
  context: SubscriptionContext,
  topic: SubscribedTopic,
  batch: RawBatch,
  decoded: Decoded,
  { reason, cause }: Parked,
): RawRecord {
  const before = context.attempts.get(batch.topic, batch.partition);
  const now = context.clock.now();
  return toDeadLetterRecord(decoded.record, {
    originalTopic: topic.topic.name,
    originalPartition: batch.partition,
    group: context.group,
    reason,
    cause,
    attempts: (before?.failures ?? 0) + 1,
    firstFailedAtMs: before?.firstFailedAtMs ?? now,
    lastFailedAtMs: now,
  });
}

function reportDeadLetter(
  context: SubscriptionContext,
  topic: SubscribedTopic,
  batch: RawBatch,
  { record }: Decoded,
  { reason, cause }: Parked,
): void {
  context.metrics.deadLettered.inc({ ...topic.labels, reason });
  context.telemetry.logger.warn(
    { err: cause, ...topic.labels, partition: batch.partition, offset: String(record.offset), reason },
    'event dead-lettered',
  );
}

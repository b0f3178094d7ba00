import { deadLetterTopicOf } from '@convoscope/contracts';
import type { RawBatch, RawRecord, TopicRecords } from '../driver/bus-driver.ts';
import { HELD, toDeadLetterRecord } from '../dead-letters/dead-letter-record.ts';
import type { ReplayMark } from '../dead-letters/replay-mark.ts';
import type { Decoded } from '../envelope/decode-record.ts';
import type { Outcome } from '../outcome.ts';
import type { SubscribedTopic, SubscriptionContext } from './subscription-context.ts';

/**
 * Carries the outcomes out, one for each event among the records (what is no event the handler never saw): dead letters and redirects are acknowledged by the log before this resolves, then everything is counted.
 * Throws what publishing throws: then nothing was counted, and the records come again.
 */
export async function settle(
  context: SubscriptionContext,
  topic: SubscribedTopic,
  batch: RawBatch,
  decoded: readonly Decoded[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const outgoing = new Map<string, RawRecord[]>();
  const counts: (() => void)[] = [];
  const send = (topicName: string, record: RawRecord): void => {
    const list = outgoing.get(topicName);
    if (list) list.push(record);
    else outgoing.set(topicName, [record]);
  };
  let nParked = 0;
  let next = 0;
  for (const one of decoded) {
    const outcome = one.kind === 'event' ? outcomes[next++] : undefined;
    if (outcome?.kind === 'ok' && one.kind === 'event' && one.replay === undefined) continue;
    const done = route({ context, topic, batch, send }, one, outcome);
    nParked += Number(done.isParked);
    counts.push(done.count);
  }
  if (nParked > 0) topic.parking.checkRoom(nParked);
  if (outgoing.size > 0) await context.driver.produce(toTopicRecords(context, outgoing));
  for (const count of counts) count();
  topic.consumed.inc(decoded.length);
}

const toTopicRecords = (context: SubscriptionContext, outgoing: Map<string, RawRecord[]>): TopicRecords[] =>
  [...outgoing].map(([topicName, records]) => ({ topic: context.toPhysical(topicName), records }));

interface Routing {
  context: SubscriptionContext;
  topic: SubscribedTopic;
  batch: RawBatch;
  send: (topicName: string, record: RawRecord) => void;
}

interface Routed {
  isParked: boolean;
  /** To be called once everything is sent. */
  count: () => void;
}

/** Queues what must be sent for one record that is not plainly done; says how it is counted. */
function route(routing: Routing, decoded: Decoded, outcome: Outcome | undefined): Routed {
  const { topic, send } = routing;
  const parked = toParked(decoded, outcome);
  if (parked) return park(routing, decoded, parked);
  const count = countOf(routing, decoded, outcome);
  const replay = replayOf(decoded);
  if (outcome?.kind === 'redirect') send(outcome.topic, decoded.record);
  if (replay === undefined) return { isParked: false, count };
  send(deadLetterTopicOf(topic.topic.name), topic.parking.toResolution(decoded.record.key, replay));
  return { isParked: false, count: () => (count(), topic.parking.resolved(replay)) };
}

const replayOf = (decoded: Decoded): ReplayMark | undefined =>
  decoded.kind === 'event' || decoded.kind === 'undecodable' ? decoded.replay : undefined;

function countOf(
  { context: { metrics }, topic: { labels } }: Routing,
  decoded: Decoded,
  outcome: Outcome | undefined,
): () => void {
  if (outcome?.kind === 'ok') return () => undefined;
  if (outcome?.kind === 'redirect')
    return () => metrics.redirected.inc({ ...labels, reason: outcome.reason });
  const reason =
    outcome?.kind === 'drop' ? outcome.reason : decoded.kind === 'passed' ? decoded.reason : decoded.kind;
  return () => metrics.dropped.inc({ ...labels, reason });
}

interface Parked {
  reason: string;
  cause: unknown;
  /** Null where it is not known which one: an earlier one of the same call. */
  behind: string | null;
}

function toParked(decoded: Decoded, outcome: Outcome | undefined): Parked | undefined {
  if (decoded.kind === 'held') return { reason: HELD, cause: undefined, behind: decoded.behind };
  if (decoded.kind === 'undecodable') return { reason: decoded.reason, cause: decoded.error, behind: null };
  if (outcome?.kind === 'dead-letter') return { reason: outcome.reason, cause: outcome.cause, behind: null };
  return undefined;
}

function park(routing: Routing, decoded: Decoded, parked: Parked): Routed {
  const { context, topic, batch, send } = routing;
  const { record } = decoded;
  const replay = replayOf(decoded);
  const place = replay ?? { partition: batch.partition, offset: record.offset };
  const before = context.attempts.get(batch.topic, batch.partition);
  const isHeld = parked.reason === HELD;
  const now = new Date(context.clock.now()).toISOString();
  const firstFailedAtMs = before?.firstFailedAtMs;
  const letter = toDeadLetterRecord(record, {
    ...parked,
    originalTopic: topic.topic.name,
    originalPartition: place.partition,
    originalOffset: place.offset,
    group: context.group,
    attempts: isHeld ? 0 : (replay?.attempts ?? 0) + (before?.failures ?? 0) + 1,
    firstFailedAt:
      replay?.firstFailedAt ??
      (firstFailedAtMs === undefined ? now : new Date(firstFailedAtMs).toISOString()),
    lastFailedAt: now,
  });
  send(deadLetterTopicOf(topic.topic.name), letter);
  const count = (): void => {
    topic.parking.parked(record.key, place.partition, place.offset, isHeld);
    if (isHeld) context.metrics.held.inc(topic.labels);
    else reportDeadLetter(context, topic, batch, decoded, parked);
  };
  return { isParked: true, count };
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

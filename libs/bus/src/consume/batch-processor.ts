import type { TransientError } from '@convoscope/contracts';
import { InvariantError, PermanentError } from '@convoscope/contracts';
import { retryDelayMs } from '@convoscope/resilience';
import type { EventBatch, ReceivedEvent } from '../bus.ts';
import type { BatchConsumer, BatchControl, BatchVerdict, RawBatch } from '../driver/bus-driver.ts';
import type { Decoded } from '../envelope/decode-record.ts';
import type { Outcome } from '../outcome.ts';
import { classify, toInvariantError } from './classify-error.ts';
import type { SubscribedTopic, SubscriptionContext } from './subscription-context.ts';
import { settle } from './settle-outcomes.ts';

/** A durable commit at least this often while one fetched batch is worked through, so that a crash repeats little. */
const COMMIT_INTERVAL_MS = 250;

/** Thrown inside to leave a batch whose partition was taken away or whose service stops. */
class Abandoned extends Error {}

/**
 * Turns a batch handler into the consumer that a driver calls: decodes, hands over at most `maxBatchSize` events at a time, settles the
 * outcomes in order and says how far the partition may be committed. Decides what a failure means; nothing is ever thrown to the driver.
 */
export function createBatchProcessor(context: SubscriptionContext): BatchConsumer {
  return async (batch, control) => {
    const topic = context.topics.get(batch.topic);
    const first = batch.records.at(0)?.offset ?? 0n;
    const progress: Progress = { nextOffset: first };
    if (topic === undefined) return halt(context, batch, new Error(`not subscribed to ${batch.topic}`));
    try {
      const entering = topic.parking.enter(batch.partition, first);
      if (entering) await entering;
      await processChunks(context, topic, batch, control, progress);
      return { kind: 'continue', nextOffset: progress.nextOffset };
    } catch (error) {
      if (error instanceof Abandoned) return { kind: 'continue', nextOffset: progress.nextOffset };
      if (classify(error) !== 'transient') return halt(context, batch, error);
      return retryLater(context, topic, batch, progress.nextOffset, error as TransientError);
    } finally {
      topic.parking.leave(batch.partition, progress.nextOffset);
    }
  };
}

/** Records are settled in the order of their offsets: everything before `nextOffset` is done, and may be committed. */
interface Progress {
  nextOffset: bigint;
}

async function processChunks(
  context: SubscriptionContext,
  topic: SubscribedTopic,
  batch: RawBatch,
  control: BatchControl,
  progress: Progress,
): Promise<void> {
  const startedAtMs = context.clock.elapsed();
  let committedAtMs = startedAtMs;
  for (let start = 0; start < batch.records.length; start += topic.maxBatchSize) {
    if (control.signal.aborted || control.shouldYield()) throw new Abandoned();
    const decoded = await decodeChunk(topic, batch, start, start + topic.maxBatchSize);
    await processRange({ context, topic, batch, control, progress }, decoded);
    if (context.attempts.succeed(batch.topic, batch.partition))
      context.metrics.paused.set(topic.labels, context.attempts.nFailing(batch.topic));
    const isLast = start + topic.maxBatchSize >= batch.records.length;
    // The rest comes again when the others have had their turn.
    if (context.clock.elapsed() - startedAtMs >= context.turnMs()) return;
    if (isLast || context.clock.elapsed() - committedAtMs < COMMIT_INTERVAL_MS) continue;
    await control.commit(progress.nextOffset);
    committedAtMs = context.clock.elapsed();
  }
}

/** Decodes synchronously where it can: only claim checks make it wait. */
async function decodeChunk(
  topic: SubscribedTopic,
  batch: RawBatch,
  start: number,
  end: number,
): Promise<Decoded[]> {
  const decoded: Decoded[] = [];
  for (let i = start; i < Math.min(end, batch.records.length); i++) {
    const record = batch.records.at(i);
    if (record === undefined) continue;
    const result = topic.decode(batch.partition, record);
    decoded.push(result instanceof Promise ? await result : result);
  }
  return decoded;
}

interface Work {
  context: SubscriptionContext;
  topic: SubscribedTopic;
  batch: RawBatch;
  control: BatchControl;
  progress: Progress;
}

/**
 * Processes consecutive records as one call of the handler. When that fails for good, halves the range until the poisonous record stands
 * alone: log2(n) further calls for each of them, and every good record is still processed, in order.
 */
async function processRange(work: Work, given: readonly Decoded[]): Promise<void> {
  const { context, topic, batch } = work;
  const decoded = topic.parking.sort(batch.partition, given);
  if (decoded === null) {
    for (const one of given) await processRange(work, [one]);
    return;
  }
  try {
    const outcomes = await callHandler(work, decoded);
    await settle(context, topic, batch, decoded, outcomes);
    advance(work.progress, decoded);
  } catch (error) {
    if (work.control.signal.aborted) throw new Abandoned();
    if (classify(error) !== 'permanent') throw error;
    if (decoded.length > 1) {
      const middle = decoded.length >> 1;
      await processRange(work, given.slice(0, middle));
      return processRange(work, given.slice(middle));
    }
    await settle(context, topic, batch, decoded, [toDeadLetter(error)]);
    advance(work.progress, decoded);
  }
}

function advance(progress: Progress, done: readonly Decoded[]): void {
  const last = done.at(-1);
  if (last) progress.nextOffset = last.record.offset + 1n;
}

const toDeadLetter = (error: unknown): Outcome => ({
  kind: 'dead-letter',
  reason: error instanceof PermanentError ? error.code : 'permanent',
  cause: error,
});

/** One outcome for each event among them. */
async function callHandler(work: Work, decoded: readonly Decoded[]): Promise<readonly Outcome[]> {
  const { context, topic, batch, control } = work;
  const events: ReceivedEvent[] = [];
  for (const one of decoded) if (one.kind === 'event') events.push(one.event);
  const outcomes = events.length === 0 ? [] : await timedCall(context, topic, batch, events, control.signal);
  if (control.signal.aborted) throw new Abandoned();
  if (outcomes.length !== events.length)
    throw new InvariantError(`the handler returned ${outcomes.length} outcomes for ${events.length} events`, {
      code: 'BUS_OUTCOME_COUNT',
      context: { group: context.group, topic: topic.topic.name },
    });
  return outcomes;
}

/** As many links as a span takes by default; a batch can have come from more. */
const MAX_LINKS = 128;

/** The contexts that a batch came from, each once, that of its first event first. */
function tracesOf(events: readonly ReceivedEvent[]): string[] {
  const traces = new Set<string>();
  for (const { traceparent } of events) {
    if (traceparent !== undefined) traces.add(traceparent);
    if (traces.size > MAX_LINKS) break;
  }
  return [...traces];
}

async function timedCall(
  context: SubscriptionContext,
  topic: SubscribedTopic,
  batch: RawBatch,
  events: readonly ReceivedEvent[],
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const eventBatch: EventBatch = { topic: topic.topic.name, partition: batch.partition, events, signal };
  topic.batchSize.observe(events.length);
  const [traceparent, ...links] = tracesOf(events);
  // Measured inside of the span, so that the figure knows its trace.
  const handle = async (): Promise<readonly Outcome[]> => {
    const startedAt = performance.now();
    try {
      return await context.handler(eventBatch);
    } finally {
      topic.processingSeconds.observe((performance.now() - startedAt) / 1_000);
    }
  };
  return context.telemetry.span(`process ${topic.topic.name}`, handle, {
    ...(traceparent === undefined ? {} : { traceparent, links }),
    attributes: {
      'messaging.system': 'convoscope-bus',
      'messaging.destination.name': topic.topic.name,
      'messaging.consumer.group.name': context.group,
      'messaging.batch.message_count': events.length,
    },
  });
}

function retryLater(
  context: SubscriptionContext,
  topic: SubscribedTopic,
  batch: RawBatch,
  nextOffset: bigint,
  error: TransientError,
): BatchVerdict {
  const attempts = context.attempts.fail(batch.topic, batch.partition, nextOffset);
  const { backoff, random } = context;
  const retryAfterMs = Math.round(retryDelayMs(backoff, attempts.failures - 1, error.retryAfterMs, random));
  context.attempts.retryAt(batch.topic, batch.partition, context.clock.elapsed() + retryAfterMs);
  context.metrics.retries.inc(topic.labels);
  context.metrics.paused.set(topic.labels, context.attempts.nFailing(batch.topic));
  context.telemetry.logger.warn(
    {
      err: error,
      group: context.group,
      topic: topic.topic.name,
      partition: batch.partition,
      attempts: attempts.failures,
      retryAfterMs,
    },
    'batch will be retried',
  );
  return { kind: 'retry', nextOffset, retryAfterMs };
}

function halt(context: SubscriptionContext, batch: RawBatch, error: unknown): BatchVerdict {
  const invariant = toInvariantError(error);
  context.telemetry.logger.error(
    { err: invariant, group: context.group, topic: batch.topic, partition: batch.partition },
    'subscription stopped: nothing is committed past this batch',
  );
  return { kind: 'halt', error: invariant };
}

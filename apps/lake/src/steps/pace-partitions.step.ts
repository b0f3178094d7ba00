import type { EventBatch } from '@convoscope/bus';
import { TransientError } from '@convoscope/contracts';
import type { Clock } from '@convoscope/telemetry';

export interface PaceOptions {
  clock: Clock;
  /** Least time between two writes of a partition. */
  flushIntervalMs: number;
  /** A batch of this many events … */
  flushRows: number;
  /** … or about this many bytes of text is written at once. */
  flushBytes: number;
}

type Batch = Pick<EventBatch, 'topic' | 'partition' | 'events' | 'signal'>;

/** About how much text a batch holds: message contents dominate, the rest is counted flat. */
const roughBytes = ({ events }: Batch): number =>
  events.reduce((sum, { data }) => {
    const { messages } = data as { messages?: { content?: string }[] };
    return sum + 512 + (messages ?? []).reduce((n, { content }) => n + 64 + (content?.length ?? 0), 0);
  }, 0);

/**
 * Holds small batches back (uncommitted) until their partition has rested for `flushIntervalMs`: meanwhile the bus gathers a larger next one,
 * so that a trickle of events does not become a flood of small files. Throws TransientError when the partition is taken away meanwhile.
 */
export function createPacePartitionsStep(options: PaceOptions): (batch: Batch) => Promise<void> {
  const lastWriteAtMs = new Map<string, number>();
  return async function pacePartitionsStep(batch) {
    const id = `${batch.topic}-${batch.partition}`;
    const isLarge = batch.events.length >= options.flushRows || roughBytes(batch) >= options.flushBytes;
    const restMs = (lastWriteAtMs.get(id) ?? -Infinity) + options.flushIntervalMs - options.clock.elapsed();
    if (!isLarge && restMs > 0) {
      await options.clock.sleep(restMs, batch.signal).catch((cause: unknown) => {
        throw new TransientError('the partition was taken away', { code: 'LAKE_ABORTED', cause });
      });
    }
    lastWriteAtMs.set(id, options.clock.elapsed());
  };
}

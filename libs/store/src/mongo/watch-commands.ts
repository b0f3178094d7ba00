import type { Telemetry } from '@convoscope/telemetry';
import type { mongo } from 'mongoose';
import { describePlan, toCommandShape, toExplainable } from './command-shape.ts';

export interface CommandWatchOptions {
  telemetry: Pick<Telemetry, 'counter' | 'logger'>;
  /** A command that takes this long is slow. */
  slowMs: number;
  /** Runs a command on the database, to have a plan told. */
  explain: (command: mongo.Document) => Promise<unknown>;
  /** Milliseconds of a clock that does not go back. */
  elapsed?: () => number;
}

/**
 * Told of each command, as MongoDB would be sent it, and how long the caller waited for its answer. `command` is asked for only where it was slow.
 */
export type CommandWatch = (durationMs: number, command: () => Record<string, unknown>) => void;

/** Shapes whose plan is known; beyond, the oldest is forgotten. */
const MOST_SHAPES = 100;
/** A plan is asked for again after so long: it changes with the data. */
const EXPLAIN_AGAIN_MS = 3_600_000;
const EXPLAIN_WITHIN_MS = 2_000;

/** Which shapes are to be explained now: each once in a while, one at a time, so that a server that is slow is not made slower. */
function createTurns(elapsed: () => number) {
  const explainedAt = new Map<string, number>();
  let isBusy = false;
  return {
    take(key: string): boolean {
      const last = explainedAt.get(key);
      if (isBusy || (last !== undefined && elapsed() - last < EXPLAIN_AGAIN_MS)) return false;
      explainedAt.delete(key);
      explainedAt.set(key, elapsed());
      const [oldest] = explainedAt.keys();
      if (explainedAt.size > MOST_SHAPES && oldest !== undefined) explainedAt.delete(oldest);
      isBusy = true;
      return true;
    },
    end: (): void => void (isBusy = false),
  };
}

/**
 * Counts commands that are slow, and logs each with its shape (what it looks for, without values) and, once an hour and shape, its plan. Not by the
 * driver's own monitoring: with it every answer is decoded twice.
 */
export function createCommandWatch(options: CommandWatchOptions): CommandWatch {
  const { telemetry, slowMs, explain, elapsed = () => performance.now() } = options;
  const slow = telemetry.counter({
    name: 'mongodb_slow_commands_total',
    help: 'Commands that took longer than MONGODB_SLOW_COMMAND, by collection and command.',
    labels: ['collection', 'command'],
  });
  const turns = createTurns(elapsed);

  async function planOf(command: mongo.Document): Promise<string> {
    try {
      return describePlan(
        await explain({ explain: command, verbosity: 'queryPlanner', maxTimeMS: EXPLAIN_WITHIN_MS }),
      );
    } catch (error) {
      return `not explained: ${(error as Error).message.slice(0, 200)}`;
    } finally {
      turns.end();
    }
  }

  async function report(command: Record<string, unknown>, durationMs: number): Promise<void> {
    const told = toCommandShape(command);
    slow.inc({ collection: told.collection, command: told.command });
    const explainable = toExplainable(command);
    const key = `${told.collection} ${told.command} ${told.shape}`;
    const plan = explainable !== null && turns.take(key) ? await planOf(explainable) : undefined;
    telemetry.logger.warn(
      { ...told, durationMs: Math.round(durationMs), ...(plan !== undefined && { plan }) },
      'slow command on MongoDB',
    );
  }

  return (durationMs, command) => {
    if (durationMs >= slowMs) void report(command(), durationMs);
  };
}

import type { Telemetry } from '@convoscope/telemetry';
import type { mongo } from 'mongoose';
import { describePlan, toCommandShape, toExplainable } from './command-shape.ts';

export interface CommandWatchOptions {
  telemetry: Telemetry;
  /** A command that takes this long is slow. */
  slowMs: number;
  /** Database whose commands are looked at. */
  database: string;
  /** Milliseconds of a clock that does not go back. */
  elapsed?: () => number;
}

/** Shapes whose plan is known; beyond, the oldest is forgotten. */
const MOST_SHAPES = 100;
/** A plan is asked for again after so long: it changes with the data. */
const EXPLAIN_AGAIN_MS = 3_600_000;
const EXPLAIN_WITHIN_MS = 2_000;

/** Names of our own commands that tell nothing about a query. */
const isQuiet = (name: string): boolean =>
  /^(hello|ping|explain|getMore|killCursors|endSessions|collMod)$/.test(name);

/**
 * Counts commands that are slow, and logs each with its shape (what it looks for, without values) and, once an hour and shape, its plan. One plan is
 * asked for at a time, so that a server that is slow is not made slower.
 */
export function watchCommands(client: mongo.MongoClient, options: CommandWatchOptions): void {
  const { telemetry, slowMs, database, elapsed = () => performance.now() } = options;
  const slow = telemetry.counter({
    name: 'mongodb_slow_commands_total',
    help: 'Commands that took longer than MONGODB_SLOW_COMMAND, by collection and command.',
    labels: ['collection', 'command'],
  });
  const running = new Map<number, Record<string, unknown>>();
  const explainedAt = new Map<string, number>();
  let isExplaining = false;

  const mayExplain = (key: string): boolean => {
    const last = explainedAt.get(key);
    if (isExplaining || (last !== undefined && elapsed() - last < EXPLAIN_AGAIN_MS)) return false;
    explainedAt.delete(key);
    explainedAt.set(key, elapsed());
    const [oldest] = explainedAt.keys();
    if (explainedAt.size > MOST_SHAPES && oldest !== undefined) explainedAt.delete(oldest);
    return true;
  };

  async function planOf(command: Record<string, unknown>): Promise<string | undefined> {
    const explain = toExplainable(command);
    if (explain === null) return undefined;
    isExplaining = true;
    try {
      const asked = { explain, verbosity: 'queryPlanner', maxTimeMS: EXPLAIN_WITHIN_MS };
      return describePlan(await client.db(database).command(asked));
    } catch (error) {
      return `not explained: ${(error as Error).message.slice(0, 200)}`;
    } finally {
      isExplaining = false;
    }
  }

  async function report(command: Record<string, unknown>, durationMs: number): Promise<void> {
    const told = toCommandShape(command);
    slow.inc({ collection: told.collection, command: told.command });
    const key = `${told.collection} ${told.command} ${told.shape}`;
    const plan = mayExplain(key) ? await planOf(command) : undefined;
    telemetry.logger.warn(
      { ...told, durationMs, ...(plan !== undefined && { plan }) },
      'slow command on MongoDB',
    );
  }

  client.on('commandStarted', ({ requestId, commandName, databaseName, command }) => {
    if (databaseName === database && !isQuiet(commandName))
      running.set(requestId, command as Record<string, unknown>);
  });
  const end = ({ requestId, duration }: { requestId: number; duration: number }): void => {
    const command = running.get(requestId);
    running.delete(requestId);
    if (command !== undefined && duration >= slowMs) void report(command, duration);
  };
  client.on('commandSucceeded', end);
  client.on('commandFailed', end);
}

import { setImmediate } from 'node:timers/promises';
import { InvariantError, PermanentError } from '@convoscope/contracts';
import type { BatchHandler, ReceivedEvent } from './bus.ts';
import { HELD } from './dead-letters/dead-letter-record.ts';
import { deadLetter, type Outcome } from './outcome.ts';

/** Decides about one input. Throwing PermanentError dead-letters this input alone; TransientError makes the whole batch be retried. */
export type Step<I, O> = (input: I) => Outcome<O> | Promise<Outcome<O>>;

/** Decides about all inputs at once (one bulk write, one publish): returns one outcome per input, in order. */
export type BatchStep<I, O> = (inputs: readonly I[]) => Promise<readonly Outcome<O>[]>;

export interface StepOptions {
  /** Inputs worked on at the same time. Default 1: one after the other, in order. */
  concurrency?: number;
}

/**
 * A service as a list of steps. What one step answers with `ok(value)` is the next one's input; any other outcome is final for that event,
 * which takes no part in what follows. Immutable: every call returns a longer pipeline.
 *
 * @example
 * pipeline<ConversationTranslated>()
 *   .step(createDropEmptyStep())
 *   .step(createDetectTopicStep(classifier))
 *   .batch(createStoreCategoriesStep(store))
 *   .batch(createPublishCategorisedStep(bus))
 *   .toHandler()
 */
export interface Pipeline<T, O> {
  step<N>(step: Step<O, N>, options?: StepOptions): Pipeline<T, N>;
  batch<N>(step: BatchStep<O, N>): Pipeline<T, N>;
  /** One outcome per event, in order. Throws what steps throw, PermanentError of a per-event step excepted. */
  run(events: readonly ReceivedEvent<T>[]): Promise<readonly Outcome<O>[]>;
  toHandler(): BatchHandler<T>;
}

type Stage = (inputs: readonly unknown[]) => Promise<readonly Outcome[]>;

/** The empty pipeline over the events of a topic whose data is `T`: its first step receives whole events. */
export const pipeline = <T>(): Pipeline<T, ReceivedEvent<T>> => createPipeline<T, ReceivedEvent<T>>([]);

function createPipeline<T, O>(stages: readonly Stage[]): Pipeline<T, O> {
  const run = (events: readonly ReceivedEvent<T>[]): Promise<readonly Outcome<O>[]> =>
    runStages(stages, events) as Promise<readonly Outcome<O>[]>;
  return {
    step: (step, options) =>
      createPipeline([...stages, toStage(step as Step<unknown, unknown>, options?.concurrency ?? 1)]),
    batch: (step) => createPipeline([...stages, checkCount(step as BatchStep<unknown, unknown>)]),
    run,
    toHandler: () => (batch) => run(batch.events),
  };
}

async function runStages(stages: readonly Stage[], events: readonly unknown[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = events.map((value) => ({ kind: 'ok', value }));
  for (const stage of stages) {
    const indexes: number[] = [];
    const inputs: unknown[] = [];
    outcomes.forEach((outcome, index) => {
      if (outcome.kind !== 'ok') return;
      indexes.push(index);
      inputs.push(outcome.value);
    });
    if (inputs.length === 0) break;
    const results = await stage(inputs);
    indexes.forEach((index, position) => (outcomes[index] = results[position] as Outcome));
    if (results.some(({ kind }) => kind === 'dead-letter')) holdLaterOnes(outcomes, events);
  }
  return outcomes;
}

/** Later events of a key wait behind one that cannot be processed: they take no part in the steps to come. */
function holdLaterOnes(outcomes: Outcome[], events: readonly unknown[]): void {
  const parked = new Set<string>();
  outcomes.forEach((outcome, index) => {
    const { key } = events[index] as ReceivedEvent;
    if (outcome.kind === 'dead-letter') parked.add(key);
    else if (outcome.kind === 'ok' && parked.has(key)) outcomes[index] = deadLetter(HELD);
  });
}

function toStage(step: Step<unknown, unknown>, concurrency: number): Stage {
  return async (inputs) => {
    const outcomes: Outcome[] = new Array<Outcome>(inputs.length);
    let next = 0;
    let breathedAtMs = performance.now();
    const work = async (): Promise<void> => {
      while (next < inputs.length) {
        const index = next++;
        const outcome = decide(step, inputs[index]);
        outcomes[index] = outcome instanceof Promise ? await outcome : outcome;
        if (performance.now() - breathedAtMs < BUSY_MS) continue;
        await setImmediate();
        breathedAtMs = performance.now();
      }
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, inputs.length) }, work));
    return outcomes;
  };
}

/** After this long a synchronous step lets heartbeats, probes and signals have their turn: a batch may take it seconds. */
const BUSY_MS = 20;

/** Stays synchronous for a synchronous step: thousands of awaits a second are not free. */
function decide(step: Step<unknown, unknown>, input: unknown): Outcome | Promise<Outcome> {
  try {
    const outcome = step(input);
    return outcome instanceof Promise ? outcome.catch(parkPermanent) : outcome;
  } catch (error) {
    return parkPermanent(error);
  }
}

function parkPermanent(error: unknown): Outcome {
  if (error instanceof PermanentError) return deadLetter(error.code, error);
  throw error;
}

function checkCount(step: BatchStep<unknown, unknown>): Stage {
  return async (inputs) => {
    const outcomes = await step(inputs);
    if (outcomes.length === inputs.length) return outcomes;
    throw new InvariantError(
      `step ${step.name || '(unnamed)'} returned ${outcomes.length} outcomes for ${inputs.length} inputs`,
      { code: 'BUS_OUTCOME_COUNT' },
    );
  };
}

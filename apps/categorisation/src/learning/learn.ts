import {
  reportClassification,
  trainIntents,
  trainTopics,
  withExamples,
  type ClassificationReport,
  type JudgedRow,
  type LabelledText,
  type Taxonomy,
  type TextClassifierState,
} from '@convoscope/text';
import type { ConversationClassifier } from '../conversation-classifier.port.ts';
import { createLocalClassifier } from '../local-classifier.ts';

export type ClassifierInput = Parameters<ConversationClassifier['classify']>[0];

/** A conversation with what a person said of it. */
export interface Example {
  readonly conversation: ClassifierInput;
  readonly topic: string | null;
  readonly intent: string | null;
  /** The model in use has learned from it. */
  readonly isKnown: boolean;
}

/** What a model has learned: plain data that travels between threads. */
export interface Trained {
  readonly topics: TextClassifierState;
  readonly intents: TextClassifierState;
}

export interface LearningTask {
  readonly taxonomy: Taxonomy;
  readonly examples: readonly Example[];
  /** Conversations of which nobody said anything; empty where nothing is to be judged. */
  readonly sample: readonly ClassifierInput[];
}

/** Of examples that neither model had seen, how many each got right. */
export interface HeldOut {
  readonly n: number;
  readonly before: number;
  readonly after: number;
}

export interface Judgement {
  readonly topic: HeldOut;
  readonly intent: HeldOut;
  /** Of conversations that nobody corrected and the model in use was sure about, how many would be called something else. */
  readonly unasked: { readonly n: number; readonly changed: number };
  /** Of the new model on examples it had not seen, by label; null without such examples. */
  readonly figures: Readonly<Record<'topic' | 'intent', ClassificationReport | null>>;
}

/** A row with what the model in use says of it. */
type ComparedRow = JudgedRow & { readonly before: string };

const FOLDS = 5;
const MOST_CHARACTERS = 2_000;
/** Sure enough that a change is a loss rather than a gain. */
const SURE = 0.6;

/** Topic and intent of a conversation are read mostly from how the person begins. */
function openingOf({ messages }: ClassifierInput): string {
  const said = messages.find(({ role }) => role === 'user') ?? messages[0];
  return (said?.content ?? '').slice(0, MOST_CHARACTERS);
}

/** What is learned without examples, once a thread. */
const untaught = new WeakMap<Taxonomy, TextClassifierState>();
let untaughtIntents: TextClassifierState | undefined;

/** Learns topics and intents from the taxonomy and what people said. Deterministic. Cost: about 1 s of CPU. */
export function train(taxonomy: Taxonomy, examples: readonly Example[]): Trained {
  const [topics, intents] = [labelled(examples, 'topic'), labelled(examples, 'intent')];
  return {
    topics: topics.length === 0 ? topicsWithout(taxonomy) : trainTopics(withExamples(taxonomy, topics)),
    intents: intents.length === 0 ? (untaughtIntents ??= trainIntents()) : trainIntents(intents),
  };
}

function topicsWithout(taxonomy: Taxonomy): TextClassifierState {
  const known = untaught.get(taxonomy) ?? trainTopics(taxonomy);
  untaught.set(taxonomy, known);
  return known;
}

const labelled = (examples: readonly Example[], field: 'topic' | 'intent'): LabelledText[] =>
  examples.flatMap(({ conversation, [field]: label }) =>
    label === null ? [] : [{ text: openingOf(conversation), label }],
  );

/** Holds the new model against the one in use on examples that neither has seen (five folds). Cost: about 12 s of CPU. */
export async function judge({ taxonomy, examples, sample }: LearningTask): Promise<Judgement> {
  const rows: Record<'topic' | 'intent', ComparedRow[]> = { topic: [], intent: [] };
  for (let fold = 0; fold < FOLDS; fold++) {
    const seen = examples.filter((_, at) => at % FOLDS !== fold);
    const heldOut = examples.filter((_, at) => at % FOLDS === fold);
    if (heldOut.length === 0) continue;
    const before = classifierOf(
      taxonomy,
      seen.filter(({ isKnown }) => isKnown),
    );
    const after = classifierOf(taxonomy, seen);
    for (const { conversation, topic, intent } of heldOut) {
      const [old, found] = await Promise.all([before.classify(conversation), after.classify(conversation)]);
      for (const [field, truth] of [
        ['topic', topic],
        ['intent', intent],
      ] as const) {
        if (truth === null) continue;
        const { label, confidence } = found[field];
        rows[field].push({ truth, found: label, confidence, before: old[field].label });
      }
    }
  }
  return {
    topic: heldOutOf(rows.topic),
    intent: heldOutOf(rows.intent),
    unasked: await countChanged(taxonomy, examples, sample),
    figures: { topic: figuresOf(rows.topic), intent: figuresOf(rows.intent) },
  };
}

const classifierOf = (taxonomy: Taxonomy, examples: readonly Example[]): ConversationClassifier =>
  createLocalClassifier(taxonomy, {
    runLong: runAtOnce,
    learned: { generation: 0, trained: train(taxonomy, examples) },
  });

/** This thread has nothing else to do. */
async function runAtOnce<T>(steps: Generator<void, T>): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

const heldOutOf = (rows: readonly ComparedRow[]): HeldOut => ({
  n: rows.length,
  before: rows.filter(({ truth, before }) => truth === before).length,
  after: rows.filter(({ truth, found }) => truth === found).length,
});

const figuresOf = (rows: readonly ComparedRow[]): ClassificationReport | null =>
  rows.length === 0 ? null : reportClassification(rows);

async function countChanged(
  taxonomy: Taxonomy,
  examples: readonly Example[],
  sample: readonly ClassifierInput[],
): Promise<Judgement['unasked']> {
  const before = classifierOf(
    taxonomy,
    examples.filter(({ isKnown }) => isKnown),
  );
  const after = classifierOf(taxonomy, examples);
  const counts = { n: 0, changed: 0 };
  for (const conversation of sample) {
    const [old, found] = await Promise.all([before.classify(conversation), after.classify(conversation)]);
    if (old.topic.confidence < SURE) continue;
    counts.n++;
    if (old.topic.label !== found.topic.label) counts.changed++;
  }
  return counts;
}

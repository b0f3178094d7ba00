import { createHash } from 'node:crypto';
import { SENTIMENTS, type CategoryModel } from '@convoscope/contracts';
import type {
  CategoryCorrectionDocument,
  CategoryCorrectionsRepository,
  SnapshotsRepository,
  TranslationsRepository,
} from '@convoscope/store';
import { INTENTS, OTHER_TOPIC, type Taxonomy } from '@convoscope/text';
import type { CategorisationEvents } from '../categorisation.events.ts';
import { modelVersionOf } from '../local-classifier.ts';
import type { CategoryModels } from './category-models.ts';
import { decidePromotion } from './decide-promotion.ts';
import type { Example } from './learn.ts';
import { readModel, writeModel, type StoredModel } from './model-state.ts';
import type { RunLearning } from './run-learning.ts';

export interface CategoryLearnerOptions {
  tenant: string;
  models: CategoryModels;
  corrections: Pick<CategoryCorrectionsRepository, 'findNewest'>;
  translations: Pick<TranslationsRepository, 'findByIds' | 'findAfter'>;
  snapshots: Pick<SnapshotsRepository, 'get' | 'put'>;
  /** New corrections after which a new model is tried; 0: never. */
  learnAfter: number;
  run: RunLearning;
  events: Pick<CategorisationEvents, 'modelJudged' | 'modelInUse'>;
  now: () => number;
}

export interface CategoryLearner {
  /** Takes over the model that was promoted last; a taxonomy that is not the one of then begins a generation of its own. */
  begin(signal: AbortSignal): Promise<void>;
  /** Takes over what another replica has promoted. */
  refresh(signal: AbortSignal): Promise<void>;
  /** Tries a new model where people have said enough since the last time. */
  learn(signal: AbortSignal): Promise<void>;
}

/** What is learned from: the newest. */
const MOST_EXAMPLES = 1_000;
const MOST_SAMPLED = 200;
const PAGE = 200;

/**
 * Learns topics and intents from what people said: examples are held as ids, texts are read where they are stored, and a new model takes over only
 * where it is better on examples that it had not seen. Every replica makes the same model of the same examples. Cost of a look without news: two reads.
 */
export function createCategoryLearner(options: CategoryLearnerOptions): CategoryLearner {
  const { tenant, models, snapshots, run } = options;
  const baseNow = (): string => baseOf(models.taxonomyOf(tenant));
  let current: StoredModel | null = null;

  async function takeOver(state: StoredModel, signal: AbortSignal): Promise<void> {
    current = state;
    const { generation, examples } = state.value;
    if (generation !== models.generationOf(tenant)) {
      const known = await withTexts(options, examples);
      const { trained } = await run(
        { taxonomy: models.taxonomyOf(tenant), examples: known, sample: [], isJudged: false },
        signal,
      );
      models.use(tenant, generation, trained);
    }
    options.events.modelInUse(generation, examples.length);
  }

  async function write(value: CategoryModel): Promise<boolean> {
    const version = current?.version ?? 0;
    if (!(await writeModel(snapshots, tenant, value, version))) return false;
    current = { value, version: version + 1 };
    return true;
  }

  async function begin(signal: AbortSignal): Promise<void> {
    const base = baseNow();
    const found = await readModel(snapshots, tenant);
    if (found?.value.base === base) return takeOver(found, signal);
    current = found;
    const generation = found === null ? 0 : found.value.generation + 1;
    await write({
      ...{ base, generation, since: new Date(options.now()).toISOString() },
      ...describeModel(models.taxonomyOf(tenant), generation),
      ...{ examples: found?.value.examples ?? [], consideredUpTo: found?.value.consideredUpTo ?? '' },
      lastJudgement: null,
    });
    const written = await readModel(snapshots, tenant);
    if (written?.value.base === base) await takeOver(written, signal);
  }

  return {
    begin,
    async refresh(signal) {
      // People took a topic into the taxonomy, here or elsewhere.
      if (models.generationOf(tenant) < 0) return begin(signal);
      const found = await readModel(snapshots, tenant);
      if (found !== null && found.value.base === baseNow() && found.version !== current?.version)
        await takeOver(found, signal);
    },
    async learn(signal) {
      if (options.learnAfter === 0 || current === null) return;
      const before = current.value;
      const newest = await options.corrections.findNewest(tenant, options.learnAfter);
      if (newest.filter(({ givenAt }) => givenAt > before.consideredUpTo).length < options.learnAfter) return;
      const examples = toExamples(await options.corrections.findNewest(tenant, MOST_EXAMPLES));
      const found = await withTexts(options, examples, before.examples);
      const asked = new Set(examples.map(({ conversationId }) => conversationId));
      const sample = (await options.translations.findAfter(tenant, '', MOST_SAMPLED)).filter(
        ({ conversationId }) => !asked.has(conversationId),
      );
      const task = { taxonomy: models.taxonomyOf(tenant), examples: found, sample, isJudged: true };
      const { trained, judgement } = await run(task, signal);
      if (judgement === null) return;
      const decision = decidePromotion(judgement);
      const at = new Date(options.now()).toISOString();
      const generation = before.generation + Number(decision.isPromoted);
      const isWritten = await write({
        ...before,
        ...(decision.isPromoted && {
          generation,
          since: at,
          examples,
          ...describeModel(models.taxonomyOf(tenant), generation),
        }),
        consideredUpTo: newest[0]?.givenAt ?? before.consideredUpTo,
        lastJudgement: { at, nExamples: found.length, ...decision, ...judgement },
      });
      if (!isWritten) return;
      options.events.modelJudged(decision);
      if (!decision.isPromoted) return;
      models.use(tenant, generation, trained);
      options.events.modelInUse(generation, examples.length);
    },
  };
}

type StoredExample = CategoryModel['examples'][number];

/** What a model is made of besides corrections: another one begins anew. */
const baseOf = (taxonomy: Taxonomy): string =>
  `${modelVersionOf(0)}/${createHash('sha256').update(JSON.stringify(taxonomy)).digest('hex').slice(0, 16)}`;

function describeModel(
  { name, version, topics }: Taxonomy,
  generation: number,
): Pick<CategoryModel, 'modelVersion' | 'taxonomyVersion' | 'labels'> {
  return {
    modelVersion: modelVersionOf(generation),
    taxonomyVersion: `${name}/${version}`,
    labels: {
      topic: [...new Set([...topics.map(({ id }) => id), OTHER_TOPIC])],
      intent: [...INTENTS],
      sentiment: [...SENTIMENTS],
    },
  };
}

/** One example a conversation; a feeling is read from words and not learned. */
function toExamples(corrections: readonly CategoryCorrectionDocument[]): StoredExample[] {
  const learned = corrections.filter(({ field }) => field !== 'sentiment');
  return [...Map.groupBy(learned, ({ conversationId }) => conversationId)]
    .map(([conversationId, own]) => ({
      conversationId,
      topic: own.find(({ field }) => field === 'topic')?.value ?? null,
      intent: own.find(({ field }) => field === 'intent')?.value ?? null,
    }))
    .sort((a, b) => (a.conversationId < b.conversationId ? -1 : 1));
}

/** The examples with their conversations; those whose conversation is gone teach nothing any more. */
async function withTexts(
  { tenant, translations }: Pick<CategoryLearnerOptions, 'tenant' | 'translations'>,
  examples: readonly StoredExample[],
  known: readonly StoredExample[] = examples,
): Promise<Example[]> {
  const isKnown = new Set(known.map((example) => JSON.stringify(example)));
  const found: Example[] = [];
  for (let start = 0; start < examples.length; start += PAGE) {
    const page = examples.slice(start, start + PAGE);
    const stored = await translations.findByIds(
      tenant,
      page.map(({ conversationId }) => conversationId),
    );
    const byId = new Map(stored.map((conversation) => [conversation.conversationId, conversation]));
    for (const example of page) {
      const conversation = byId.get(example.conversationId);
      if (conversation === undefined) continue;
      const { topic, intent } = example;
      found.push({ conversation, topic, intent, isKnown: isKnown.has(JSON.stringify(example)) });
    }
  }
  return found;
}

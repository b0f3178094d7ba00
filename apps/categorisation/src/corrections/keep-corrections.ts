import { drop, ok, type EventBatch, type Outcome } from '@convoscope/bus';
import { SENTIMENTS, type FeedbackGiven } from '@convoscope/contracts';
import type {
  CategoryCorrectionDocument,
  CategoryCorrectionsRepository,
  TranslationsRepository,
} from '@convoscope/store';
import { INTENTS } from '@convoscope/text';
import { decideTopic, isTopicDecision, type DecideTopicOptions } from '../discovery/decide-topic.ts';
import type { CategoryModels } from '../learning/category-models.ts';
import type { Recategorise } from '../replay/recategorise.ts';

export interface KeepCorrectionsOptions {
  corrections: Pick<CategoryCorrectionsRepository, 'upsert'>;
  translations: Pick<TranslationsRepository, 'findByIds'>;
  models: CategoryModels;
  recategorise: Recategorise;
  snapshots: DecideTopicOptions['snapshots'];
}

type Field = CategoryCorrectionDocument['field'];

const isField = (field: string): field is Field => ['topic', 'intent', 'sentiment'].includes(field);

/** Stores what people say of categories, and publishes the conversation as they say it is. What is about findings is for others. */
export async function keepCorrections(
  { events }: EventBatch<FeedbackGiven>,
  options: KeepCorrectionsOptions,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { tenant, data } of events) outcomes.push(await keepOne(tenant, data, options));
  return outcomes;
}

async function keepOne(
  tenant: string,
  data: FeedbackGiven,
  options: KeepCorrectionsOptions,
): Promise<Outcome> {
  const { models, snapshots } = options;
  if (isTopicDecision(data)) return decideTopic(tenant, data, { snapshots, taxonomy: models.taxonomy });
  return keepCorrection(tenant, data, options);
}

async function keepCorrection(
  tenant: string,
  { subject, subjectId: conversationId, field, value, reason, givenBy, givenAt }: FeedbackGiven,
  { corrections, translations, models, recategorise }: KeepCorrectionsOptions,
): Promise<Outcome> {
  if (subject !== 'category') return drop('not-of-a-category');
  if (!isField(field)) return drop('no-such-field');
  if (!labelsOf(field, models.of(tenant).topics).includes(value)) return drop('no-such-label');
  const stored = await translations.findByIds(tenant, [conversationId]);
  if (stored.length === 0) return drop('no-such-conversation');
  const correction = { tenant, conversationId, field, value, reason: reason ?? null, givenBy, givenAt };
  if (!(await corrections.upsert(tenant, correction))) return drop('overtaken');
  await recategorise(tenant, stored);
  return ok(undefined);
}

const labelsOf = (field: Field, topics: readonly string[]): readonly string[] =>
  field === 'topic' ? topics : field === 'intent' ? INTENTS : SENTIMENTS;

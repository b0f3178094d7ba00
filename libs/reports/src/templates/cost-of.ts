import type { Cost, ModelCost } from '../content/report-content.ts';
import type { ReportTemplate } from './template-schema.ts';

/** What was counted of the conversations of a model; null: of those that name none. */
export type ModelVolume = Omit<ModelCost, 'cost'>;

type Prices = NonNullable<ReportTemplate['prices']>;

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

function priceOf(volume: ModelVolume, prices: Prices | undefined): number | null {
  const price = volume.model === null ? undefined : prices?.models[volume.model];
  if (price === undefined) return null;
  const { conversation = 0, message = 0, thousandCharacters = 0 } = price;
  return rounded(
    volume.nConversations * conversation +
      volume.nMessages * message +
      (volume.nCharacters / 1_000) * thousandCharacters,
  );
}

const sumOf = (costs: readonly (number | null)[]): number | null => {
  const known = costs.filter((cost) => cost !== null);
  return known.length === 0 ? null : rounded(known.reduce((sum, cost) => sum + cost, 0));
};

/** What conversations cost by the prices of a template; the dearest first, those without a price last. */
export function costOf(
  now: readonly ModelVolume[],
  before: readonly ModelVolume[] | null,
  prices: Prices | undefined,
): Cost {
  const models = now
    .filter(({ nConversations }) => nConversations > 0)
    .map((volume): ModelCost => ({ ...volume, cost: priceOf(volume, prices) }))
    .sort((a, b) => (b.cost ?? -1) - (a.cost ?? -1) || b.nConversations - a.nConversations);
  return {
    currency: prices?.currency ?? null,
    models,
    total: sumOf(models.map(({ cost }) => cost)),
    previousTotal: sumOf((before ?? []).map((volume) => priceOf(volume, prices))),
    nWithoutPrice: models
      .filter(({ cost }) => cost === null)
      .reduce((sum, { nConversations }) => sum + nConversations, 0),
  };
}

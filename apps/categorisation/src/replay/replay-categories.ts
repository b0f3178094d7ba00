import type { CategoryReplay } from '@convoscope/contracts';
import type {
  CategoryDocument,
  SnapshotsRepository,
  TranslationDocument,
  TranslationsRepository,
  VersionedRepository,
} from '@convoscope/store';
import type { Clock } from '@convoscope/telemetry';
import type { CategorisationEvents } from '../categorisation.events.ts';
import type { CategoryModels } from '../learning/category-models.ts';
import type { Recategorise } from './recategorise.ts';
import { readReplay, writeReplay } from './replay-state.ts';

export interface ReplayOptions {
  tenant: string;
  models: CategoryModels;
  recategorise: Recategorise;
  translations: Pick<TranslationsRepository, 'findAfter' | 'count'>;
  categories: Pick<VersionedRepository<CategoryDocument>, 'findByIds'>;
  snapshots: Pick<SnapshotsRepository, 'get' | 'put'>;
  events: Pick<CategorisationEvents, 'replayed'>;
  /** Conversations a second; 0: history stays as it was categorised. */
  perSecond: number;
  clock: Clock;
}

const PAGE = 100;
/** After so long others have their turn: a newer model, or the end of the service. */
const TURN_MS = 20_000;

/**
 * Categorises history again where another model or taxonomy made it than the one in use: in order of ids, a page at a time, at a pace. Where it stands is
 * kept, so it goes on after a restart, and what is redone twice is the same. Cost: history once a model, and one read where nothing is to be done.
 */
export async function replayCategories(options: ReplayOptions, signal: AbortSignal): Promise<void> {
  const { tenant, snapshots, perSecond, clock } = options;
  if (perSecond === 0) return;
  let { value: state, version } = await currentState(options);
  const startedAtMs = clock.elapsed();
  while (state.endedAt === null && !signal.aborted && clock.elapsed() - startedAtMs < TURN_MS) {
    const next = await replayPage(options, state);
    if (!(await writeReplay(snapshots, tenant, next, version))) return;
    const nRedone = next.nRedone - state.nRedone;
    options.events.replayed(nRedone, Math.max(0, next.total - next.nLooked), next.endedAt !== null);
    [state, version] = [next, version + 1];
    if (nRedone > 0) await clock.sleep((1000 * nRedone) / perSecond, signal).catch(() => undefined);
  }
}

/** Where the replay to the model in use stands; it begins where there is none. */
async function currentState({
  tenant,
  models,
  snapshots,
  translations,
  clock,
}: ReplayOptions): Promise<{ value: CategoryReplay; version: number }> {
  const { modelVersion, taxonomyVersion } = models.of(tenant);
  const found = await readReplay(snapshots, tenant);
  if (found?.value.modelVersion === modelVersion && found.value.taxonomyVersion === taxonomyVersion)
    return found;
  const now = new Date(clock.now()).toISOString();
  const total = await translations.count(tenant);
  return {
    value: {
      ...{ modelVersion, taxonomyVersion, after: '', nLooked: 0, nRedone: 0, total },
      ...{ startedAt: now, updatedAt: now, endedAt: null },
    },
    version: found?.version ?? 0,
  };
}

async function replayPage(options: ReplayOptions, state: CategoryReplay): Promise<CategoryReplay> {
  const { tenant, translations, recategorise, clock } = options;
  const page = await translations.findAfter(tenant, state.after, PAGE);
  const stale = await findStale(options, page, state);
  if (stale.length > 0) await recategorise(tenant, stale);
  const now = new Date(clock.now()).toISOString();
  return {
    ...state,
    after: page.at(-1)?.conversationId ?? state.after,
    nLooked: state.nLooked + page.length,
    nRedone: state.nRedone + stale.length,
    updatedAt: now,
    endedAt: page.length < PAGE ? now : null,
  };
}

/** Those that another model or taxonomy categorised. What has no categories yet gets them as it comes. */
async function findStale(
  { tenant, categories }: ReplayOptions,
  page: readonly TranslationDocument[],
  { modelVersion, taxonomyVersion }: CategoryReplay,
): Promise<TranslationDocument[]> {
  if (page.length === 0) return [];
  const ids = page.map(({ conversationId }) => conversationId);
  const stored = await categories.findByIds(tenant, ids);
  const stale = new Set(
    stored
      .filter((one) => one.modelVersion !== modelVersion || one.taxonomyVersion !== taxonomyVersion)
      .map(({ conversationId }) => conversationId),
  );
  return page.filter(({ conversationId }) => stale.has(conversationId));
}

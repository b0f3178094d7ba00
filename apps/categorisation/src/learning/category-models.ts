import { runInTurns } from '@convoscope/service';
import type { Taxonomy } from '@convoscope/text';
import type { ConversationClassifier } from '../conversation-classifier.port.ts';
import { createLocalClassifier } from '../local-classifier.ts';
import type { Trained } from './learn.ts';

/** The model in use: one for all, and one for each tenant that has taught its own. */
export interface CategoryModels {
  readonly taxonomy: Taxonomy;
  of(tenant: string): ConversationClassifier;
  /** 0: the built-in one. */
  generationOf(tenant: string): number;
  use(tenant: string, generation: number, trained: Trained): void;
}

export function createCategoryModels(taxonomy: Taxonomy): CategoryModels {
  const builtIn = createLocalClassifier(taxonomy, { runLong: runInTurns });
  const taught = new Map<string, { generation: number; classifier: ConversationClassifier }>();
  return {
    taxonomy,
    of: (tenant) => taught.get(tenant)?.classifier ?? builtIn,
    generationOf: (tenant) => taught.get(tenant)?.generation ?? 0,
    use(tenant, generation, trained) {
      const learned = { generation, trained };
      const classifier = createLocalClassifier(taxonomy, { runLong: runInTurns, learned });
      taught.set(tenant, { generation, classifier });
    },
  };
}

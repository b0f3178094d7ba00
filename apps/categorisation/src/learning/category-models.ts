import { runInTurns } from '@convoscope/service';
import type { Taxonomy } from '@convoscope/text';
import type { ConversationClassifier } from '../conversation-classifier.port.ts';
import { createLocalClassifier } from '../local-classifier.ts';
import type { Trained } from './learn.ts';

/** The model in use: one for all, and one for each tenant that has taught its own or extended the taxonomy. */
export interface CategoryModels {
  /** As its file has it. */
  readonly taxonomy: Taxonomy;
  /** With what the tenant's people took into it. */
  taxonomyOf(tenant: string): Taxonomy;
  of(tenant: string): ConversationClassifier;
  /** 0: the built-in one; -1: none has been learned yet of the taxonomy that was adopted. */
  generationOf(tenant: string): number;
  /** The next model of the tenant is of this taxonomy; the one in use stays until it is there. */
  adopt(tenant: string, taxonomy: Taxonomy): void;
  use(tenant: string, generation: number, trained: Trained): void;
}

export function createCategoryModels(taxonomy: Taxonomy): CategoryModels {
  const builtIn = createLocalClassifier(taxonomy, { runLong: runInTurns });
  const taught = new Map<string, { generation: number; classifier: ConversationClassifier }>();
  const adopted = new Map<string, Taxonomy>();
  const taxonomyOf = (tenant: string): Taxonomy => adopted.get(tenant) ?? taxonomy;
  const of = (tenant: string): ConversationClassifier => taught.get(tenant)?.classifier ?? builtIn;
  return {
    ...{ taxonomy, taxonomyOf, of },
    generationOf: (tenant) => taught.get(tenant)?.generation ?? 0,
    adopt(tenant, extended) {
      adopted.set(tenant, extended);
      taught.set(tenant, { generation: -1, classifier: of(tenant) });
    },
    use(tenant, generation, trained) {
      const learned = { generation, trained };
      const classifier = createLocalClassifier(taxonomyOf(tenant), { runLong: runInTurns, learned });
      taught.set(tenant, { generation, classifier });
    },
  };
}

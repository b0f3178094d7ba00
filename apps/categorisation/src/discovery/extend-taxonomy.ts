import type { DecidedTopics } from '@convoscope/contracts';
import type { Taxonomy } from '@convoscope/text';

/** The taxonomy with the topics that people took into it, as a version of its own: `3+2` is version 3 with two. Pure; topics that its file has by now stay as the file has them. */
export function extendTaxonomy(base: Taxonomy, { accepted }: Pick<DecidedTopics, 'accepted'>): Taxonomy {
  if (accepted.length === 0) return base;
  const own = new Set(base.topics.map(({ id }) => id));
  const added = accepted.filter(({ label }) => !own.has(label));
  return {
    ...base,
    version: `${base.version}+${accepted.length}`,
    topics: [...base.topics, ...added.map(({ label, title, keywords }) => ({ id: label, title, keywords }))],
  };
}

import { drop, ok, type Outcome } from '@convoscope/bus';
import { TOPIC_DECISIONS, type DecidedTopics, type FeedbackGiven } from '@convoscope/contracts';
import type { SnapshotsRepository } from '@convoscope/store';
import { findTaxonomyProblems, type Taxonomy } from '@convoscope/text';
import { readDecided, readFound, writeDecided } from './discovery-state.ts';
import { extendTaxonomy } from './extend-taxonomy.ts';

export interface DecideTopicOptions {
  snapshots: Pick<SnapshotsRepository, 'get' | 'put'>;
  /** As its file has it. */
  taxonomy: Taxonomy;
}

/** Another writer gets in between once or twice, not this often. */
const MOST_TRIES = 5;

export const isTopicDecision = ({ subject, field }: Pick<FeedbackGiven, 'subject' | 'field'>): boolean =>
  subject === 'category' && Object.values(TOPIC_DECISIONS).some((name) => name === field);

/** Keeps what a person said of a discovered topic; the first word on it stays. */
export async function decideTopic(
  tenant: string,
  feedback: FeedbackGiven,
  options: DecideTopicOptions,
): Promise<Outcome> {
  const { snapshots, taxonomy } = options;
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const before = await readDecided(snapshots, tenant);
    const found = await readFound(snapshots, tenant);
    const topic = found?.value.topics.find(({ id }) => id === feedback.subjectId);
    if (topic === undefined) return drop('no-such-topic');
    const after = withDecision(before.value, feedback, topic);
    if (after === null) return drop('decided-before');
    if (findTaxonomyProblems(extendTaxonomy(taxonomy, after)).length > 0) return drop('no-such-label');
    if (await writeDecided(snapshots, tenant, after, before.version)) return ok(undefined);
  }
  throw new Error(
    `what was said of ${feedback.subjectId} could not be kept: others wrote ${MOST_TRIES} times in between`,
  );
}

function withDecision(
  { accepted, rejected }: DecidedTopics,
  { field, value, givenBy: by, givenAt: at }: FeedbackGiven,
  { id, name, terms }: { id: string; name: string; terms: readonly string[] },
): DecidedTopics | null {
  if ([...accepted, ...rejected].some((one) => one.id === id)) return null;
  if (field === TOPIC_DECISIONS.reject) return { accepted, rejected: [...rejected, { id, by, at }] };
  if (accepted.some(({ label }) => label === value)) return null;
  return {
    rejected,
    accepted: [...accepted, { id, label: value, title: name, keywords: [...terms], by, at }],
  };
}

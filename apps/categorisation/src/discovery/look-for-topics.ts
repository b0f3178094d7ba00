import type { DiscoveredTopics } from '@convoscope/contracts';
import type { SnapshotsRepository } from '@convoscope/store';
import { followMembers, type Discovery, type TrackedTopics } from '@convoscope/text';
import type { CategorisationEvents } from '../categorisation.events.ts';
import type { FindTask, UncoveredText } from './find-topics.ts';
import { readFound, writeFound } from './discovery-state.ts';
import { PAGE, readNewest, readTexts, type ReadUncoveredOptions } from './read-uncovered.ts';
import { recentFrom, trendOf } from './trend-of.ts';

export interface LookForTopicsOptions extends ReadUncoveredOptions {
  snapshots: Pick<SnapshotsRepository, 'get' | 'put'>;
  minPeople: number;
  run: (task: FindTask, signal: AbortSignal) => Promise<Discovery>;
  events: Pick<CategorisationEvents, 'topicsFound'>;
  now: () => number;
}

/** Topics are found among so many: some seconds of CPU. */
const MOST_LOOKED_AT = 1_000;
/** Fewer say nothing. */
const FEWEST = 30;
/** So many new ones, and so large a part of those known, are worth another look. */
const FEWEST_NEW = 20;
const NEW_PART = 0.05;
const MOST_EVENTS = 100;

/**
 * Looks among the newest conversations that no topic covers for topics that nobody named. Where little is new since the last time it costs one page; otherwise at
 * most 1,000 conversations, however long the history is. Of two replicas that look at once one writes.
 */
export async function lookForTopics(options: LookForTopicsOptions, signal: AbortSignal): Promise<void> {
  const { tenant, snapshots, minPeople, run, now } = options;
  const before = await readFound(snapshots, tenant);
  if (before !== null && !(await isWorthALook(options, before.value, signal))) return;
  const rows = await readNewest(options, MOST_LOOKED_AT, signal);
  const texts = await readTexts(options, rows);
  if (signal.aborted || (before === null && texts.length < FEWEST)) return;
  const discovery = texts.length < FEWEST ? NOTHING_FOUND : await run({ texts, minPeople }, signal);
  const tracked = followMembers(
    before?.value.topics ?? [],
    discovery,
    texts.map(({ conversationId }) => conversationId),
  );
  const ranAt = new Date(now()).toISOString();
  const value = describe({ texts, discovery, tracked, before: before?.value ?? null, ranAt, minPeople });
  const known = rows.map(({ conversationId }) => conversationId);
  if (await writeFound(snapshots, tenant, { ...value, known }, before?.version ?? 0))
    options.events.topicsFound(value.topics.length, value.nConversations);
}

const NOTHING_FOUND: Discovery = {
  ...{ topics: [], topicOf: new Int32Array(), silhouette: 0, resolution: 0 },
  hidden: { nTopics: 0, nTexts: 0 },
};

/** Whether enough is new, by the newest page: conversations come at that end, and leave it when a new topic takes them. */
async function isWorthALook(
  options: LookForTopicsOptions,
  { known }: DiscoveredTopics,
  signal: AbortSignal,
): Promise<boolean> {
  const newest = await readNewest(options, PAGE, signal);
  const seen = new Set(known);
  const nNew = newest.filter(({ conversationId }) => !seen.has(conversationId)).length;
  const nLeft = Math.min(known.length, PAGE) - (newest.length - nNew);
  return Math.max(nNew, nLeft) >= Math.min(PAGE, Math.max(FEWEST_NEW, NEW_PART * known.length));
}

interface Found {
  texts: readonly UncoveredText[];
  discovery: Discovery;
  tracked: TrackedTopics;
  before: DiscoveredTopics | null;
  ranAt: string;
  minPeople: number;
}

function describe({
  texts,
  discovery,
  tracked,
  before,
  ranAt,
  minPeople,
}: Found): Omit<DiscoveredTopics, 'known'> {
  const foundAt = new Map(before?.topics.map((topic) => [topic.id, topic.foundAt]));
  const from = texts.map(({ startedAt }) => startedAt).sort()[0] ?? null;
  const since = from === null ? '' : recentFrom(texts.map(({ startedAt }) => startedAt));
  const isRecent = ({ startedAt }: UncoveredText): boolean => startedAt >= since;
  const allRecent = texts.filter(isRecent).length;
  const nTopics = discovery.topics.length;
  const topics = discovery.topics.map((topic, at) => {
    const members = texts.filter((_, row) => discovery.topicOf[row] === at);
    const recent = members.filter(isRecent).length;
    const id = tracked.ids[at] ?? '';
    return {
      ...{
        id,
        name: topic.name,
        terms: [...topic.terms],
        nConversations: topic.size,
        nPeople: topic.nPeople,
      },
      typicalConversationId: typicalOf(members, topic.typicalText),
      trend: trendOf({
        ...{
          recent,
          before: members.length - recent,
          allRecent,
          allBefore: texts.length - allRecent,
          nTopics,
        },
      }),
      foundAt: foundAt.get(id) ?? ranAt,
      members: members.map(({ conversationId }) => conversationId),
    };
  });
  const events = tracked.events.map((event) => ({
    ...{ at: ranAt, kind: event.kind, id: event.id },
    other: event.kind === 'split' ? event.from : event.kind === 'merged' ? event.into : null,
  }));
  return {
    ...{ ranAt, nConversations: texts.length, from, minPeople, nHidden: discovery.hidden.nTexts, topics },
    events: [...events, ...(before?.events ?? [])].slice(0, MOST_EVENTS),
  };
}

const typicalOf = (members: readonly UncoveredText[], typicalText: string): string =>
  (members.find(({ text }) => text === typicalText) ?? members[0])?.conversationId ?? '';

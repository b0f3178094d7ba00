import { describe, expect, it } from '@jest/globals';
import type { DecidedTopics, DiscoveredTopics } from '@convoscope/contracts';
import { defaultTaxonomy, type Taxonomy } from '@convoscope/text';
import { decideTopic } from './decide-topic.ts';
import { readDecided, readFound } from './discovery-state.ts';
import { extendTaxonomy } from './extend-taxonomy.ts';
import { findTopics, type UncoveredText } from './find-topics.ts';
import { lookForTopics } from './look-for-topics.ts';

const ABOUT: Readonly<Record<string, readonly string[]>> = {
  kites: ['string', 'wind', 'sail', 'tail', 'beach', 'fly', 'knot'],
  bees: ['hive', 'honey', 'swarm', 'queen', 'wax', 'nectar', 'pollen'],
  trains: ['track', 'gauge', 'locomotive', 'signal', 'carriage', 'station', 'whistle'],
};

function textOf(topic: string, n: number): string {
  const words = ABOUT[topic]!;
  const [first, second] = [words[n % 7], words[(n * 3 + 1) % 7]];
  return `about ${topic}: the ${first} and the ${second} of my ${words[(n * 5 + 2 + Math.floor(n / 7)) % 7]}`;
}

const some = (perTopic: number, { people = 50, day = 1 } = {}): UncoveredText[] =>
  Object.keys(ABOUT).flatMap((topic) =>
    Array.from({ length: perTopic }, (_, n) => ({
      conversationId: `${topic}-${day}-${n}`,
      text: textOf(topic, n + day),
      userId: `u-${n % people}`,
      startedAt: `2026-03-${String(day + (n % 3)).padStart(2, '0')}T0${n % 10}:00:00.000Z`,
    })),
  );

/** Snapshots and conversations in memory, with what is read counted. */
function aWorld(texts: UncoveredText[]) {
  const kept = new Map<string, { value: unknown; version: number }>();
  const reads = { pages: 0, texts: 0 };
  const snapshots = {
    get: (_: string, __: string, name: string) => Promise.resolve(kept.get(name) ?? null),
    put: (_: string, __: string, name: string, value: unknown, expected: number) => {
      if ((kept.get(name)?.version ?? 0) !== expected) return Promise.resolve(false);
      kept.set(name, { value, version: expected + 1 });
      return Promise.resolve(true);
    },
  };
  const analytics = {
    findPage: (_: string, __: unknown, { limit, cursor = '0' }: { limit: number; cursor?: string }) => {
      reads.pages++;
      const newest = texts.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
      const end = Number(cursor) + limit;
      return Promise.resolve({
        items: newest.slice(Number(cursor), end),
        nextCursor: end < newest.length ? String(end) : null,
      });
    },
  };
  const translations = {
    findByIds: (_: string, ids: readonly string[]) => {
      reads.texts += ids.length;
      return Promise.resolve(
        texts
          .filter(({ conversationId }) => ids.includes(conversationId))
          .map(({ conversationId, text }) => ({
            conversationId,
            messages: [{ role: 'user', content: text }],
          })),
      );
    },
  };
  const look = () =>
    lookForTopics(
      {
        ...{
          tenant: 't',
          minPeople: 5,
          now: () => Date.UTC(2026, 3, 1),
          events: { topicsFound: () => undefined },
        },
        ...({ snapshots, analytics, translations } as never as Pick<
          Parameters<typeof lookForTopics>[0],
          'snapshots' | 'analytics' | 'translations'
        >),
        run: (task) => Promise.resolve(findTopics(task)),
      },
      new AbortController().signal,
    );
  const found = async (): Promise<DiscoveredTopics> => (await readFound(snapshots, 't'))!.value;
  return { look, found, snapshots, reads, texts };
}

describe('topics that nobody named', () => {
  it('are found, named, counted by people and kept with their conversations', async () => {
    const world = aWorld(some(25));
    await world.look();
    const { topics, nConversations } = await world.found();
    expect(nConversations).toBe(75);
    expect(topics).toHaveLength(3);
    for (const topic of topics) {
      const [of] = topic.typicalConversationId.split('-');
      expect(topic.members.every((member) => member.startsWith(`${of}-`))).toBe(true);
      expect(topic).toMatchObject({ nConversations: 25, nPeople: 25 });
      expect(topic.terms.length).toBeGreaterThan(0);
    }
  });

  it('are never of fewer people than a set number, nor named by words of fewer', () => {
    const texts = some(25, { people: 4 });
    expect(findTopics({ texts, minPeople: 5 }).topics).toEqual([]);
    const named = some(25).map((one, n) => (n < 3 ? { ...one, text: `${one.text} zebedee` } : one));
    expect(
      findTopics({ texts: named, minPeople: 5 })
        .topics.flatMap(({ terms }) => terms)
        .join(' '),
    ).not.toContain('zebedee');
  });

  it('keep their ids while conversations come, and cost one page while little does', async () => {
    const world = aWorld(some(25));
    await world.look();
    const before = await world.found();
    world.texts.push(...some(3, { day: 10 }));
    world.reads.pages = world.reads.texts = 0;
    await world.look();
    expect(world.reads).toEqual({ pages: 1, texts: 0 });
    expect((await world.found()).ranAt).toBe(before.ranAt);
    world.texts.push(...some(20, { day: 12 }));
    await world.look();
    const after = await world.found();
    expect(after.nConversations).toBe(144);
    expect(after.topics.map(({ id }) => id).sort()).toEqual(before.topics.map(({ id }) => id).sort());
  });

  it('end as an event where their conversations are gone', async () => {
    const world = aWorld(some(30));
    await world.look();
    const before = await world.found();
    const bees = before.topics.find(({ typicalConversationId }) => typicalConversationId.startsWith('bees'))!;
    world.texts.splice(
      0,
      world.texts.length,
      ...world.texts.filter(({ conversationId }) => !conversationId.startsWith('bees')),
    );
    await world.look();
    const { events, topics } = await world.found();
    expect(topics.flatMap(({ members }) => members).some((member) => member.startsWith('bees'))).toBe(false);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'gone', id: bees.id }));
  });
});

describe('what people say of them', () => {
  const taxonomy: Taxonomy = {
    name: 'own',
    version: '3',
    topics: [{ id: 'billing', title: 'Billing', keywords: ['invoice'] }],
  };
  const say = (subjectId: string, field: string, value: string) => ({
    ...{ feedbackId: 'f', subject: 'category' as const, subjectId, field, value },
    ...{ givenBy: 'ada', givenAt: '2026-03-20T00:00:00.000Z' },
  });

  it('makes a new version of the taxonomy, once', async () => {
    const world = aWorld(some(25));
    await world.look();
    const [first, second] = (await world.found()).topics;
    const options = { snapshots: world.snapshots, taxonomy };
    const decide = (id: string, field: string, value: string) =>
      decideTopic('t', say(id, field, value), options);
    expect(await decide(first!.id, 'acceptedTopic', 'kites')).toMatchObject({ kind: 'ok' });
    expect(await decide(first!.id, 'rejectedTopic', 'x')).toMatchObject({
      kind: 'drop',
      reason: 'decided-before',
    });
    expect(await decide(second!.id, 'acceptedTopic', 'kites')).toMatchObject({
      kind: 'drop',
      reason: 'decided-before',
    });
    expect(await decide(second!.id, 'acceptedTopic', 'Not An Id')).toMatchObject({ reason: 'no-such-label' });
    expect(await decide('topic-x', 'acceptedTopic', 'x')).toMatchObject({ reason: 'no-such-topic' });
    expect(await decide(second!.id, 'rejectedTopic', second!.id)).toMatchObject({ kind: 'ok' });
    const { value } = await readDecided(world.snapshots, 't');
    expect(value.rejected).toEqual([{ id: second!.id, by: 'ada', at: '2026-03-20T00:00:00.000Z' }]);
    expect(extendTaxonomy(taxonomy, value)).toMatchObject({
      version: '3+1',
      topics: [{ id: 'billing' }, { id: 'kites', keywords: first!.terms }],
    });
  });

  it('leaves a taxonomy alone that nobody extended, and topics that its file has by now', () => {
    expect(extendTaxonomy(defaultTaxonomy, { accepted: [] })).toBe(defaultTaxonomy);
    const accepted: DecidedTopics['accepted'] = [
      {
        id: 'topic-1',
        label: 'billing',
        title: 'x',
        keywords: ['y'],
        by: 'ada',
        at: '2026-03-20T00:00:00.000Z',
      },
    ];
    expect(extendTaxonomy(taxonomy, { accepted }).topics).toEqual(taxonomy.topics);
  });
});

import { describe, expect, it } from '@jest/globals';
import { agreementOf } from '../evaluation/cluster-agreement.ts';
import { createSeededRandom } from '../learning/seeded-random.ts';
import type { Vectors } from '../embedded/vectors.ts';
import { discoverTopics } from './discover-topics.ts';
import { latentVectors } from './latent-vectors.ts';
import { findCommunities, modularityOf, renumber } from './leiden.ts';
import { toGraph } from './nearest-neighbours.ts';
import { silhouetteOf } from './silhouette.ts';
import { placesOf, trackTopics } from './track-topics.ts';

const WIDTH = 24;

/** `nTopics` clouds of `size` vectors; each text names its cloud and its number. */
function toClouds(nTopics: number, size: number, seed = 1, spread = 0.9) {
  const random = createSeededRandom(seed);
  const gauss = (): number => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  const centres = Array.from({ length: nTopics }, (_, topic) => {
    const own = createSeededRandom(1000 + topic);
    return Array.from({ length: WIDTH }, () => 2 * own() - 1);
  });
  const labels = Array.from({ length: nTopics * size }, (_, row) => row % nTopics);
  const values = Float32Array.from(
    labels.flatMap((label) => centres[label]!.map((value) => value + (spread / 3) * gauss())),
  );
  const texts = labels.map((label, row) => `about subject${label} thing${label} number ${row}`);
  const vectors: Vectors = { nRows: labels.length, width: WIDTH, values };
  return { labels, texts, vectors };
}

describe('topic discovery', () => {
  it.each([
    [3, 40],
    [25, 20],
  ])('finds %s topics that nobody counted', (nTopics, size) => {
    const { labels, texts, vectors } = toClouds(nTopics, size);
    const found = discoverTopics(texts, vectors);
    expect(found.topics).toHaveLength(nTopics);
    expect(agreementOf(labels, [...found.topicOf]).ari).toBeGreaterThan(0.95);
    const [first] = found.topics;
    const label = labels[found.topicOf.indexOf(0)]!;
    expect(first!.terms.join(' ')).toMatch(new RegExp(`(subject|thing)${label}\\b`));
    expect(texts).toContain(first!.typicalText);
  });

  it('nests topics in groups, and groups in areas', () => {
    const { texts, vectors } = toClouds(25, 20);
    const areaOfGroup = new Map<number, number>();
    for (const { group, area } of discoverTopics(texts, vectors).topics)
      expect(areaOfGroup.set(group, areaOfGroup.get(group) ?? area).get(group)).toBe(area);
  });

  it('does not show a topic of too few people', () => {
    const { texts, vectors, labels } = toClouds(4, 30);
    const people = labels.map((label, row) => (label === 2 ? 'one and the same' : `user ${row}`));
    const found = discoverTopics(texts, vectors, { people, minPeople: 3 });
    expect(found.hidden).toEqual({ nTopics: 1, nTexts: 30 });
    labels.forEach((label, row) => expect(found.topicOf[row] === -1).toBe(label === 2));
    expect(JSON.stringify(found.topics)).not.toContain('subject2');
  });

  it('is the same every time, and takes texts that are all alike', () => {
    const { texts, vectors } = toClouds(5, 20);
    expect(discoverTopics(texts, vectors)).toEqual(discoverTopics(texts, vectors));
    const alike: Vectors = { nRows: 20, width: 2, values: new Float32Array(40).fill(1) };
    const same = Array.from({ length: 20 }, () => 'hello');
    const { topicOf } = discoverTopics(same, alike);
    expect([...topicOf].every((topic) => topic >= 0)).toBe(true);
    expect(() => discoverTopics(['a'], alike)).toThrow(/too few/);
    expect(() => discoverTopics(same.slice(1), alike)).toThrow(/20 vectors for 19/);
  });

  it('works without a model', () => {
    const phrases = [
      [
        'reset password login account locked',
        'password forgotten account login',
        'login fails password wrong',
      ],
      ['parcel delivery late courier', 'where is parcel delivery', 'courier lost parcel'],
      ['refund money invoice paid twice', 'invoice wrong refund money', 'money back refund'],
    ];
    const rows = Array.from({ length: 90 }, (_, at) => ({
      label: at % 3,
      text: `${phrases[at % 3]![at % 9 > 5 ? 2 : at % 9 > 2 ? 1 : 0]!} case${at}`,
    }));
    const texts = rows.map(({ text }) => text);
    const found = discoverTopics(texts, latentVectors(texts));
    for (const topic of new Set(found.topicOf)) {
      const labels = rows.filter((_, row) => found.topicOf[row] === topic).map(({ label }) => label);
      expect(new Set(labels).size).toBe(1);
    }
  });
});

describe('topics from run to run', () => {
  const known = (count: number, size = 30) => {
    const { texts, vectors } = toClouds(count, size);
    const found = discoverTopics(texts, vectors);
    const { ids } = trackTopics([], found, vectors);
    const places = placesOf(vectors, found.topicOf, found.topics.length);
    return {
      found,
      topics: ids.map((id, at) => ({ id, name: found.topics[at]!.name, ...places[at]! })),
    };
  };

  it('keep their ids among other texts, and new ones are born', () => {
    const before = known(6);
    const next = toClouds(7, 25, 77);
    const found = discoverTopics(next.texts, next.vectors);
    const { ids, events } = trackTopics(before.topics, found, next.vectors);
    for (const { id } of before.topics) expect(ids).toContain(id);
    expect(events).toHaveLength(1);
    expect(events[0]!.kind).toBe('born');
  });

  it('are gone, merged and split, and that is said', () => {
    const before = known(6);
    const fewer = toClouds(6, 30, 5);
    const rows = fewer.labels.flatMap((label, row) => (label === 0 ? [] : [row]));
    const values = Float32Array.from(
      rows.flatMap((row) => [...fewer.vectors.values.subarray(row * WIDTH, (row + 1) * WIDTH)]),
    );
    const vectors: Vectors = { nRows: rows.length, width: WIDTH, values };
    const found = discoverTopics(
      rows.map((row) => fewer.texts[row]!),
      vectors,
    );
    const { events } = trackTopics(before.topics, found, vectors);
    expect(events.map(({ kind }) => kind)).toEqual(['gone']);

    const [one, two] = before.topics;
    const half = {
      ...before.found,
      topics: before.found.topics.slice(0, 5),
      topicOf: before.found.topicOf.map((topic) => (topic === 5 ? 0 : topic)),
    };
    const again = toClouds(6, 30);
    const merged = trackTopics(before.topics, half, again.vectors);
    const [event] = merged.events;
    expect([merged.events.length, event?.kind]).toEqual([1, 'merged']);
    // Both are of one size: either may go on.
    expect([one!.id, before.topics[5]!.id]).toContain(event!.id);
    expect(merged.ids).not.toContain(event!.id);
    const joined = {
      id: 'both',
      spread: 100,
      name: '',
      middle: one!.middle.map((value, k) => (value + two!.middle[k]!) / 2),
    };
    const split = trackTopics([joined, ...before.topics.slice(2)], before.found, again.vectors);
    expect(split.events).toContainEqual({ kind: 'split', id: expect.any(String), from: 'both' });
  });
});

describe('communities', () => {
  const ring = (nCliques: number, size: number) => {
    const edges = new Map<number, number>();
    const n = nCliques * size;
    for (let clique = 0; clique < nCliques; clique++) {
      for (let a = 0; a < size; a++)
        for (let b = a + 1; b < size; b++) edges.set((clique * size + a) * n + clique * size + b, 1);
      const [from, to] = [clique * size, ((clique + 1) % nCliques) * size + 1];
      edges.set(Math.min(from, to) * n + Math.max(from, to), 1);
    }
    return toGraph(n, edges);
  };

  it('are the cliques of a ring of cliques', () => {
    const graph = ring(8, 6);
    const { numbers, count } = renumber(findCommunities(graph, { resolution: 1 }));
    expect(count).toBe(8);
    numbers.forEach((community, node) => expect(community).toBe(numbers[Math.floor(node / 6) * 6]));
    expect(modularityOf(graph, numbers)).toBeCloseTo(15 / 16 - 1 / 8, 6);
  });

  it('are fewer at a low resolution and more at a high one', () => {
    const graph = ring(12, 5);
    const countAt = (resolution: number): number => renumber(findCommunities(graph, { resolution })).count;
    expect(countAt(0.05)).toBeLessThan(countAt(1));
    expect(countAt(1)).toBeLessThan(countAt(40));
  });

  it('are single nodes where there is no edge', () => {
    expect([...findCommunities(toGraph(3, new Map()), { resolution: 1 })]).toEqual([0, 1, 2]);
  });
});

describe('how groupings are judged', () => {
  it('agrees with scikit-learn', () => {
    const [a, b] = [
      [0, 0, 1, 1, 2, 2, 2],
      ['x', 'x', 'x', 'y', 'y', 'z', 'z'],
    ];
    expect(agreementOf(a, b).nmi).toBeCloseTo(0.563635553, 6);
    expect(agreementOf(a, b).ari).toBeCloseTo(0.2125, 6);
    expect(agreementOf([1, 2, 3], ['c', 'a', 'b'])).toEqual({ nmi: 1, ari: 1 });
    expect(agreementOf([1, 1, 1], [2, 2, 2])).toEqual({ nmi: 1, ari: 1 });
  });

  it('counts silhouettes as the long way does', () => {
    const { vectors } = toClouds(3, 5);
    const unit: Vectors = { ...vectors, values: vectors.values.slice() };
    for (let row = 0; row < 15; row++) {
      const own = unit.values.subarray(row * WIDTH, (row + 1) * WIDTH);
      const length = Math.hypot(...own);
      own.forEach((value, k) => (own[k] = value / length));
    }
    const groups = Int32Array.from({ length: 15 }, (_, row) => row % 3);
    const distance = (a: number, b: number): number => {
      let product = 0;
      for (let k = 0; k < WIDTH; k++) product += unit.values[a * WIDTH + k]! * unit.values[b * WIDTH + k]!;
      return 1 - product;
    };
    const meanTo = (row: number, group: number): number => {
      const others = [...groups.keys()].filter((other) => groups[other] === group && other !== row);
      return others.reduce((sum, other) => sum + distance(row, other), 0) / others.length;
    };
    const long = [...groups.keys()].map((row) => {
      const inside = meanTo(row, groups[row]!);
      const nearest = Math.min(
        ...[0, 1, 2].filter((group) => group !== groups[row]).map((group) => meanTo(row, group)),
      );
      return (nearest - inside) / Math.max(nearest, inside);
    });
    expect(silhouetteOf(unit, groups, 3)).toBeCloseTo(long.reduce((sum, each) => sum + each, 0) / 15, 5);
  });
});

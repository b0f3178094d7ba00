import { describe, expect, it } from '@jest/globals';
import type { AnalyticsSection } from '@convoscope/store';
import { ManualClock } from '@convoscope/testing';
import fc from 'fast-check';
import { SectionGatherer } from './section-gatherer.ts';

const NAMES = ['conversation', 'language', 'category', 'anomaly'] as const;
type Name = (typeof NAMES)[number];

const aSection = (section: Name, conversationId: string, pass = 0): AnalyticsSection =>
  ({ section, conversationId, value: { conversationId, sequence: 1, pass } }) as never;

const nameOf = ({ section, value }: AnalyticsSection): string =>
  `${section} ${(value as { conversationId?: string }).conversationId ?? ''}`;

function createWorld(waitMs = 1_000) {
  const clock = new ManualClock();
  const writes: string[][] = [];
  const world = { refused: '' };
  const gatherer = new SectionGatherer({
    ...{ clock, waitMs },
    store: async (_tenant, sections) => {
      await Promise.resolve();
      const names = sections.map(nameOf);
      if (names.includes(world.refused)) throw new Error(`${world.refused} is refused`);
      writes.push(names);
    },
  });
  const add = (...sections: AnalyticsSection[]): Promise<void> => gatherer.add('acme', sections);
  return { clock, writes, world, add };
}

describe('gathering sections', () => {
  it('stores a conversation once, as soon as its last section has come, and only then is any batch done', async () => {
    const { writes, add, clock } = createWorld();
    const done: string[] = [];
    const batches = NAMES.slice(0, 3).map((name) => add(aSection(name, 'a')).then(() => done.push(name)));
    await clock.advance(900);
    expect([writes, done]).toEqual([[], []]);
    await add(aSection('anomaly', 'a'));
    await Promise.all(batches);
    expect(writes).toEqual([NAMES.map((name) => `${name} a`)]);
    expect(done).toEqual(['conversation', 'language', 'category']);
  });

  it('waits no longer than it may', async () => {
    const { writes, add, clock } = createWorld();
    const batch = add(aSection('conversation', 'a'), aSection('conversation', 'b'));
    await clock.advance(1_000);
    await batch;
    expect(writes).toEqual([['conversation a', 'conversation b']]);
  });

  it('does not wait with what a stage has repeated, nor where it is turned off', async () => {
    const { writes, add } = createWorld();
    await add(aSection('anomaly', 'a', 1));
    const off = createWorld(0);
    await off.add(aSection('conversation', 'a'));
    expect([writes, off.writes]).toEqual([[['anomaly a']], [['conversation a']]]);
  });

  it('fails only the batch whose section is refused', async () => {
    const { writes, add, world } = createWorld();
    world.refused = 'anomaly bad';
    const good = add(aSection('conversation', 'a'), aSection('conversation', 'bad'));
    const bad = add(aSection('anomaly', 'bad'));
    const last = add(aSection('anomaly', 'a'));
    await expect(bad).rejects.toThrow('anomaly bad is refused');
    await Promise.all([good, last]);
    expect(writes.flat().toSorted()).toEqual(
      expect.arrayContaining(['anomaly a', 'conversation a', 'conversation bad']),
    );
  });

  it('has stored every section of a batch when the batch is done, whatever comes in which order', async () => {
    const aBatch = fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom('a', 'b', 'c'), fc.nat(1)), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(aBatch, { maxLength: 8 }), fc.nat(600), async (batches, pauseMs) => {
        const { clock, writes, add } = createWorld();
        const pending = batches.map(async (batch) => {
          const sections = batch.map(([name, id, pass]) => aSection(name, id, pass));
          await add(...sections);
          for (const section of sections) expect(writes.flat()).toContain(nameOf(section));
        });
        await clock.advance(pauseMs);
        await clock.advance(1_000);
        await Promise.all(pending);
      }),
    );
  });
});

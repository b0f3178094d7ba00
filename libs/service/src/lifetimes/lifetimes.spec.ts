import { describe, expect, it } from '@jest/globals';
import { allCollections } from '@convoscope/store';
import { collectionLifetimes } from './lifetimes.ts';
import { sweptBy } from './sweep-lifetimes.ts';

const byAge = (name: keyof typeof collectionLifetimes) =>
  collectionLifetimes[name].filter((part) => part.ends === 'by age');

describe('the table of lifetimes', () => {
  it('has every collection, and says how each part of it ends', () => {
    expect(Object.keys(collectionLifetimes).sort()).toEqual(allCollections.map(({ name }) => name).sort());
    for (const parts of Object.values(collectionLifetimes)) expect(parts.length).toBeGreaterThan(0);
  });

  it('says of each collection with an expiry that its owner sweeps it, and of no other', () => {
    for (const { name, owner, expiry } of allCollections) {
      const swept = byAge(name as keyof typeof collectionLifetimes).filter(
        ({ by }) => !by.startsWith('MongoDB'),
      );
      for (const { by } of swept) expect(sweptBy(by).map((one) => one.name)).toContain(name);
      // What every service writes is swept by one of them.
      const sweeper = owner === 'each service its own' ? 'gateway' : owner;
      expect([name, swept.map(({ by }) => by)]).toEqual([name, expiry === undefined ? [] : [sweeper]]);
    }
  });

  it('names an index of MongoDB where that removes it', () => {
    for (const { name, indexes } of allCollections) {
      const isByMongo = byAge(name as keyof typeof collectionLifetimes).some(({ by }) =>
        by.startsWith('MongoDB'),
      );
      expect([name, indexes.some(({ expireAfterSeconds }) => expireAfterSeconds !== undefined)]).toEqual([
        name,
        isByMongo,
      ]);
    }
  });
});

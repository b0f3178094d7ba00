import { describe, expect, it } from '@jest/globals';
import { describePlan, toCommandShape, toExplainable } from './command-shape.ts';

describe('the shape of a command', () => {
  it('names what is looked for and never a value', () => {
    const shape = toCommandShape({
      find: 'measures',
      filter: { tenant: 'SECRET', at: { $gte: 'SECRET' }, $or: [{ a: new Date() }, { b: 2 }] },
      sort: { at: 1 },
      $db: 'convoscope',
    });
    expect(shape).toEqual({
      ...{ command: 'find', collection: 'measures' },
      shape: '{"filter":{"tenant":"?","at":{"$gte":"?"},"$or":[{"a":"?"}]},"sort":{"at":"?"}}',
    });
    expect(
      toCommandShape({
        update: 'users',
        updates: [{ q: { id: 'SECRET' }, u: { $set: { text: 'SECRET' } } }],
      }),
    ).toEqual({ command: 'update', collection: 'users', shape: '{"id":"?"}' });
  });

  it('is the same for lists of any length, and bounded', () => {
    const withIds = (ids: string[]) => toCommandShape({ find: 'c', filter: { id: { $in: ids } } }).shape;
    expect(withIds(['a'])).toBe(withIds(['a', 'b', 'c']));
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`field${i}`, 1]));
    expect(toCommandShape({ find: 'c', filter: wide }).shape).toHaveLength(400);
  });
});

describe('what is explained', () => {
  it('is the command without its session, of a bulk write the first part', () => {
    const session = { lsid: { id: 1 }, txnNumber: 1n, $clusterTime: {}, $db: 'x', maxTimeMS: 5 };
    expect(toExplainable({ find: 'c', filter: { a: 1 }, ...session })).toEqual({
      find: 'c',
      filter: { a: 1 },
    });
    const updates = [
      { q: { a: 1 }, u: {} },
      { q: { a: 2 }, u: {} },
    ];
    expect(toExplainable({ update: 'c', updates, writeConcern: { w: 1 }, ...session })).toEqual({
      ...{ update: 'c', updates: updates.slice(0, 1) },
    });
    expect(toExplainable({ insert: 'c', documents: [{}] })).toBeNull();
  });

  it('is told as the stages of the plan', () => {
    const winningPlan = { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'by_user' } };
    expect(describePlan({ queryPlanner: { winningPlan, rejectedPlans: [{ stage: 'COLLSCAN' }] } })).toBe(
      'FETCH < IXSCAN by_user',
    );
    expect(describePlan({ stages: [{ $cursor: { queryPlanner: { winningPlan } } }, { $sort: {} }] })).toBe(
      'FETCH < IXSCAN by_user',
    );
    expect(
      describePlan({ queryPlanner: { winningPlan: { queryPlan: winningPlan, slotBasedPlan: {} } } }),
    ).toBe('FETCH < IXSCAN by_user');
    expect(describePlan(null)).toBe('unknown');
  });
});

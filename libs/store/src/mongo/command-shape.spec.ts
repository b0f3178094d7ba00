import { describe, expect, it } from '@jest/globals';
import { describePlan, toCommandShape, toExplainable } from './command-shape.ts';
import { toCommand } from './to-command.ts';

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
  it('is every command that has a plan', () => {
    expect(toExplainable({ find: 'c', filter: { a: 1 } })).toEqual({ find: 'c', filter: { a: 1 } });
    expect(toExplainable({ insert: 'c' })).toBeNull();
  });

  it.each<[string, unknown[], object]>([
    ['find', [{ a: 1 }, { sort: { a: 1 } }], { find: 'c', filter: { a: 1 }, sort: { a: 1 } }],
    ['countDocuments', [{ a: 1 }], { count: 'c', query: { a: 1 } }],
    ['aggregate', [[{ $match: { a: 1 } }]], { aggregate: 'c', pipeline: [{ $match: { a: 1 } }], cursor: {} }],
    [
      'updateMany',
      [{ a: 1 }, { $set: { b: 2 } }],
      { update: 'c', updates: [{ q: { a: 1 }, u: { $set: { b: 2 } }, multi: true }] },
    ],
    ['deleteMany', [{ a: 1 }], { delete: 'c', deletes: [{ q: { a: 1 }, limit: 0 }] }],
    [
      'bulkWrite',
      [[{ deleteOne: { filter: { a: 1 } } }]],
      { delete: 'c', deletes: [{ q: { a: 1 }, limit: 1 }] },
    ],
    ['bulkWrite', [[{ insertOne: { document: {} } }]], { insert: 'c' }],
    [
      'findOneAndUpdate',
      [{ a: 1 }, { $inc: { n: 1 } }],
      { findAndModify: 'c', query: { a: 1 }, update: { $inc: { n: 1 } } },
    ],
    ['insertMany', [[{}]], { insert: 'c' }],
  ])('of %s is what the driver sends', (method, args, command) =>
    expect(toCommand('c', method, args)).toEqual(command),
  );

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

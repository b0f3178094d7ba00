import { describe, expect, it } from '@jest/globals';
import type { RuleChanged } from '@convoscope/contracts';
import { parseRules } from '@convoscope/measures';
import { nextState } from './keep-rule.ts';

const change = (over: Partial<RuleChanged> = {}, above = 0.2): RuleChanged => ({
  ...{ name: 'r', change: 'saved', since: '2026-03-01T00:00:00.000Z', requestId: 'q-1' },
  rule: parseRules(`{ name: r, metric: error-rate, window: 1h, condition: { above: ${above} } }`)[0] ?? null,
  ...{ requestedAt: '2026-03-01T08:00:00.000Z', requestedBy: 'ana', ...over },
});

describe('the versions of a rule', () => {
  const first = nextState('t', change(), null);
  const later = { requestId: 'q-2', requestedAt: '2026-03-02T08:00:00.000Z', requestedBy: 'bob' };

  it('grow with each change, and keep who made it', () => {
    const second = nextState('t', change(later, 0.3), first);
    expect(second).toMatchObject({ version: 2, savedBy: 'bob', rule: { condition: { above: 0.3 } } });
    expect(second?.history.map(({ version, savedBy }) => [version, savedBy])).toEqual([
      [1, 'ana'],
      [2, 'bob'],
    ]);
    const removed = nextState(
      't',
      change({ ...later, requestId: 'q-3', rule: null, change: 'removed' }),
      second,
    );
    expect(removed).toMatchObject({ version: 3, rule: null });
    expect(nextState('t', change({ ...later, requestId: 'q-4' }), removed)).toMatchObject({ version: 4 });
  });

  it('do not grow by a repeat, by what is overtaken, and by what says nothing new', () => {
    expect(nextState('t', change(), first)).toBeNull();
    expect(nextState('t', change(later), first)).toBeNull();
    const second = nextState('t', change(later, 0.3), first);
    expect(nextState('t', change({ requestId: 'q-0' }, 0.9), second)).toBeNull();
    expect(nextState('t', change({ rule: null, change: 'removed' }), null)).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  firstKeptDay,
  isHeldBy,
  keptDays,
  mayTouch,
  openWindows,
  parseRetentionPolicies,
  type HoldScope,
} from '../index.ts';

const problemsOf = (text: string): readonly string[] => parseRetentionPolicies(text).problems ?? [];

const DAYS = Array.from({ length: 12 }, (_, i) => `2026-01-${String(i + 1).padStart(2, '0')}`);
const day = fc.constantFrom(...DAYS);
const hold: fc.Arbitrary<HoldScope> = fc.record({
  personHash: fc.option(fc.constantFrom('ann', 'bob'), { freq: 2 }),
  source: fc.option(fc.constantFrom('a', 'b')),
  from: fc.option(day),
  to: fc.option(day),
});

describe('policies of retention', () => {
  it('say how long what is kept; of two about the same the later one counts', () => {
    const read = parseRetentionPolicies(`
policies:
  - { keep: 400d }
  - { tenant: acme, source: support, keep: 90d }
  - { tenant: acme, source: legal, keep: forever }
  - { kind: reports, keep: 730d }
`);
    const policies = read.problems === null ? read.value : [];
    const daysOf = (tenant: string, source: string): number | null =>
      keptDays(policies, { tenant, source, kind: 'conversations' });
    expect([daysOf('acme', 'support'), daysOf('acme', 'legal'), daysOf('other', 'support')]).toEqual([
      90,
      null,
      400,
    ]);
    expect(keptDays(policies, { tenant: 'acme', kind: 'reports' })).toBe(730);
    expect(keptDays(policies, { tenant: 'acme', kind: 'exports' })).toBeNull();
    expect(firstKeptDay(Date.parse('2026-03-31T23:00:00Z'), 30)).toBe('2026-03-01');
  });

  it.each([
    ['policies:\n  - { keep: 3 weeks }', /^line 2: policies\.0\.keep: "3 weeks" must be a number of days/],
    ['policies:\n  - { keep: 0d }', /from 1d to/],
    ['policies:\n  - { source: a }', /keep: .*must be a number of days such as 400d/],
    ['policies:\n  - { keep: 1d, kind: audit }', /"audit" has no policy: .*chained/],
    ['policies:\n  - { keep: 1d, kind: emails }', /must be one of conversations, reports, exports/],
    ['policies:\n  - { keep: 40d, kind: reports, source: a }', /leave source away/],
    ['policies:\n  - { keep: 7d, kind: reports }', /must be 32d or more/],
    [
      'policies:\n  - { keep: 7d, sorce: a }',
      /line 2: policies\.0: has no setting "sorce" \(docs\/retention/,
    ],
    ['policies: [', /./],
  ])('names what is wrong with %j', (text, problem) => {
    expect(problemsOf(text)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });
});

describe('legal holds', () => {
  it('leave open exactly the days on which something of a source may go', () => {
    fc.assert(
      fc.property(
        day,
        fc.constantFrom('a', 'b'),
        fc.array(hold, { maxLength: 4 }),
        (before, source, holds) => {
          const windows = openWindows(before, source, holds);
          for (const each of DAYS) {
            const isOpen = windows.some((window) => (window.from ?? '') <= each && each < window.before);
            const isKept = holds.some((one) => isHeldBy(one, { personHash: 'nobody', source, day: each }));
            expect([each, isOpen]).toEqual([each, each < before && !isKept]);
          }
        },
      ),
    );
  });

  it('touch what has a day in common with them', () => {
    const scope = { personHash: null, source: null, from: '2026-01-05', to: '2026-01-06' };
    expect(
      [
        ['2026-01-01', '2026-01-04'],
        ['2026-01-01', '2026-01-05'],
        ['2026-01-06', '2026-01-31'],
        ['2026-01-07', '2026-01-31'],
      ].map(([from = '', to = '']) => mayTouch(scope, { from, to })),
    ).toEqual([false, true, true, false]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Rule } from '@convoscope/contracts';
import type { MeasureQuery, MeasureRow } from '@convoscope/store';
import { mergeMeasures } from '../merge-measures.ts';
import { backTestRules, type BackTest } from './back-test.ts';
import { parseRules, RuleError } from './parse-rules.ts';
import { isQuietAt } from './quiet-hours.ts';

const START = Date.UTC(2026, 2, 2);
const HOUR_MS = 3_600_000;
const at = (hour: number): string => new Date(START + hour * HOUR_MS).toISOString();

interface Hour {
  n: number;
  errors?: number;
  label?: string;
}

/** Measures of hours that are counted from START, and how many buckets were read of them. */
function measuresOf(hours: readonly (readonly Hour[])[]) {
  const empty = mergeMeasures([]);
  const toRow = (
    granularity: MeasureRow['granularity'],
    bucket: string,
    { n, errors = 0, label }: Hour,
  ): MeasureRow => ({
    ...empty,
    ...{ granularity, at: bucket, dimension: label === undefined ? 'all' : 'model', label: label ?? '' },
    ...{ nConversations: n, nCategorised: n, nWithErrors: errors, nScored: n },
  });
  const rows = hours.flatMap((ofHour, i) => ofHour.map((one) => toRow('hour', at(i).slice(0, 13), one)));
  const sums = (granularity: 'day' | 'month', length: number): MeasureRow[] =>
    [...Map.groupBy(rows, (row) => row.at.slice(0, length))].map(([bucket, ofBucket]) =>
      toRow(granularity, bucket, {
        n: ofBucket.reduce((sum, { nConversations }) => sum + nConversations, 0),
      }),
    );
  let nRead = 0;
  const all = [...rows, ...sums('day', 10), ...sums('month', 7)];
  return {
    get nRead() {
      return nRead;
    },
    read: ({ granularity, dimension = 'all', from = '', to = '~' }: MeasureQuery) => {
      const found = all.filter(
        (row) =>
          row.granularity === granularity &&
          row.dimension === dimension &&
          row.at >= from &&
          row.at <= `${to}~`,
      );
      nRead += found.length;
      return Promise.resolve(found);
    },
  };
}

const rule = (yaml: string): Rule => parseRules(`name: r\nmetric: error-rate\nwindow: 1h\n${yaml}`)[0]!;

async function test(one: Rule, hours: readonly (readonly Hour[])[], days = 400): Promise<BackTest> {
  const now = START + hours.length * HOUR_MS;
  const [found] = await backTestRules([one], { measures: measuresOf(hours), tenant: 't', now, days });
  return found!;
}

const times = ({ firings }: BackTest): [string, string][] =>
  firings.map(({ startedAt, endedAt }) => [startedAt, endedAt]);

const quiet = (nHours: number): Hour[][] => Array.from({ length: nHours }, () => [{ n: 20, errors: 1 }]);
const withErrors = (nHours: number, bad: readonly number[]): Hour[][] =>
  quiet(nHours).map((hour, i) => (bad.includes(i) ? [{ n: 20, errors: 10 }] : hour));

describe('rules', () => {
  it('fire where a threshold is passed, once for hours in a row, and say so', async () => {
    const found = await test(rule('condition: { above: 0.2 }'), withErrors(48, [10, 11, 30]));
    expect(times(found)).toEqual([
      [at(10), at(12)],
      [at(30), at(31)],
    ]);
    expect(found.firings[0]?.story).toBe(
      'Within one hour 50 % of the conversations had a failing answer; the rule allows at most 20 %.',
    );
    expect(found).toMatchObject({ nFirings: 2, firingsPerWeek: 7, from: at(0), to: at(48) });
    expect((await test(rule('condition: { above: 0.5 }'), withErrors(48, [10]))).nFirings).toBe(0);
  });

  it('say nothing of a handful of conversations, unless volume is what they are about', async () => {
    const few = quiet(24).map((hour, i) => (i === 5 ? [{ n: 4, errors: 4 }] : hour));
    expect((await test(rule('condition: { above: 0.2 }'), few)).nFirings).toBe(0);
    const volume = rule('condition: { below: 10 }'.replace('condition', 'leastConversations: 5\ncondition'));
    expect(times(await test({ ...volume, metric: 'volume' }, few))).toEqual([[at(5), at(6)]]);
  });

  it('fire on a change beside the same hours before, and not where there was nothing before', async () => {
    const change = rule('condition: { change: { rises: 100%, than: 1d } }');
    expect(times(await test(change, withErrors(72, [30])))).toEqual([[at(30), at(31)]]);
    expect((await test(change, withErrors(20, [10]))).nFirings).toBe(0);
    const step = rule('condition: { change: { falls: 0.3, than: 1d } }');
    expect(times(await test(step, withErrors(72, [10])))).toEqual([[at(34), at(35)]]);
  });

  it('fire on silence, only after something was heard, and on that of one source alone', async () => {
    const absent: Rule = {
      ...rule('condition: { above: 1 }'),
      metric: 'volume',
      window: '3h',
      condition: { absent: true },
    };
    const silent = [...Array.from({ length: 10 }, () => []), ...quiet(24)].map((hour, i) =>
      i >= 20 && i < 26 ? [] : hour,
    );
    expect(times(await test(absent, silent))).toEqual([[at(20), at(26)]]);
    const models = quiet(40).map(([all], i) => [
      all!,
      ...(i < 20 ? [{ n: 5, label: 'm-1' }] : []),
      { n: 5, label: 'm-2' },
    ]);
    const ofModel = { ...absent, filter: { model: 'm-1' } };
    expect(times(await test(ofModel, models))).toEqual([[at(20), at(40)]]);
    expect((await test({ ...absent, filter: { model: 'm-2' } }, models)).nFirings).toBe(0);
    expect((await test({ ...absent, filter: { model: 'never' } }, models)).nFirings).toBe(0);
  });

  it('fire where hours are unlike the same hours of the weeks before, and nights are no silence', async () => {
    const days = Array.from({ length: 24 * 20 }, (_, i) => [
      { n: i % 24 < 6 ? 0 : 30 + ((i * 7) % 5), errors: 0 },
    ]);
    const unusual: Rule = { ...rule('condition: { unusual: { deviations: 4 } }'), metric: 'volume' };
    expect((await test(unusual, days)).nFirings).toBe(0);
    const spike = days.map((hour, i) => (i === 24 * 15 + 12 ? [{ n: 90 }] : hour));
    expect(times(await test(unusual, spike))).toEqual([[at(24 * 15 + 12), at(24 * 15 + 13)]]);
    const onlyDown: Rule = { ...unusual, condition: { unusual: { deviations: 4, direction: 'down' } } };
    expect((await test(onlyDown, spike)).nFirings).toBe(0);
  });

  it('keep silent in quiet hours, during maintenance and while they cool down, and count what they kept back', async () => {
    const bad = withErrors(48, [10, 14, 30]);
    const quietHours = rule(
      'condition: { above: 0.2 }\nquietHours: [{ from: "10:00", to: "12:00", zone: UTC }]',
    );
    expect(times(await test(quietHours, bad))).toEqual([
      [at(14), at(15)],
      [at(30), at(31)],
    ]);
    const upkeep = rule(`condition: { above: 0.2 }\nmaintenance: [{ from: ${at(14)}, to: ${at(15)} }]`);
    expect(await test(upkeep, bad)).toMatchObject({ nFirings: 2, nKeptByMaintenance: 1 });
    const cool = rule('condition: { above: 0.2 }\ncoolDown: 6h');
    expect(await test(cool, bad)).toMatchObject({ nFirings: 2, nKeptByCoolDown: 1 });
  });

  it('read only the days that are asked for', async () => {
    const measures = measuresOf(quiet(24 * 60));
    const now = START + 24 * 60 * HOUR_MS;
    await backTestRules([rule('condition: { above: 0.2 }')], { measures, tenant: 't', now, days: 2 });
    expect(measures.nRead).toBeLessThanOrEqual(24 * 2 + 1 + 3 + 31);
    const [none] = await backTestRules([rule('condition: { above: 0.2 }')], {
      ...{ measures: measuresOf([]), tenant: 't', now, days: 30 },
    });
    expect(none).toMatchObject({ from: null, nFirings: 0, firings: [] });
  });
});

describe('quiet hours', () => {
  const quietHours = { from: '22:00', to: '07:00', zone: 'Europe/Berlin' };

  it('follow the clock of their zone, over midnight and when the clocks change', () => {
    expect(isQuietAt(quietHours, Date.UTC(2026, 0, 15, 21, 30))).toBe(true);
    expect(isQuietAt(quietHours, Date.UTC(2026, 0, 15, 20, 30))).toBe(false);
    expect(isQuietAt(quietHours, Date.UTC(2026, 6, 15, 20, 30))).toBe(true);
    expect(isQuietAt(quietHours, Date.UTC(2026, 6, 15, 5, 30))).toBe(false);
  });

  it('on some weekdays are those that begin on them', () => {
    const friday = { ...quietHours, days: ['fri' as const] };
    expect(isQuietAt(friday, Date.UTC(2026, 0, 16, 22))).toBe(true);
    expect(isQuietAt(friday, Date.UTC(2026, 0, 17, 4))).toBe(true);
    expect(isQuietAt(friday, Date.UTC(2026, 0, 17, 22))).toBe(false);
  });
});

describe('rules as text', () => {
  const problemsOf = (text: string): readonly string[] => {
    try {
      parseRules(text);
    } catch (error) {
      if (error instanceof RuleError) return error.problems;
      throw error;
    }
    return [];
  };

  it('are one rule, or several under rules:, as YAML or JSON', () => {
    const json = JSON.stringify({ name: 'a', metric: 'volume', window: '2d', condition: { below: 3 } });
    expect(parseRules(json)[0]).toMatchObject({
      name: 'a',
      severity: 'warning',
      leastConversations: 5,
      filter: {},
    });
    expect(
      parseRules(`rules:\n  - ${json}\n  - ${json.replace('"a"', '"b"')}`).map(({ name }) => name),
    ).toEqual(['a', 'b']);
  });

  it('are refused with every fault, its line and how to mend it', () => {
    const problems = problemsOf(
      [
        'rules:',
        '  - name: Refunds Fail',
        '    metric: errors',
        '    window: 90m',
        '    condition: { above: 0.2, below: 0.1 }',
        '    filter: { topic: refunds, model: m-1 }',
        '    runbok: https://example.com',
        '    quietHours:',
        '      - { from: 22, to: "07:00", zone: Berlin }',
        '  - metric: sentiment',
        '    name: ok',
        '    condition: { absent: true }',
      ].join('\n'),
    );
    const text = problems.join('\n');
    expect(text).toMatch(/line 2: name: write a name of small letters/);
    expect(text).toMatch(/line 3: metric: write one of volume, error-rate/);
    expect(text).toMatch(/line 4: window: write whole hours/);
    expect(text).toMatch(/line 5: condition: write exactly one of/);
    expect(text).toMatch(/line 6: filter: name one of topic/);
    expect(text).toMatch(/line 7: runbok: the rule has no such setting/);
    expect(text).toMatch(/line 9: quietHours\.0\.from/);
    expect(text).toMatch(/line 9: quietHours\.0\.zone: write an IANA time zone/);
    expect(text).toMatch(/line 10: window is missing: write hours or days/);
  });

  it.each([
    ['', 'metric'],
    ['[]', 'the rule'],
    ['rules: []', 'holds no rule'],
    ['a: [1', 'line 1'],
    ['rules:\n  - &a [*a]', ''],
    ['name: a\nname: b', 'unique'],
  ])('are refused where they are %j', (text, said) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).toContain(said);
  });
});

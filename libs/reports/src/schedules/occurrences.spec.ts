import { describe, expect, it } from '@jest/globals';
import { YamlFaults } from '@convoscope/config';
import { faultOfTimes, nextTimes, timesUpTo } from './occurrences.ts';
import { parseSchedule } from './parse-schedule.ts';

const BERLIN = { cron: '30 2 * * *', zone: 'Europe/Berlin' };
const iso = (times: readonly Date[]): string[] => times.map((time) => time.toISOString().slice(0, 16));

describe('the times of a schedule', () => {
  it('come by the clock of their zone, once also where it is put forward or back', () => {
    // 02:30 is leapt over on 29 March, and shown twice on 25 October.
    expect(iso(nextTimes(BERLIN, new Date('2026-03-27T12:00:00Z'), 3))).toEqual([
      ...['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30'],
    ]);
    expect(iso(nextTimes(BERLIN, new Date('2026-10-23T12:00:00Z'), 3))).toEqual([
      ...['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'],
    ]);
    expect(iso(nextTimes({ cron: '0 9 * * 1', zone: 'Asia/Kathmandu' }, new Date('2026-01-01'), 1))).toEqual([
      '2026-01-05T03:15',
    ]);
  });

  it('are those up to now, the newest where there are too many', () => {
    const hourly = { cron: '0 * * * *', zone: 'UTC' };
    const first = new Date('2026-01-01T00:00:00Z');
    const found = timesUpTo(hourly, { first, now: new Date('2026-01-01T05:30:00Z') }, 3);
    expect([iso(found.due), found.nOlder, found.next?.toISOString()]).toEqual([
      ['2026-01-01T03:00', '2026-01-01T04:00', '2026-01-01T05:00'],
      ...[3, '2026-01-01T06:00:00.000Z'],
    ]);
    expect(timesUpTo(hourly, { first, now: new Date('2025-01-01') }, 3).due).toEqual([]);
  });

  it.each([
    ['* * * * *', /more than once an hour/],
    ['0,30 8 * * 1', /more than once an hour/],
    ['0 8 * *', /write five fields/],
    ['0 8 * * 1 2026', /write five fields/],
    ['@weekly', /write five fields/],
    ['61 8 * * 1', /Invalid value for minute: 61; write five fields/],
    ['0 8 30 2 *', /no such time ever comes/],
    ['x y z a b', /write five fields/],
  ])('are refused where they are %s', (cron, message) => {
    expect(faultOfTimes(cron, 'UTC')).toMatch(message);
  });

  it('are told with all else that is wrong with a schedule', () => {
    const text =
      'name: Mine\ntemplate: support\ncron: "* * * * *"\nzone: Europe/Bern\nrecipients: []\nformats: [report.doc]\nto: me\n';
    expect(() => parseSchedule(text)).toThrow(YamlFaults);
    expect(() => parseSchedule(text)).toThrow(
      /line 1: name: .*\n(.*\n)*line 4: zone: write an IANA.*\nline 5: recipients: name somebody.*\n.*line 6: formats.*\n.*line 7: to: the schedule has no such setting/s,
    );
    expect(() => parseSchedule('name: a\ntemplate: b\ncron: "* * * * *"\nrecipients: [a]')).toThrow(
      'line 3: cron: comes more than once an hour',
    );
  });
});

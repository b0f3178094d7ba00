/** A time as it is written: month and day from 1 on. */
export interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
  /** Minutes east of UTC. */
  offset: number;
}

export function fieldsOf(
  year = '',
  month = '',
  day = '',
  hour = '0',
  minute = '0',
  second = '0',
  fraction = '',
  zone = '',
): Fields {
  return {
    ...{ year: Number(year), month: Number(month), day: Number(day) },
    ...{ hour: Number(hour), minute: Number(minute), second: Number(second) },
    ms: Math.trunc(Number(`0.${fraction === '' ? '0' : fraction}`) * 1000),
    offset: offsetOf(zone),
  };
}

const ZONES: Readonly<Record<string, number>> = {
  '': 0, z: 0, utc: 0, gmt: 0, ut: 0,
  est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420,
  cet: 60, cest: 120, eet: 120, eest: 180, wet: 0, west: 60,
}; // prettier-ignore

/** Minutes east of UTC; NaN: a zone that is not known. Those of RFC 2822 and of Europe have one meaning. */
function offsetOf(zone: string): number {
  const text = zone.trim().toLowerCase();
  const known = ZONES[text];
  if (known !== undefined) return known;
  const match = /^(?:utc|gmt)?\s*([+-\u2212])(\d{1,2}):?(\d{2})?(?::?\d{2})?$/.exec(text);
  if (match === null) return NaN;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return minutes > 18 * 60 ? NaN : match[1] === '+' ? minutes : -minutes;
}

/** An hour of twelve as one of 24. NaN where there is no such hour. */
export function hourOf(hour = '0', half = ''): string {
  if (half === '') return hour;
  const value = Number(hour);
  if (value < 1 || value > 12) return 'NaN';
  return String((value % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0));
}

/** Ms since the epoch, or null where there is no such day or hour. 24:00 is the next day's beginning, a leap second the next second. */
export function msOf({ year, month, day, hour, minute, second, ms, offset }: Fields): number | null {
  const isHour = (hour >= 0 && hour <= 23) || (hour === 24 && minute === 0 && second === 0 && ms === 0);
  const isClock = isHour && minute <= 59 && second <= 60;
  if (!isClock || Number.isNaN(offset) || month < 1 || month > 12 || day < 1) return null;
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  if (new Date(midnight).getUTCMonth() !== month - 1) return null;
  return midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000 + ms;
}

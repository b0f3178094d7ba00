/** Numbers below this are seconds, above are milliseconds: 1e11 s is the year 5138, 1e11 ms is March 1973. */
const SECONDS_BELOW = 1e11;

/**
 * A time in ms since the epoch, or null where the value is none. Reads ISO 8601, NocoDB's `2023-11-14 22:13:20+00:00`, numbers of seconds or
 * milliseconds (also as text) and Date. A text without zone is UTC. Cost: no regular expression backtracks.
 */
export function parseTime(value: unknown): number | null {
  if (value instanceof Date) return finiteOrNull(value.getTime());
  if (typeof value === 'bigint') return fromNumber(Number(value));
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^-?\d+(\.\d+)?$/.test(text) && text.length > 8) return fromNumber(Number(text));
  return fromText(text);
}

function fromNumber(value: number): number | null {
  return finiteOrNull(Math.round(Math.abs(value) < SECONDS_BELOW ? value * 1000 : value));
}

function fromText(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return finiteOrNull(Date.parse(text));
  if (text.length <= 10) return finiteOrNull(Date.parse(text));
  const iso = text
    .replace(' ', 'T')
    .replace(/ ?([+-]\d{2}):?(\d{2})?$/, (_, h: string, m?: string) => `${h}:${m ?? '00'}`);
  const hasZone = /(?:Z|[+-]\d{2}:\d{2})$/i.test(iso) && iso.length > 16;
  return finiteOrNull(Date.parse(hasZone ? iso : `${iso}Z`));
}

const finiteOrNull = (ms: number): number | null => (Number.isFinite(ms) ? Math.trunc(ms) : null);

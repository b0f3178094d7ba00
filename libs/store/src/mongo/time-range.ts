import { PermanentError } from '@convoscope/contracts';

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT[0-9:.]+Z$/;
const DAY_MS = 86_400_000;

function checkedBound(value: unknown, name: string): string {
  const text = typeof value === 'string' && (DAY.test(value) || INSTANT.test(value)) ? value : undefined;
  if (text !== undefined && !Number.isNaN(Date.parse(text))) return text;
  throw new PermanentError(`${name} must be a UTC day (YYYY-MM-DD) or an RFC 3339 UTC instant`, {
    code: 'STORE_FILTER_INVALID',
    context: { name },
  });
}

const dayAfter = (day: string): string => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);

/**
 * A filter on an RFC 3339 field between two bounds, both inclusive, each a UTC day or an instant; nothing when neither is given. Instants
 * of one second that differ in whether they carry fractions are not told apart.
 */
export function timeRange(path: string, range: { from?: string; to?: string } = {}): Record<string, unknown> {
  const bounds: Record<string, string> = {};
  if (range.from !== undefined) bounds['$gte'] = checkedBound(range.from, 'from');
  if (range.to !== undefined) {
    const to = checkedBound(range.to, 'to');
    if (DAY.test(to)) bounds['$lt'] = dayAfter(to);
    else bounds['$lte'] = to;
  }
  return Object.keys(bounds).length === 0 ? {} : { [path]: bounds };
}

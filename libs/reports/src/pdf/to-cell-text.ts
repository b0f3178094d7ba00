import type { Shown } from '../content/report-sections.ts';
import { toCount, toDuration, toPercent, toSigned } from '../content/wording.ts';

/** A figure as people read it; an empty text where there is none. */
export function toCellText(value: string | number | boolean | null, shown: Shown): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : '';
  if (typeof value === 'string') return value;
  switch (shown) {
    case 'count':
      return toCount(value);
    case 'share':
      return toPercent(value, 1);
    case 'signed':
      return toSigned(value);
    case 'seconds':
      return toDuration(value);
    default:
      return value.toFixed(2);
  }
}

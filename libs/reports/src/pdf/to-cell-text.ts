import type { Shown } from '../content/report-sections.ts';
import type { Words } from '../language/words.ts';

/** A figure as people read it; an empty text where there is none. */
export function toCellText(value: string | number | boolean | null, shown: Shown, words: Words): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? words.t('yes') : '';
  if (typeof value === 'string')
    return shown === 'day' ? words.shortDay(value) : shown === 'label' ? words.label(value) : value;
  switch (shown) {
    case 'count':
      return words.count(value);
    case 'share':
      return words.percent(value, 1);
    case 'signed':
      return words.signed(value);
    case 'seconds':
      return words.duration(value);
    default:
      return words.decimal(value, Math.abs(value) < 1 && shown === 'money' ? 4 : 2);
  }
}

import type { Words } from '../language/words.ts';

/** What conversations are told apart by. */
export type SlicedBy = 'topic' | 'intent' | 'sentiment' | 'language' | 'model' | 'source';

/** A value of a dimension as people read it: names of models and sources stay as they are. */
export function nameOfSlice(
  dimension: SlicedBy,
  label: string,
  { label: named, languageName }: Words,
): string {
  if (dimension === 'language') return languageName(label);
  return dimension === 'model' || dimension === 'source' ? label : named(label);
}

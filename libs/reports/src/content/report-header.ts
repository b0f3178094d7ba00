import type { MessageKey, Words } from '../language/words.ts';
import type { FilterField } from '../templates/template-schema.ts';
import { nameOfSlice } from './name-of-slice.ts';
import type { ReportContent } from './report-content.ts';
import type { SectionId } from './section-ids.ts';

/** Heading of a section: that of the template, or the language's. */
export function sectionTitle(id: SectionId, { template, groups }: ReportContent, { t }: Words): string {
  const own = template?.labels[id];
  if (own !== undefined) return own;
  const dimension = groups === undefined ? '' : t(`dimension.${groups.dimension}` as MessageKey);
  return t(`section.${id}`, { dimension });
}

/** Which conversations a report is of, in words; empty where it is of all. */
export function filterLine({ template }: ReportContent, words: Words): string {
  const parts = Object.entries(template?.filters ?? {}).flatMap(([field, values]) => {
    if (values === undefined) return [];
    const named = values.map((value) =>
      field === 'user' ? value : nameOfSlice(field as Exclude<FilterField, 'user'>, value, words),
    );
    return [`${words.t(`dimension.${field as FilterField}`)}: ${named.join(', ')}`];
  });
  return parts.length === 0 ? '' : words.t('only', { filters: parts.join('; ') });
}

import type { AnalyticsDocument } from '@convoscope/store';
import type { FilterField, ReportFilters } from './template-schema.ts';

/** Where a row of a conversation holds the field, and how it is read. */
const FIELDS: Readonly<
  Record<FilterField, { path: string; value(row: AnalyticsDocument): string | null | undefined }>
> = {
  topic: { path: 'category.topic', value: ({ category }) => category?.topic },
  intent: { path: 'category.intent', value: ({ category }) => category?.intent },
  sentiment: { path: 'category.sentiment', value: ({ category }) => category?.sentiment },
  language: { path: 'language.code', value: ({ language }) => language?.code },
  model: { path: 'model', value: ({ model }) => model },
  source: { path: 'source', value: ({ source }) => source },
  user: { path: 'userId', value: ({ userId }) => userId },
};

const entriesOf = (filters: ReportFilters): [FilterField, string[]][] =>
  Object.entries(filters).flatMap(([field, values]) =>
    values === undefined ? [] : [[field as FilterField, values] as [FilterField, string[]]],
  );

export const isFiltered = (filters: ReportFilters): boolean => entriesOf(filters).length > 0;

/** What the database is asked for. */
export const toMatch = (filters: ReportFilters): Record<string, { $in: string[] }> =>
  Object.fromEntries(entriesOf(filters).map(([field, values]) => [FIELDS[field].path, { $in: values }]));

/** Whether filters let a conversation through. */
export const fitsFilters = (row: AnalyticsDocument, filters: ReportFilters): boolean =>
  entriesOf(filters).every(([field, values]) => values.includes(FIELDS[field].value(row) ?? ''));

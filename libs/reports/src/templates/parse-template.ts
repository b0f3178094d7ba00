import { readYaml, YamlFaults } from '@convoscope/config';
import type { ReportLanguage } from '../language/languages.ts';
import {
  checkedTemplateSchema,
  type FilterField,
  type ReportFilters,
  type ReportTemplate,
} from './template-schema.ts';

export const DOCS = 'docs/reports.md';
/** Longest text of a template or schedule, in characters. */
export const MOST_PLAN_TEXT = 100_000;

/** The template of a YAML (or JSON) text. Throws `YamlFaults` with every fault: the line, what is wrong there and how to mend it. */
export const parseTemplate = (text: string): ReportTemplate =>
  readYaml(text, checkedTemplateSchema, { what: 'the template', docs: DOCS });

/** What stands above a report, in a language; in another one where it has no title in this. */
export function titleOf({ title, name }: ReportTemplate, language: ReportLanguage): string {
  if (typeof title === 'string') return title;
  return title[language] ?? title.en ?? Object.values(title).find((text) => text !== undefined) ?? name;
}

/** The filters of a template with those of whoever asks for it: these narrow further, and never widen. Throws `YamlFaults` where one that it needs is not given. */
export function filtersOf(template: ReportTemplate, given: ReportFilters): ReportFilters {
  const fields = [...new Set([...Object.keys(template.filters), ...Object.keys(given)])] as FilterField[];
  const filters = Object.fromEntries(
    fields.map((field) => [field, narrowed(template.filters[field], given[field])]),
  ) as ReportFilters;
  const missing = template.needs.filter((field) => filters[field] === undefined);
  if (missing.length > 0)
    throw new YamlFaults(
      missing.map((field) => `${template.name} is about one ${field}: give filters with ${field}`),
    );
  return filters;
}

const narrowed = (own: string[] | undefined, given: string[] | undefined): string[] | undefined =>
  own === undefined || given === undefined ? (given ?? own) : own.filter((value) => given.includes(value));

import { createHash } from 'node:crypto';
import { canonicalJson, reportIdOf, type ReportPeriod } from '@convoscope/contracts';
import type { ReportLanguage } from '../language/languages.ts';
import { isFiltered } from './filter-rows.ts';
import type { ReportFilters, ReportTemplate } from './template-schema.ts';

/** A template with what whoever asks for it adds. */
export interface TemplateOrder {
  template: ReportTemplate;
  filters: ReportFilters;
  language?: ReportLanguage;
}

/** The id of the report on the period around a day: by a template with its name, where filters or a language were added also with a hash of them. */
export function reportIdFor(period: ReportPeriod, date: string, order?: TemplateOrder): string {
  const ofPeriod = reportIdOf(period, date);
  if (order === undefined) return ofPeriod;
  const { template, filters, language = template.language } = order;
  const ofTemplate = `${ofPeriod}.${template.name}`;
  if (!isFiltered(filters) && language === template.language) return ofTemplate;
  const hash = createHash('sha256').update(canonicalJson({ filters, language })).digest('hex');
  return `${ofTemplate}.${hash.slice(0, 8)}`;
}

import { PermanentError, type ReportPeriod } from '@convoscope/contracts';
import type { ReportContent, ReportFilters, ReportLanguage } from '@convoscope/reports';
import type { ReportOrder, Store } from '@convoscope/store';
import { buildReport } from '../report/build-report.ts';
import type { ReportStore } from '../report/report-source.ts';
import { findTemplate } from './plan-runs.ts';

export interface BuildOrderedDependencies {
  store: ReportStore & Pick<Store, 'reportPlans'>;
  now: () => number;
}

/** Without a period it is that of the template. */
export type AskedReport = Omit<ReportOrder, 'period'> & { period: ReportPeriod | null };

/** The report that is asked for, from what is stored now. Throws `PermanentError` where its template is gone, `YamlFaults` where it lacks a filter that it needs. */
export async function buildOrdered(
  { store, now }: BuildOrderedDependencies,
  tenant: string,
  { period, date, template: name, filters, language }: AskedReport,
): Promise<ReportContent> {
  const today = new Date(now()).toISOString().slice(0, 10);
  const template = name === null ? null : await findTemplate(store, tenant, name);
  if (name !== null && template === null)
    throw new PermanentError(`the template ${name} is not there any more: save it again, or take another`, {
      code: 'REPORTS_TEMPLATE_GONE',
    });
  const options = { store, tenant, date, today, period: period ?? template?.period ?? 'weekly' };
  if (template === null) return buildReport(options);
  const order = { template, filters: filters as ReportFilters };
  return buildReport({
    ...options,
    template: language === null ? order : { ...order, language: language as ReportLanguage },
  });
}

import { REPORT_PERIODS, type ReportPeriod } from '@convoscope/contracts';
import { addDays, periodAround } from '../report/report-period.ts';

export interface DueReport {
  period: ReportPeriod;
  date: string;
}

/**
 * The reports to keep fresh: of each period the one that is open and the one closed last; the same around the newest conversation, for
 * sources whose data ends in the past. Each once. Pure.
 */
export function dueReports(today: string, newestDate: string | null): DueReport[] {
  const anchors = newestDate === null || newestDate > today ? [today] : [today, newestDate];
  const due = new Map<string, DueReport>();
  for (const period of REPORT_PERIODS) {
    for (const anchor of anchors) {
      const open = periodAround(period, anchor);
      const closed = periodAround(period, addDays(open.from, -1));
      for (const { reportId, from } of [open, closed]) due.set(reportId, { period, date: from });
    }
  }
  return [...due.values()];
}

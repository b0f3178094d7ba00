import type { ReportPeriod } from '@convoscope/contracts';
import { compareSlices, toPoints } from './compare-slices.ts';
import { measureRange, type MeasuredRange, type Sliced } from './measure-range.ts';
import {
  costOf,
  filtersOf,
  isFiltered,
  reportIdFor,
  titleOf,
  type Coverage,
  type Measures,
  type ReportContent,
  type ReportFilters,
  type Slice,
  type TemplateFacts,
  type TemplateOrder,
} from '@convoscope/reports';
import { missingInputs } from './missing-inputs.ts';
import { filteredSource, wholeSource, type ReportStore } from './report-source.ts';
import { findSentimentDriver, findVolumeDriver } from './find-drivers.ts';
import { addDays, daysIn, nDaysIn, periodAround, rangeBefore, type DayRange } from './report-period.ts';
import { rounded } from './estimates.ts';
import { summariseReport } from './summarise-report.ts';

export interface BuildReportOptions {
  store: ReportStore;
  tenant: string;
  period: ReportPeriod;
  /** Any day within the period. */
  date: string;
  /** Today, where the period may still be open: it is then compared with as many days of the one before. Default: the period is closed. */
  today?: string;
  /** What is in it; default: all there is, of all conversations. */
  template?: TemplateOrder;
}

const NOTHING: Measures = {
  ...{ nConversations: 0, nMessages: 0, nUserMessages: 0, nAnomalous: 0 },
  ...{ sentiment: null, quality: null, errorRate: null, meanLatencySeconds: null, meanDurationSeconds: null },
};

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

/** Days before `from` that the days of the period are compared with, one by one. */
const dayBefore = (day: string, range: DayRange, before: DayRange): string | null => {
  const match = addDays(before.from, nDaysIn({ from: range.from, to: day }) - 1);
  return match <= before.to ? match : null;
};

function toIssues(now: MeasuredRange, before: MeasuredRange | null): ReportContent['quality']['issues'] {
  const shareOf = (range: MeasuredRange, count: number): number =>
    range.totals.nConversations === 0 ? 0 : rounded(count / range.totals.nConversations);
  return [...now.issues]
    .map(([issue, count]) => ({
      ...{ issue, count, share: shareOf(now, count) },
      previousShare: before === null ? null : shareOf(before, before.issues.get(issue) ?? 0),
    }))
    .sort((a, b) => b.count - a.count || (a.issue < b.issue ? -1 : 1));
}

const coverageOf = (range: MeasuredRange, days: DayRange): Coverage => ({
  nDays: nDaysIn(days),
  nCovered: range.by.day.size,
});

/** Days that have not come yet are no gap. */
const elapsedOf = ({ from, to }: DayRange, today: string | undefined): DayRange => ({
  from,
  to: today === undefined || today > to ? to : today < from ? from : today,
});

const findDrivers = (
  now: MeasuredRange,
  before: MeasuredRange | null,
  nDays: { now: number; before: number },
): ReportContent['drivers'] => ({
  volume: before === null ? null : findVolumeDriver(now, before, nDays),
  sentiment: before === null ? null : findSentimentDriver(now, before),
});

const NO_FILTERS: ReportFilters = {};

/** Throws `YamlFaults` where a filter that the template needs is not given. */
function toFacts({ template, filters, language = template.language }: TemplateOrder): TemplateFacts {
  return {
    ...{ name: template.name, sections: template.sections, branding: template.branding, language },
    title: titleOf(template, language),
    filters: filtersOf(template, filters),
    labels: template.labels[language] ?? {},
  };
}

/** What only a template asks for. */
function bySections(
  { template }: TemplateOrder,
  now: MeasuredRange,
  before: MeasuredRange | null,
  slices: (dimension: Sliced) => Slice[],
): Pick<ReportContent, 'groups' | 'cost'> {
  const { grouping, sections, prices } = template;
  return {
    ...(grouping !== undefined && { groups: { dimension: grouping, slices: slices(grouping) } }),
    ...(sections.includes('cost') && { cost: costOf(now.volumes, before?.volumes ?? null, prices) }),
  };
}

/**
 * Makes the report of the day, ISO week or month around a date from what is measured now. The same conversations give the same content.
 * Cost: the measures of the period and of the one before, with filters the rows of both; of conversations only those that are shown.
 */
export async function buildReport(options: BuildReportOptions): Promise<ReportContent> {
  const { store, tenant, period, date, template: order } = options;
  const facts = order === undefined ? undefined : toFacts(order);
  const filters = facts?.filters ?? NO_FILTERS;
  const source = isFiltered(filters) ? filteredSource(store, tenant, filters) : wholeSource(store, tenant);
  const range = periodAround(period, date);
  const days: DayRange = { from: range.from, to: range.to };
  const beforeDays = rangeBefore(range, options.today ?? range.to);
  const [now, measuredBefore, nNewUsers, anomalies, unusual, ledger] = await Promise.all([
    measureRange(source, tenant, days),
    measureRange(source, tenant, beforeDays),
    source.countNewUsers(days),
    source.findIncidents(days),
    source.findUnusual(days),
    source.findLedger(days),
  ]);
  const before = measuredBefore.totals.nConversations === 0 ? null : measuredBefore;
  const slices = (dimension: Sliced): Slice[] =>
    compareSlices(now.by[dimension], before?.by[dimension] ?? null, NOTHING);
  const coverage = coverageOf(now, elapsedOf(days, options.today));
  const coverageBefore = before === null ? null : coverageOf(before, beforeDays);
  const dayPlaces = daysIn(days).map((day) => ({ at: day, before: dayBefore(day, days, beforeDays) }));
  const content = {
    reportId: reportIdFor(period, date, order),
    ...{ period, ...days, previous: before === null ? null : beforeDays },
    coverage: { ...coverage, previous: coverageBefore },
    drivers: findDrivers(now, before, { now: coverage.nCovered, before: coverageBefore?.nCovered ?? 0 }),
    totals: { ...now.totals, nNewUsers },
    previousTotals: before?.totals ?? null,
    volumeByDay: toPoints(dayPlaces, now.by.day, before?.by.day ?? null, true),
    volumeByHour: toPoints(
      HOURS.map((hour) => ({ at: hour, before: hour })),
      now.by.hour,
      before?.by.hour ?? null,
      false,
    ),
    ...{ topics: slices('topic'), intents: slices('intent'), sentiments: slices('sentiment') },
    ...{ languages: slices('language'), models: slices('model'), sources: slices('source') },
    ...{ users: now.users, anomalies, unusual },
    quality: { issues: toIssues(now, before), ...now.gaps, ledger },
  };
  if (order === undefined || facts === undefined) return { ...content, headlines: summariseReport(content) };
  const templated = { ...content, template: facts, ...bySections(order, now, before, slices) };
  const whole = { ...templated, headlines: summariseReport(templated) };
  return { ...whole, notes: missingInputs(whole) };
}

import type { ChartOption } from '@convoscope/charts';
import { meanOption, volumeOption } from '@convoscope/charts';
import type { ReportContent, VolumePoint } from './report-content.ts';
import { toShortDay } from './wording.ts';

export interface PointsOfReport {
  points: readonly VolumePoint[];
  isHourly: boolean;
}

/** The course of a report: by day, or by hour of the day where it is about one day. */
export const pointsOf = ({ period, volumeByDay, volumeByHour }: ReportContent): PointsOfReport =>
  period === 'daily' ? { points: volumeByHour, isHourly: true } : { points: volumeByDay, isHourly: false };

const labelOf = (at: string, isHourly: boolean): string => (isHourly ? `${at}:00` : toShortDay(at));

/** Conversations per day or hour; days that an incident touches are marked, days without data are left empty. */
export const volumeChartOf = (
  { points, isHourly }: PointsOfReport,
  anomalies: ReportContent['anomalies'],
  width: number,
): ChartOption =>
  volumeOption(
    points.map(({ at, nConversations, isCovered, previous }) => ({
      ...{ label: labelOf(at, isHourly), value: isCovered ? nConversations : null, previous },
      isMarked: !isHourly && anomalies.some(({ date, endDate }) => date <= at && at <= endDate),
    })),
    { now: 'this period', before: 'period before' },
    width,
  );

/** Mean sentiment per day or hour with its 95 % interval. */
export const sentimentChartOf = ({ points, isHourly }: PointsOfReport): ChartOption =>
  meanOption(
    points.map(({ at, sentiment }) => ({
      label: labelOf(at, isHourly),
      ...{ value: sentiment?.value ?? null, low: sentiment?.low ?? null, high: sentiment?.high ?? null },
    })),
    'sentiment',
  );

import type { ChartOption } from '@convoscope/charts';
import { meanOption, volumeOption } from '@convoscope/charts';
import type { ReportContent, VolumePoint } from './report-content.ts';
import type { Words } from '../language/words.ts';

export interface PointsOfReport {
  points: readonly VolumePoint[];
  isHourly: boolean;
}

/** The course of a report: by day, or by hour of the day where it is about one day. */
export const pointsOf = ({ period, volumeByDay, volumeByHour }: ReportContent): PointsOfReport =>
  period === 'daily' ? { points: volumeByHour, isHourly: true } : { points: volumeByDay, isHourly: false };

export const labelOfPoint = (at: string, isHourly: boolean, { shortDay }: Words): string =>
  isHourly ? `${at}:00` : shortDay(at);

/** Conversations per day or hour; days that an incident touches are marked, days without data are left empty. */
export const volumeChartOf = (
  { points, isHourly }: PointsOfReport,
  anomalies: ReportContent['anomalies'],
  width: number,
  words: Words,
): ChartOption =>
  volumeOption(
    points.map(({ at, nConversations, isCovered, previous }) => ({
      ...{ label: labelOfPoint(at, isHourly, words), value: isCovered ? nConversations : null, previous },
      isMarked: !isHourly && anomalies.some(({ date, endDate }) => date <= at && at <= endDate),
    })),
    { now: words.t('this-period'), before: words.t('period-before') },
    width,
  );

/** Mean sentiment per day or hour with its 95 % interval. */
export const sentimentChartOf = ({ points, isHourly }: PointsOfReport, words: Words): ChartOption =>
  meanOption(
    points.map(({ at, sentiment }) => ({
      label: labelOfPoint(at, isHourly, words),
      ...{ value: sentiment?.value ?? null, low: sentiment?.low ?? null, high: sentiment?.high ?? null },
    })),
    words.t('column.sentiment'),
  );

import type { SeriesForecast } from './forecast-series.ts';
import type { Course } from './read-course.ts';

/** How values of the series are called. */
export interface SeriesNames {
  /** What lies between two values: `day`, `hour`, `step`. */
  readonly step: string;
  /** The place of value `i`, counted from the first known one: a day, a row. */
  placeOf(i: number): string;
}

const MOST_CHANGES = 5;

const rounded = (value: number): string => String(Number(value.toPrecision(3)));
const several = (n: number, name: string): string => `${n} ${name}${n === 1 ? '' : 's'}`;
const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** A forecast in sentences: how it was made, how far it can be trusted, and how the series went. Nothing is said that the figures do not carry. */
export function tellForecast(forecast: SeriesForecast, names: SeriesNames): string[] {
  return [
    ...tellMethod(forecast, names),
    ...tellCoverage(forecast),
    ...tellChanges(forecast.course, names),
    tellTrend(forecast, names),
    ...tellGaps(forecast),
  ];
}

function tellGaps({ nFilled, nValues }: SeriesForecast): string[] {
  if (nFilled === 0) return [];
  const were = nFilled === 1 ? 'was' : 'were';
  return [`${nFilled} of ${nValues} values ${were} missing and ${were} filled in from the neighbours.`];
}

function tellMethod({ method, period, methods }: SeriesForecast, { step }: SeriesNames): string[] {
  const season = period > 1 ? ` with a season of ${several(period, step)}` : '';
  const chosen = `Of ${methods.length} ways to forecast, ${method}${season} was least off`;
  const gain = 1 - (methods[0]?.relativeError ?? 1);
  if (gain < 0.005)
    return [`${chosen} on values that it had not seen: nothing was better than the last value going on.`];
  return [`${chosen} on values that it had not seen: ${percent(gain)} less than the last value going on.`];
}

function tellCoverage({ coverage, points }: SeriesForecast): string[] {
  if (points.every(({ low95, high95 }) => low95 === high95))
    return [
      'It was never off, so that its intervals have no width: they hold as long as nothing new happens.',
    ];
  if (coverage === null) return ['The series is too short to measure how often its intervals hold.'];
  return [
    `Of ${coverage.nForecasts} values of the past, ${percent(coverage.of80)} lay in the 80 % interval of their forecast and ${percent(coverage.of95)} in the 95 % interval.`,
  ];
}

function tellChanges({ changes }: Course, { placeOf }: SeriesNames): string[] {
  const told = changes
    .slice(-MOST_CHANGES)
    .map(
      ({ at, from, to }) =>
        `Its level changed at ${placeOf(at)} from about ${rounded(from)} to about ${rounded(to)}.`,
    );
  const nEarlier = changes.length - told.length;
  return nEarlier > 0
    ? [
        `It changed its level ${nEarlier === 1 ? 'once' : `${nEarlier} times`} before that.`,
        ...told,
      ].reverse()
    : told;
}

function tellTrend({ course, nValues }: SeriesForecast, { step, placeOf }: SeriesNames): string {
  if (course.trend === 'wandering')
    return 'It wanders: each value starts from the one before, so that what looks like a trend or a new level may be chance.';
  const span = course.since > 0 ? `since ${placeOf(course.since)}` : `over its ${several(nValues, step)}`;
  if (course.trend === 'none' || course.slope === null) return `No trend ${span} can be told from chance.`;
  const [low = 0, high = 0] = [course.slopeLow ?? 0, course.slopeHigh ?? 0]
    .map(Math.abs)
    .sort((a, b) => a - b);
  return `It ${course.trend === 'rising' ? 'rises' : 'falls'} by about ${rounded(Math.abs(course.slope))} a ${step} ${span} (95 % interval ${rounded(low)} to ${rounded(high)}).`;
}

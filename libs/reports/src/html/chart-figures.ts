import { courseOption, renderSvg, type ChartOption } from '@convoscope/charts';
import { sentimentChartOf, volumeChartOf, type PointsOfReport } from '../content/report-points.ts';
import type { ReportContent } from '../content/report-content.ts';
import { toCount, toShortDay, toSigned } from '../content/wording.ts';
import { escape } from './escape.ts';
import { linkTo } from './link-to.ts';

/** Colours stay names: the drawing follows its reader's light or dark as the text around it does. */
const colour = (name: string): string => `var(${name})`;

/** Inside of a page a drawing needs none. */
const NAMESPACES = /\sxmlns(?::\w+)?="[^"]*"/g;

const draw = (option: ChartOption, name: string, width: number, height: number): string =>
  renderSvg(option, { colour, name, width, height }).replaceAll(NAMESPACES, '');

/** A chart with what it shows in words, and its figures as a table that opens. */
const figure = (svg: string, label: string, table: string): string =>
  `<figure><div class="chart" role="img" aria-label="${escape(label)}">${svg}</div>${table}</figure>`;

const per = ({ isHourly }: PointsOfReport): string => (isHourly ? 'hour' : 'day');

function figures(course: PointsOfReport, range: ReportContent): string {
  const rows = course.points.map(({ at, nConversations, isCovered, previous, sentiment }) => {
    const name = course.isHourly ? `${at}:00` : toShortDay(at);
    const place = course.isHourly ? escape(name) : linkTo({ from: at, to: at }, name);
    const count = isCovered ? toCount(nConversations) : 'no data';
    const mood =
      sentiment === null
        ? '–'
        : `${toSigned(sentiment.value)} (${toSigned(sentiment.low)} to ${toSigned(sentiment.high)})`;
    return `<tr><th scope="row">${place}</th><td class="right">${count}</td><td class="right">${previous === null ? '–' : toCount(previous)}</td><td class="right">${mood}</td></tr>`;
  });
  const caption = `Figures by ${per(course)}`;
  return `<details class="data"><summary>${caption}</summary><div class="scroll" tabindex="0" role="region" aria-label="${caption} of ${escape(range.reportId)}"><table><thead><tr><th scope="col">${course.isHourly ? 'Hour' : 'Day'}</th><th scope="col" class="right">Conversations</th><th scope="col" class="right">Period before</th><th scope="col" class="right">Sentiment (95 % interval)</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></details>`;
}

/** Conversations per day or hour as a drawing, with its figures. */
export function volumeFigure(course: PointsOfReport, content: ReportContent): string {
  const total = course.points.reduce((sum, { nConversations }) => sum + nConversations, 0);
  const anomalies = course.isHourly ? [] : content.anomalies;
  const svg = draw(volumeChartOf(course, anomalies, 960), `volume-${per(course)}`, 960, 270);
  return figure(svg, `Conversations per ${per(course)}, ${toCount(total)} in all`, figures(course, content));
}

/** Mean sentiment per day or hour as a drawing. Its figures stand with those of the volume. */
export const sentimentFigure = (course: PointsOfReport): string =>
  figure(
    draw(sentimentChartOf(course), 'sentiment', 460, 220),
    `Mean sentiment per ${per(course)}, with its 95 % confidence band`,
    '',
  );

/** The course of a figure beside it, or nothing where there are too few values for a course. */
export const sparkline = (values: readonly (number | null)[], name: string): string =>
  values.filter((value) => value !== null).length < 3
    ? ''
    : `<div class="spark" aria-hidden="true">${draw(courseOption(values), `course-${name}`, 140, 28)}</div>`;

import { courseOption, renderSvg, type ChartOption } from '@convoscope/charts';
import {
  labelOfPoint,
  sentimentChartOf,
  volumeChartOf,
  type PointsOfReport,
} from '../content/report-points.ts';
import type { Words } from '../language/words.ts';
import { escape } from './escape.ts';
import type { HtmlContext } from './html-context.ts';
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

const per = ({ isHourly }: PointsOfReport): 'hour' | 'day' => (isHourly ? 'hour' : 'day');

function figures(course: PointsOfReport, { content, words }: HtmlContext): string {
  const { t, count, signed } = words;
  const rows = course.points.map(({ at, nConversations, isCovered, previous, sentiment }) => {
    const name = labelOfPoint(at, course.isHourly, words);
    const place = course.isHourly ? escape(name) : linkTo({ from: at, to: at }, name);
    const shown = isCovered ? count(nConversations) : t('no-data');
    const mood =
      sentiment === null
        ? '–'
        : `${signed(sentiment.value)} (${signed(sentiment.low)} – ${signed(sentiment.high)})`;
    return `<tr><th scope="row">${place}</th><td class="right">${shown}</td><td class="right">${previous === null ? '–' : count(previous)}</td><td class="right">${mood}</td></tr>`;
  });
  const caption = escape(t(`figures-by-${per(course)}`));
  const head = [
    `<th scope="col">${t(course.isHourly ? 'column.hour' : 'column.day')}</th>`,
    ...[t('column.conversations'), t('column.conversations-before'), t('column.sentiment-interval')].map(
      (title) => `<th scope="col" class="right">${title}</th>`,
    ),
  ];
  return `<details class="data"><summary>${caption}</summary><div class="scroll" tabindex="0" role="region" aria-label="${caption}, ${escape(content.reportId)}"><table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div></details>`;
}

/** Conversations per day or hour as a drawing, with its figures. */
export function volumeFigure(course: PointsOfReport, context: HtmlContext): string {
  const { content, words } = context;
  const n = course.points.reduce((sum, { nConversations }) => sum + nConversations, 0);
  const anomalies = course.isHourly ? [] : content.anomalies;
  const option = volumeChartOf(course, anomalies, 960, words);
  const svg = draw(option, `volume-${per(course)}`, 960, 270);
  return figure(svg, words.t(`chart.volume-${per(course)}s`, { n }), figures(course, context));
}

/** Mean sentiment per day or hour as a drawing. Its figures stand with those of the volume. */
export const sentimentFigure = (course: PointsOfReport, words: Words, width = 460): string =>
  figure(
    draw(sentimentChartOf(course, words), 'sentiment', width, 220),
    words.t(`chart.sentiment-${per(course)}s`),
    '',
  );

/** The course of a figure beside it, or nothing where there are too few values for a course. */
export const sparkline = (values: readonly (number | null)[], name: string): string =>
  values.filter((value) => value !== null).length < 3
    ? ''
    : `<div class="spark" aria-hidden="true">${draw(courseOption(values), `course-${name}`, 140, 28)}</div>`;

import { LIGHT, renderSvg, shareOption, type ChartOption, type Palette } from '@convoscope/charts';
import { pointsOf, sentimentChartOf, volumeChartOf, type PointsOfReport } from '../content/report-points.ts';
import type { ReportContent, Slice } from '../content/report-content.ts';
import { toSections, type ReportSection, type SectionRow, type Shown } from '../content/report-sections.ts';
import { toCount, toDayRange, toLanguageName, toPercent, toWords } from '../content/wording.ts';
import { PdfPageWriter, type Cell } from './pdf-page-writer.ts';
import { toCellText } from './to-cell-text.ts';

const KIND = { daily: 'Daily report', weekly: 'Weekly report', monthly: 'Monthly report' } as const;
const WIDTH = 700;

const colour = (name: string): string => LIGHT[name.slice(2) as keyof Palette];

/** What a chart is drawn with is chosen by the text of each label: the name of the family holds the label's beginning. */
const toPdfSvg = (option: ChartOption, name: string, height: number): string =>
  renderSvg(option, { colour, name, width: WIDTH, height }).replaceAll(
    /<text([^>]*)>([^<]*)<\/text>/g,
    (_all, attributes: string, text: string) =>
      `<text${attributes.replace(/\sstyle="[^"]*"/, ` style="font-size:${/font-size:([\d.]+)/.exec(attributes)?.[1] ?? '11'}px;font-family:${encodeURIComponent([...text].find((c) => c.trim() !== '') ?? 'a')}"`)}>${text}</text>`,
  );

/** Columns of a section that a page has room for, with the share of the width that each gets. */
const ON_PAPER: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  totals: [
    ['period', 1.4],
    ['conversations', 1.5],
    ['users', 0.8],
    ['new_users', 0.9],
    ['messages', 1],
    ['sentiment', 1.2],
    ['quality', 0.8],
    ['assistant_failed', 1],
    ['covered_days', 1.1],
  ],
  days: [
    ['day', 1.2],
    ['conversations', 1.5],
    ['conversations_before', 1.2],
    ['unusual', 0.9],
    ['sentiment', 1.2],
    ['sentiment_low', 1.5],
  ],
  incidents: [
    ['first_day', 1],
    ['last_day', 1],
    ['severity', 0.9],
    ['explanation', 5],
  ],
  issues: [
    ['name', 3],
    ['conversations', 1.5],
    ['share', 1],
    ['share_before', 1.2],
  ],
  unusual: [
    ['title', 2.4],
    ['day', 0.9],
    ['topic', 1.2],
    ['score', 0.6],
    ['explanation', 3],
  ],
  users: [
    ['user_id', 3],
    ['conversations', 1.5],
    ['sentiment', 1.2],
    ['unusual', 1],
  ],
};
const SLICES: readonly (readonly [string, number])[] = [
  ['name', 2.3],
  ['conversations', 1.6],
  ['share', 0.9],
  ['share_low', 1.5],
  ['share_before', 0.9],
  ['sentiment', 1.2],
  ['quality', 0.8],
  ['assistant_failed', 1],
];
const MAX_ROWS = 40;

/** Both ends of an interval in one column. */
const isInterval = (name: string): boolean => name.endsWith('_low');
const toInterval = (low: SectionRow[number], high: SectionRow[number], shown: Shown): string =>
  low === null ? '–' : `${toCellText(low, shown)} – ${toCellText(high, shown)}`;

function writeTable(writer: PdfPageWriter, { id, columns, rows }: ReportSection): void {
  const shown = (ON_PAPER[id] ?? SLICES).flatMap(([name, share]) => {
    const at = columns.findIndex((column) => column.name === name);
    const column = columns[at];
    return column === undefined ? [] : [{ at, share, column }];
  });
  const toCells = (row: SectionRow): Cell[] =>
    shown.map(({ at, column }) => ({
      text: isInterval(column.name)
        ? toInterval(row[at] ?? null, row[at + 1] ?? null, column.shown)
        : toCellText(row[at] ?? null, column.shown),
      isRight: column.shown !== 'text',
    }));
  const head = shown.map(({ column }) => ({
    text: isInterval(column.name) ? '95 % interval' : column.title,
    isRight: column.shown !== 'text',
  }));
  writer.table(
    head,
    rows.slice(0, MAX_ROWS).map(toCells),
    shown.map(({ share }) => share),
  );
  if (rows.length > MAX_ROWS)
    writer.text(`and ${toCount(rows.length - MAX_ROWS)} more, in the files for programs`, HINT);
}

const HINT = { role: 'P', size: 9, weight: 400, color: LIGHT['text-soft'], after: 4 } as const;

const sharesOf = (slices: readonly Slice[], nameOf: (label: string) => string): ChartOption =>
  shareOption(
    slices.slice(0, 12).map(({ label, share, previous }) => ({
      ...{ label: nameOf(label), share, text: toPercent(share), previous: previous?.share ?? null },
    })),
  );

type Draw = (writer: PdfPageWriter, content: ReportContent) => void;

const drawShares =
  (
    name: string,
    slicesOf: (content: ReportContent) => readonly Slice[],
    nameOf: (label: string) => string,
  ): Draw =>
  (writer, content) => {
    const slices = slicesOf(content);
    const height = Math.max(40, Math.min(12, slices.length) * 21 + 8);
    const alt = `Shares: ${slices
      .slice(0, 12)
      .map(({ label, share }) => `${nameOf(label)} ${toPercent(share)}`)
      .join(', ')}`;
    writer.drawing(toPdfSvg(sharesOf(slices, nameOf), name, height), alt, { width: WIDTH, height });
  };

function drawCourse(writer: PdfPageWriter, content: ReportContent, course: PointsOfReport): void {
  const total = course.points.reduce((sum, { nConversations }) => sum + nConversations, 0);
  const per = course.isHourly ? 'hour' : 'day';
  const volume = volumeChartOf(course, content.anomalies, WIDTH);
  writer.text(`Conversations per ${per} (UTC). Days without data are left empty.`, HINT);
  const alt = `Conversations per ${per}, ${toCount(total)} in all`;
  writer.drawing(toPdfSvg(volume, `volume-${per}`, 220), alt, { width: WIDTH, height: 220 });
  writer.text(`Mean sentiment per ${per}, −1 to +1, with its 95 % confidence band.`, HINT);
  writer.drawing(toPdfSvg(sentimentChartOf(course), `sentiment-${per}`, 180), `Mean sentiment per ${per}`, {
    width: WIDTH,
    height: 180,
  });
}

const byLabel = (label: string): string => label;

const DRAWINGS: Readonly<Record<string, Draw>> = {
  days: (writer, content) => drawCourse(writer, content, pointsOf(content)),
  topics: drawShares('topics', ({ topics }) => topics, toWords),
  models: drawShares('models', ({ models }) => models, byLabel),
  languages: drawShares('languages', ({ languages }) => languages, toLanguageName),
};

const TONES = { good: LIGHT.good, bad: LIGHT.bad, neutral: LIGHT.text } as const;

/** Writes a report as a PDF: paged, with contents, outline, drawings, text that can be selected, and a structure for screen readers. */
export function renderReportPdf(content: ReportContent): Promise<Buffer> {
  const range = toDayRange(content.from, content.to);
  const title = `${KIND[content.period]}, ${range}`;
  const writer = new PdfPageWriter(`${title} – Convoscope`, 'en');
  const sections = toSections(content).filter(
    ({ id, rows }) => id !== 'summary' && id !== 'hours' && rows.length > 0,
  );
  writer.text('Convoscope', { role: 'P', size: 10, weight: 700, color: LIGHT.accent, after: 2 });
  writer.text(range, { role: 'H1', size: 24, weight: 700, after: 2 });
  const before =
    content.previous === null
      ? ''
      : `, compared with ${toDayRange(content.previous.from, content.previous.to)}`;
  writer.text(`${KIND[content.period]}${before}`, { ...HINT, after: 10 });
  content.headlines.forEach(({ tone, text }, i) =>
    writer.text(text, {
      ...{ role: 'P', size: i === 0 ? 12.5 : 10.5, weight: i === 0 ? 700 : 400 },
      ...{ color: TONES[tone], after: 4 },
    }),
  );
  writer.skip(6);
  writer.contents(sections.map(({ id, title: name }) => ({ title: name, name: id })));
  for (const section of sections) {
    writer.startSection(section.title, section.id);
    DRAWINGS[section.id]?.(writer, content);
    writeTable(writer, section);
  }
  return writer.end(title);
}

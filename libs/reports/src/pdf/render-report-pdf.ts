import { LIGHT, renderSvg, shareOption, type ChartOption, type Palette } from '@convoscope/charts';
import { nameOfSlice, type SlicedBy } from '../content/name-of-slice.ts';
import { pointsOf, sentimentChartOf, volumeChartOf, type PointsOfReport } from '../content/report-points.ts';
import type { ReportContent, Slice } from '../content/report-content.ts';
import { filterLine } from '../content/report-header.ts';
import { toSections, type ReportSection, type SectionRow, type Shown } from '../content/report-sections.ts';
import { wordsOf, type Words } from '../language/words.ts';
import { PdfPageWriter, type Cell } from './pdf-page-writer.ts';
import { toCellText } from './to-cell-text.ts';

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
  cost: [
    ['model', 2.2],
    ['conversations', 1.4],
    ['messages', 1.2],
    ['characters', 1.3],
    ['cost', 1.1],
    ['cost_per_conversation', 1.3],
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
/** Models and groups are compared by all that is known of them. */
const COMPARED: typeof SLICES = [
  ['name', 2.1],
  ['conversations', 1.4],
  ['sentiment', 1],
  ['sentiment_low', 1.6],
  ['quality', 0.8],
  ['assistant_failed', 1],
  ['refused', 0.9],
  ['answer_seconds_p50', 1],
  ['answer_seconds_p95', 1],
];
const MAX_ROWS = 40;

/** Both ends of an interval in one column. */
const isInterval = (name: string): boolean => name.endsWith('_low');
const toInterval = (low: SectionRow[number], high: SectionRow[number], shown: Shown, words: Words): string =>
  low === null ? '–' : `${toCellText(low, shown, words)} – ${toCellText(high, shown, words)}`;

const COMPARED_IDS = ['models', 'groups'];

function writeTable(writer: PdfPageWriter, { id, columns, rows }: ReportSection, words: Words): void {
  const shown = (ON_PAPER[id] ?? (COMPARED_IDS.includes(id) ? COMPARED : SLICES)).flatMap(([name, share]) => {
    const at = columns.findIndex((column) => column.name === name);
    const column = columns[at];
    return column === undefined ? [] : [{ at, share, column }];
  });
  const toCells = (row: SectionRow): Cell[] =>
    shown.map(({ at, column }) => ({
      text: isInterval(column.name)
        ? toInterval(row[at] ?? null, row[at + 1] ?? null, column.shown, words)
        : toCellText(row[at] ?? null, column.shown, words),
      isRight: column.type !== 'text',
    }));
  const head = shown.map(({ column }) => ({
    text: isInterval(column.name) ? words.t('interval') : column.title,
    isRight: column.type !== 'text',
  }));
  writer.table(
    head,
    rows.slice(0, MAX_ROWS).map(toCells),
    shown.map(({ share }) => share),
  );
  if (rows.length > MAX_ROWS) writer.text(words.t('and-more-in-files', { n: rows.length - MAX_ROWS }), HINT);
}

const NOTE = { role: 'P', size: 10, weight: 400, color: LIGHT.text, after: 4 } as const;
const HINT = { role: 'P', size: 9, weight: 400, color: LIGHT['text-soft'], after: 4 } as const;

type Draw = (writer: PdfPageWriter, content: ReportContent, words: Words) => void;

const MOST_BARS = 12;

function drawSlices(
  writer: PdfPageWriter,
  name: string,
  slices: readonly Slice[],
  { dimension, words }: { dimension: SlicedBy; words: Words },
): void {
  const shown = slices.slice(0, MOST_BARS).map(({ label, share, previous }) => ({
    ...{ label: nameOfSlice(dimension, label, words), share, text: words.percent(share) },
    previous: previous?.share ?? null,
  }));
  const height = Math.max(40, shown.length * 21 + 8);
  const alt = words.t('chart.shares', {
    shares: shown.map(({ label, text }) => `${label} ${text}`).join(', '),
  });
  writer.drawing(toPdfSvg(shareOption(shown), name, height), alt, { width: WIDTH, height });
}

const drawShares =
  (name: string, dimension: SlicedBy, slicesOf: (content: ReportContent) => readonly Slice[]): Draw =>
  (writer, content, words) =>
    drawSlices(writer, name, slicesOf(content), { dimension, words });

function drawVolume(
  writer: PdfPageWriter,
  content: ReportContent,
  course: PointsOfReport,
  words: Words,
): void {
  const { t } = words;
  const per = course.isHourly ? 'hours' : 'days';
  const n = course.points.reduce((sum, { nConversations }) => sum + nConversations, 0);
  const option = volumeChartOf(course, course.isHourly ? [] : content.anomalies, WIDTH, words);
  writer.ensure(200);
  writer.text(
    course.isHourly ? t('hint.volume-hours') : `${t('hint.volume-days')} ${t('chart.volume-note')}`,
    HINT,
  );
  const place = { width: WIDTH, height: 220 };
  writer.drawing(toPdfSvg(option, `volume-${per}`, 220), t(`chart.volume-${per}`, { n }), place);
}

function drawMood(writer: PdfPageWriter, course: PointsOfReport, words: Words): void {
  const { t } = words;
  const per = course.isHourly ? 'hours' : 'days';
  writer.ensure(170);
  writer.text(t(`hint.sentiment-${per}`), HINT);
  const svg = toPdfSvg(sentimentChartOf(course, words), `sentiment-${per}`, 180);
  writer.drawing(svg, t(`chart.sentiment-${per}`), { width: WIDTH, height: 180 });
}

const DRAWINGS: Readonly<Record<string, Draw>> = {
  days(writer, content, words) {
    const course = pointsOf(content);
    drawVolume(writer, content, course, words);
    drawMood(writer, course, words);
  },
  hours: (writer, content, words) =>
    drawVolume(writer, content, { points: content.volumeByHour, isHourly: true }, words),
  topics: drawShares('topics', 'topic', ({ topics }) => topics),
  intents: drawShares('intents', 'intent', ({ intents }) => intents),
  models: drawShares('models', 'model', ({ models }) => models),
  languages: drawShares('languages', 'language', ({ languages }) => languages),
  groups(writer, { groups }, words) {
    if (groups !== undefined)
      drawSlices(writer, 'groups', groups.slices, { dimension: groups.dimension as SlicedBy, words });
  },
};

/** Of drawings that are not to be parted from their heading. */
const DRAWN_HEIGHT: Readonly<Record<string, number>> = { days: 170, hours: 170, topics: 150, models: 90 };

/** What stands as a drawing alone: its figures are in the files for programs. */
const DRAWN_ONLY = ['hours'];

const TONES = { good: LIGHT.good, bad: LIGHT.bad, neutral: LIGHT.text } as const;

function writeHead(writer: PdfPageWriter, content: ReportContent, words: Words): string {
  const { t, dayRange } = words;
  const { template, previous, period } = content;
  const range = dayRange(content.from, content.to);
  const kind = t(`report.${period}`);
  const branding = template?.branding ?? {};
  const color = branding.colour ?? LIGHT.accent;
  writer.text(branding.name ?? 'Convoscope', { role: 'P', size: 10, weight: 700, color, after: 2 });
  writer.text(template?.title ?? range, { role: 'H1', size: 24, weight: 700, after: 2 });
  const before =
    previous === null ? '' : `, ${t('compared-with', { range: dayRange(previous.from, previous.to) })}`;
  const under = template === undefined ? kind : `${kind} · ${range}`;
  const only = filterLine(content, words);
  writer.text(`${under}${before}${only === '' ? '' : ` · ${only}`}`, { ...HINT, after: 10 });
  return `${template?.title ?? kind}, ${range}`;
}

/** Sections that a paper shows: those with something in them, beside the headlines that stand above. */
const onPaper = (content: ReportContent): ReportSection[] =>
  toSections(content).filter(
    ({ id, rows }) =>
      id !== 'summary' && rows.length > 0 && (id !== 'hours' || content.template !== undefined),
  );

/** Writes a report as a PDF: paged, with contents, outline, drawings, text that can be selected, and a structure for screen readers. */
export function renderReportPdf(content: ReportContent): Promise<Buffer> {
  const words = wordsOf(content.template?.language ?? 'en', content.template?.labels);
  const branding = content.template?.branding ?? {};
  const range = words.dayRange(content.from, content.to);
  const name = `${content.template?.title ?? words.t(`report.${content.period}`)}, ${range}`;
  const writer = new PdfPageWriter(`${name} – ${branding.name ?? 'Convoscope'}`, words.language);
  const title = writeHead(writer, content, words);
  content.headlines.forEach(({ tone, text }, i) =>
    writer.text(text, {
      ...{ role: 'P', size: i === 0 ? 12.5 : 10.5, weight: i === 0 ? 700 : 400 },
      ...{ color: TONES[tone], after: 4 },
    }),
  );
  writer.skip(6);
  const sections = onPaper(content);
  writer.contents(sections.map(({ id, title: heading }) => ({ title: heading, name: id })));
  for (const section of sections) {
    writer.startSection(section.title, section.id, DRAWN_HEIGHT[section.id]);
    DRAWINGS[section.id]?.(writer, content, words);
    if (section.id === 'notes') for (const [note] of section.rows) writer.text(String(note), NOTE);
    else if (!DRAWN_ONLY.includes(section.id)) writeTable(writer, section, words);
  }
  if (branding.footer !== undefined) writer.text(branding.footer, HINT);
  return writer.end(title);
}

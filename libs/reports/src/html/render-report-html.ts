import { pointsOf, type PointsOfReport } from '../content/report-points.ts';
import type { ReportContent, Slice } from '../content/report-content.ts';
import type { SlicedBy } from '../content/name-of-slice.ts';
import { filterLine, sectionTitle } from '../content/report-header.ts';
import { sectionIdsOf, type SectionId } from '../content/section-ids.ts';
import { sentimentFigure, volumeFigure } from './chart-figures.ts';
import { escape } from './escape.ts';
import { contextOf, type HtmlContext } from './html-context.ts';
import { kpiTiles } from './kpi-tiles.ts';
import {
  anomalyList,
  costTable,
  dataQuality,
  issueTable,
  noteList,
  unusualList,
  userTable,
} from './lists.ts';
import { brandStyle, reportStyle } from './report-style.ts';
import { shareBars } from './share-bars.ts';
import { sliceTable } from './slice-table.ts';

const section = (title: string, hint: string, body: string): string =>
  `<section><h2>${escape(title)}</h2>${hint === '' ? '' : `<p class="hint">${escape(hint)}</p>`}${body}</section>`;

const two = (left: string, right: string): string => `<div class="two">${left}${right}</div>`;

const present = (slices: readonly Slice[]): Slice[] =>
  slices.filter(({ nConversations, previous }) => nConversations > 0 || (previous?.share ?? 0) > 0.02);

function summary({ content: { headlines }, words }: HtmlContext): string {
  const items = headlines.map(({ tone, text }) => `<li class="${tone}">${escape(text)}</li>`);
  return `<section class="summary" aria-label="${escape(words.t('section.summary'))}"><ul>${items.join('')}</ul></section>`;
}

const hourly = (content: ReportContent): PointsOfReport => ({ points: content.volumeByHour, isHourly: true });
const daily = (content: ReportContent): PointsOfReport => ({ points: content.volumeByDay, isHourly: false });

function volume(context: HtmlContext, course: PointsOfReport): string {
  const { t } = context.words;
  const hint = t(course.isHourly ? 'hint.volume-hours' : 'hint.volume-days');
  return section(t('section.volume'), hint, volumeFigure(course, context));
}

function mood(context: HtmlContext, course: PointsOfReport, width?: number): string {
  const { t } = context.words;
  const hint = t(course.isHourly ? 'hint.sentiment-hours' : 'hint.sentiment-days');
  return section(t('section.sentiment'), hint, sentimentFigure(course, context.words, width));
}

/** Shares of a dimension as bars under their heading. */
function shares(
  id: 'topics' | 'sentiments' | 'languages' | 'intents' | 'sources',
  dimension: SlicedBy,
  options: { limit: number; hasSentiment?: boolean; hint?: string },
) {
  return (context: HtmlContext): string => {
    const slices = context.content[id] ?? [];
    const shown = dimension === 'sentiment' ? slices : present(slices);
    return section(
      sectionTitle(id, context.content, context.words),
      options.hint ?? '',
      shareBars({ ...options, dimension, slices: shown }, context),
    );
  };
}

const topics = (context: HtmlContext): string => {
  const { t } = context.words;
  const hint = `${t('hint.shares')} ${t('hint.mood')}`;
  return shares('topics', 'topic', { limit: 12, hasSentiment: true, hint })(context);
};
const issueBlock = (context: HtmlContext): string =>
  `<h2 style="margin-top:20px">${escape(sectionTitle('issues', context.content, context.words))}</h2>${issueTable(context)}`;

const plain =
  (id: SectionId, body: (context: HtmlContext) => string, hint?: Parameters<HtmlContext['words']['t']>[0]) =>
  (context: HtmlContext): string => {
    const { content, words } = context;
    return section(sectionTitle(id, content, words), hint === undefined ? '' : words.t(hint), body(context));
  };

function groups(context: HtmlContext): string {
  const { content, words } = context;
  if (content.groups === undefined) return '';
  const { slices, dimension } = content.groups;
  return section(
    sectionTitle('groups', content, words),
    '',
    sliceTable(slices, dimension as SlicedBy, context),
  );
}

/** How each section of a template looks on a page. */
const SECTIONS: Readonly<Record<SectionId, (context: HtmlContext) => string>> = {
  summary,
  totals: kpiTiles,
  days: (context) =>
    context.content.period === 'daily'
      ? volume(context, hourly(context.content))
      : volume(context, daily(context.content)) + mood(context, daily(context.content), 960),
  hours: plain('hours', (context) => volumeFigure(hourly(context.content), context), 'hint.hours'),
  incidents: plain('incidents', anomalyList),
  topics,
  sentiments: shares('sentiments', 'sentiment', { limit: 4 }),
  issues: plain('issues', issueTable),
  models: plain('models', (context) => sliceTable(context.content.models, 'model', context)),
  languages: plain(
    'languages',
    (context) =>
      shareBars(
        { dimension: 'language', slices: present(context.content.languages), limit: 12, hasSentiment: true },
        context,
      ),
    'hint.shares',
  ),
  intents: shares('intents', 'intent', { limit: 8 }),
  sources: shares('sources', 'source', { limit: 12 }),
  groups,
  cost: plain('cost', costTable),
  unusual: plain('unusual', unusualList, 'hint.unusual'),
  users: plain('users', userTable),
  notes: (context) => ((context.content.notes ?? []).length === 0 ? '' : plain('notes', noteList)(context)),
};

/** What a report has that is by no template: everything, some of it side by side. */
function everything(context: HtmlContext): string {
  const { content, words } = context;
  const course = pointsOf(content);
  const { t } = words;
  const sentiments = section(
    t('section.sentiments'),
    t('hint.whole'),
    shareBars({ dimension: 'sentiment', slices: content.sentiments, limit: 3 }, context) +
      issueBlock(context),
  );
  return [
    summary(context),
    kpiTiles(context),
    volume(context, course),
    course.isHourly ? '' : SECTIONS.incidents(context),
    topics(context),
    two(mood(context, course), sentiments),
    SECTIONS.models(context),
    two(shares('languages', 'language', { limit: 8 })(context), SECTIONS.intents(context)),
    course.isHourly ? '' : SECTIONS.hours(context),
    SECTIONS.unusual(context),
    SECTIONS.users(context),
    section(t('section.trust'), '', dataQuality(context)),
  ].join('\n');
}

const byTemplate = (context: HtmlContext): string =>
  sectionIdsOf(context.content)
    .map((id) => SECTIONS[id](context))
    .join('\n');

function header({ content, words }: HtmlContext, brand: string): { title: string; html: string } {
  const { t, dayRange } = words;
  const { template, previous, period } = content;
  const range = dayRange(content.from, content.to);
  const before =
    previous === null ? '' : ` · ${t('compared-with', { range: dayRange(previous.from, previous.to) })}`;
  const kind = t(`report.${period}`);
  const [heading, under] = template === undefined ? [range, kind] : [template.title, `${kind} · ${range}`];
  const only = filterLine(content, words);
  const html = `<header><div class="brand"><i></i>${escape(brand)}</div><h1>${escape(heading)}</h1><p class="sub">${escape(under)}${escape(before)}${only === '' ? '' : ` · ${escape(only)}`}</p></header>`;
  return { title: `${template === undefined ? kind : template.title}, ${range}`, html };
}

/** The report as one HTML file that loads nothing: style and charts are inside, and it runs no script. */
export function renderReportHtml(content: ReportContent): string {
  const context = contextOf(content);
  const branding = content.template?.branding ?? {};
  const brand = branding.name ?? 'Convoscope';
  const { title, html } = header(context, brand);
  const body = content.template === undefined ? everything(context) : byTemplate(context);
  const footer = branding.footer === undefined ? '' : `<p>${escape(branding.footer)}</p>`;
  return `<!doctype html>
<html lang="${context.words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)} – ${escape(brand)}</title>
<style>${reportStyle}${brandStyle(branding.colour)}</style>
</head>
<body>
<main>
${html}
${body}
<footer>${escape(context.words.t('footer', { name: 'Convoscope' }))}${footer}</footer>
</main>
</body>
</html>
`;
}

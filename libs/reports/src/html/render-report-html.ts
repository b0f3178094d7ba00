import type { ReportContent, Slice } from '../content/report-content.ts';
import { toDayRange, toLanguageName, toWords } from '../content/wording.ts';
import { pointsOf } from '../content/report-points.ts';
import { sentimentFigure, volumeFigure } from './chart-figures.ts';
import { escape } from './escape.ts';
import { kpiTiles } from './kpi-tiles.ts';
import { anomalyList, dataQuality, issueTable, unusualList, userTable } from './lists.ts';
import { modelTable } from './model-table.ts';
import { reportStyle } from './report-style.ts';
import { shareBars } from './share-bars.ts';

const KIND = { daily: 'Daily report', weekly: 'Weekly report', monthly: 'Monthly report' } as const;

const section = (title: string, hint: string, body: string): string =>
  `<section><h2>${title}</h2>${hint === '' ? '' : `<p class="hint">${hint}</p>`}${body}</section>`;

const two = (left: string, right: string): string => `<div class="two">${left}${right}</div>`;

const present = (slices: readonly Slice[]): Slice[] =>
  slices.filter(({ nConversations, previous }) => nConversations > 0 || (previous?.share ?? 0) > 0.02);

function summary({ headlines }: ReportContent): string {
  const items = headlines.map(({ tone, text }) => `<li class="${tone}">${escape(text)}</li>`);
  return `<section class="summary" aria-label="Summary"><ul>${items.join('')}</ul></section>`;
}

function charts(content: ReportContent): string {
  const course = pointsOf(content);
  const { isHourly } = course;
  const volumeHint = isHourly
    ? 'Conversations by the hour they began (UTC).'
    : 'Conversations by the day they began (UTC). Marked days are unusual; see below.';
  const bars = { nameOf: toWords, range: content };
  const [ticks, chance] = [
    'A tick shows the share in the period before.',
    'Bold changes are larger than chance explains.',
  ];
  return [
    section('Volume', volumeHint, volumeFigure(course, content)),
    isHourly ? '' : section('Unusual days', '', anomalyList(content.anomalies)),
    section(
      'What people came for',
      `${ticks} ${chance} The last column is the mean sentiment, −1 to +1.`,
      shareBars({
        ...bars,
        dimension: 'topic',
        slices: present(content.topics),
        limit: 12,
        hasSentiment: true,
      }),
    ),
    two(
      section(
        'Sentiment',
        `Mean ${isHourly ? 'by hour' : 'by day'}, −1 to +1, with its 95 % confidence band.`,
        sentimentFigure(course),
      ),
      section(
        'How conversations went',
        'Sentiment of whole conversations.',
        shareBars({ ...bars, dimension: 'sentiment', slices: content.sentiments, limit: 3 }) +
          issueBlock(content),
      ),
    ),
    section('Models compared', '', modelTable(content)),
    two(
      section(
        'Languages',
        '',
        shareBars({
          nameOf: toLanguageName,
          range: content,
          dimension: 'language',
          slices: present(content.languages),
          limit: 8,
        }),
      ),
      section(
        'Intents',
        '',
        shareBars({ ...bars, dimension: 'intent', slices: present(content.intents), limit: 8 }),
      ),
    ),
    isHourly
      ? ''
      : section(
          'Hours of the day',
          'When conversations began (UTC).',
          volumeFigure({ points: content.volumeByHour, isHourly: true }, content),
        ),
    section(
      'Most unusual conversations',
      'Score 0 to 1, and what made each stand out.',
      unusualList(content.unusual),
    ),
    section('Most active users', '', userTable(content)),
    section('Can these figures be trusted?', '', dataQuality(content)),
  ].join('\n');
}

const issueBlock = (content: ReportContent): string =>
  `<h2 style="margin-top:20px">Known defects</h2>${issueTable(content)}`;

/** The report as one HTML file that loads nothing: style and charts are inside, and it runs no script. */
export function renderReportHtml(content: ReportContent): string {
  const range = toDayRange(content.from, content.to);
  const before =
    content.previous === null
      ? ''
      : ` · compared with ${toDayRange(content.previous.from, content.previous.to)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${KIND[content.period]}, ${escape(range)} – Convoscope</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<header><div class="brand"><i></i>Convoscope</div><h1>${escape(range)}</h1><p class="sub">${KIND[content.period]}${escape(before)}</p></header>
${summary(content)}
${kpiTiles(content)}
${charts(content)}
<footer>Days and hours are UTC. Made by Convoscope from its own records; sentiment, topics, intents and quality come from local models and can be wrong about a single conversation.</footer>
</main>
</body>
</html>
`;
}

import type { Column, ColumnType } from '@convoscope/exports';
import type { Estimate, Measures, ReportContent, Slice, VolumePoint } from './report-content.ts';
import { toLanguageName, toWords } from './wording.ts';

/** How a figure is told to people; files for programs hold it as it is. */
export type Shown = 'text' | 'count' | 'share' | 'signed' | 'decimal' | 'seconds' | 'flag';

export interface SectionColumn {
  /** Name in files for programs. */
  name: string;
  title: string;
  type: ColumnType;
  shown: Shown;
}

export type SectionRow = (string | number | boolean | null)[];

/** A part of a report as a table with types: what Excel, CSV, Parquet, Arrow and the PDF are made from. */
export interface ReportSection {
  id: string;
  title: string;
  columns: SectionColumn[];
  rows: SectionRow[];
}

const column = (name: string, title: string, shown: Shown): SectionColumn => ({
  ...{ name, title, shown },
  type: shown === 'text' ? 'text' : shown === 'count' ? 'integer' : shown === 'flag' ? 'boolean' : 'number',
});

const estimateColumns = (name: string, title: string, shown: Shown): SectionColumn[] => [
  column(name, title, shown),
  column(`${name}_low`, `${title}, low`, shown),
  column(`${name}_high`, `${title}, high`, shown),
];

const estimateCells = (estimate: Estimate | null | undefined): SectionRow => [
  estimate?.value ?? null,
  estimate?.low ?? null,
  estimate?.high ?? null,
];

const MEASURE_COLUMNS: SectionColumn[] = [
  column('conversations', 'Conversations', 'count'),
  column('messages', 'Messages', 'count'),
  column('unusual', 'Unusual', 'count'),
  ...estimateColumns('sentiment', 'Sentiment', 'signed'),
  ...estimateColumns('quality', 'Quality', 'decimal'),
  ...estimateColumns('assistant_failed', 'Assistant failed', 'share'),
  column('answer_seconds', 'Answer time', 'seconds'),
];

const measureCells = (measures: Measures): SectionRow => [
  ...[measures.nConversations, measures.nMessages, measures.nAnomalous],
  ...estimateCells(measures.sentiment),
  ...estimateCells(measures.quality),
  ...estimateCells(measures.errorRate),
  measures.meanLatencySeconds,
];

function sliceSection(id: string, title: string, slices: readonly Slice[], ofWhat: string): ReportSection {
  const nameOf = id === 'languages' ? toLanguageName : id === 'models' ? (label: string) => label : toWords;
  return {
    ...{ id, title },
    columns: [
      column('label', `${ofWhat}, as it is kept`, 'text'),
      column('name', ofWhat, 'text'),
      ...estimateColumns('share', 'Share', 'share'),
      column('share_before', 'Share before', 'share'),
      column('is_change_significant', 'Changed', 'flag'),
      ...MEASURE_COLUMNS,
    ],
    rows: slices.map((slice) => [
      ...[slice.label, nameOf(slice.label), slice.share],
      ...[slice.shareInterval?.low ?? null, slice.shareInterval?.high ?? null],
      ...[slice.previous?.share ?? null, slice.isChangeSignificant],
      ...measureCells(slice),
    ]),
  };
}

const courseSection = (
  id: string,
  title: string,
  what: string,
  points: readonly VolumePoint[],
): ReportSection => ({
  ...{ id, title },
  columns: [
    column(what.toLowerCase(), what, 'text'),
    column('is_covered', 'Has data', 'flag'),
    column('conversations', 'Conversations', 'count'),
    column('conversations_before', 'Period before', 'count'),
    column('unusual', 'Unusual', 'count'),
    ...estimateColumns('sentiment', 'Sentiment', 'signed'),
  ],
  // A day without data is a gap: an empty cell, not a zero.
  rows: points.map(({ at, isCovered, nConversations, previous, nAnomalous, sentiment }) => [
    ...[at, isCovered, isCovered ? nConversations : null, previous, isCovered ? nAnomalous : null],
    ...estimateCells(sentiment),
  ]),
});

const totalsSection = ({ totals, previousTotals, ...range }: ReportContent): ReportSection => ({
  ...{ id: 'totals', title: 'Figures' },
  columns: [
    column('period', 'Period', 'text'),
    column('from', 'First day', 'text'),
    column('to', 'Last day', 'text'),
    column('days', 'Days', 'count'),
    column('covered_days', 'Days with data', 'count'),
    column('users', 'Users', 'count'),
    column('new_users', 'New users', 'count'),
    ...MEASURE_COLUMNS,
  ],
  rows: [
    [
      ...['this period', range.from, range.to, range.coverage.nDays, range.coverage.nCovered],
      ...[totals.nUsers, totals.nNewUsers, ...measureCells(totals)],
    ],
    ...(previousTotals === null || range.previous === null
      ? []
      : [
          [
            ...['period before', range.previous.from, range.previous.to],
            ...[range.coverage.previous?.nDays ?? null, range.coverage.previous?.nCovered ?? null],
            ...[previousTotals.nUsers, null, ...measureCells(previousTotals)],
          ],
        ]),
  ],
});

const summarySection = ({ headlines }: ReportContent): ReportSection => ({
  ...{ id: 'summary', title: 'Summary' },
  columns: [column('tone', 'Tone', 'text'), column('text', 'What changed', 'text')],
  rows: headlines.map(({ tone, text }) => [tone, text]),
});

const anomalySection = ({ anomalies }: ReportContent): ReportSection => ({
  ...{ id: 'incidents', title: 'Unusual days' },
  columns: [
    column('first_day', 'First day', 'text'),
    column('last_day', 'Last day', 'text'),
    column('severity', 'Severity', 'text'),
    column('metric', 'Metric', 'text'),
    column('observed', 'Observed', 'decimal'),
    column('expected', 'Expected', 'decimal'),
    column('score', 'Score', 'decimal'),
    column('explanation', 'What happened', 'text'),
  ],
  rows: anomalies.map((one) => [
    ...[one.date, one.endDate, one.severity, one.metric, one.observed, one.expected],
    ...[one.score, one.explanation],
  ]),
});

const unusualSection = ({ unusual }: ReportContent): ReportSection => ({
  ...{ id: 'unusual', title: 'Most unusual conversations' },
  columns: [
    column('title', 'Conversation', 'text'),
    column('day', 'Day', 'text'),
    column('topic', 'Topic', 'text'),
    column('model', 'Model', 'text'),
    column('score', 'Score', 'decimal'),
    column('explanation', 'What made it stand out', 'text'),
    column('conversation_id', 'Conversation id', 'text'),
  ],
  rows: unusual.map((one) => [
    ...[one.title, one.date, one.topic, one.model, one.score, one.explanation, one.conversationId],
  ]),
});

const userSection = ({ users }: ReportContent): ReportSection => ({
  ...{ id: 'users', title: 'Most active users' },
  columns: [
    column('user_id', 'User', 'text'),
    column('conversations', 'Conversations', 'count'),
    column('sentiment', 'Sentiment', 'signed'),
    column('unusual', 'Unusual', 'count'),
  ],
  rows: users.map(({ userId, nConversations, sentiment, nAnomalous }) => [
    ...[userId, nConversations, sentiment, nAnomalous],
  ]),
});

const qualitySection = ({ quality }: ReportContent): ReportSection => ({
  ...{ id: 'issues', title: 'Known defects' },
  columns: [
    column('label', 'Issue, as it is kept', 'text'),
    column('name', 'Issue', 'text'),
    column('conversations', 'Conversations', 'count'),
    column('share', 'Share', 'share'),
    column('share_before', 'Share before', 'share'),
  ],
  rows: quality.issues.map(({ issue, count, share, previousShare }) => [
    ...[issue, toWords(issue), count, share, previousShare],
  ]),
});

/** Ids of the sections, in the order of the report. */
export const SECTION_IDS = [
  ...(['summary', 'totals', 'days', 'hours', 'incidents', 'topics', 'sentiments', 'issues'] as const),
  ...(['models', 'languages', 'intents', 'unusual', 'users'] as const),
] as const;

/** A report as tables. Pure. */
export const toSections = (content: ReportContent): ReportSection[] => [
  summarySection(content),
  totalsSection(content),
  courseSection('days', 'Days', 'Day', content.volumeByDay),
  courseSection('hours', 'Hours of the day', 'Hour', content.volumeByHour),
  anomalySection(content),
  sliceSection('topics', 'What people came for', content.topics, 'Topic'),
  sliceSection('sentiments', 'How conversations went', content.sentiments, 'Sentiment of the whole'),
  qualitySection(content),
  sliceSection('models', 'Models compared', content.models, 'Model'),
  sliceSection('languages', 'Languages', content.languages, 'Language'),
  sliceSection('intents', 'Intents', content.intents, 'Intent'),
  unusualSection(content),
  userSection(content),
];

/** The columns of a section as those of an export. */
export const exportColumns = ({ columns }: ReportSection): Column<SectionRow>[] =>
  columns.map(({ name, type }, i) => ({ name, type, value: (row) => row[i] ?? null }));

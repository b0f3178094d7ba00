import type { Column, ColumnType } from '@convoscope/exports';
import type { Estimate, Measures, ReportContent, Slice, VolumePoint } from './report-content.ts';
import { wordsOf, type Words } from '../language/words.ts';
import { nameOfSlice, type SlicedBy } from './name-of-slice.ts';
import { sectionTitle } from './report-header.ts';
import { sectionIdsOf, type SectionId } from './section-ids.ts';

/** How a figure is told to people; files for programs hold it as it is. */
export type Shown =
  'text' | 'count' | 'share' | 'signed' | 'decimal' | 'seconds' | 'flag' | 'money' | 'day' | 'label';

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

const TYPES: Readonly<Partial<Record<Shown, ColumnType>>> = {
  ...{ text: 'text', day: 'text', label: 'text', count: 'integer', flag: 'boolean' },
};

const column = (name: string, title: string, shown: Shown): SectionColumn => ({
  ...{ name, title, shown, type: TYPES[shown] ?? 'number' },
});

const estimateColumns = (name: string, what: string, shown: Shown, { t }: Words): SectionColumn[] => [
  column(name, what, shown),
  column(`${name}_low`, t('low', { what }), shown),
  column(`${name}_high`, t('high', { what }), shown),
];

const estimateCells = (estimate: Estimate | null | undefined): SectionRow => [
  estimate?.value ?? null,
  estimate?.low ?? null,
  estimate?.high ?? null,
];

const measureColumns = (words: Words): SectionColumn[] => {
  const { t } = words;
  return [
    column('conversations', t('column.conversations'), 'count'),
    column('messages', t('column.messages'), 'count'),
    column('unusual', t('column.unusual'), 'count'),
    ...estimateColumns('sentiment', t('column.sentiment'), 'signed', words),
    ...estimateColumns('quality', t('column.quality'), 'decimal', words),
    ...estimateColumns('assistant_failed', t('column.failed'), 'share', words),
    ...estimateColumns('refused', t('column.refused'), 'share', words),
    column('answer_seconds', t('column.answer-time'), 'seconds'),
    column('answer_seconds_p50', t('column.answer-time-p50'), 'seconds'),
    column('answer_seconds_p95', t('column.answer-time-p95'), 'seconds'),
  ];
};

const measureCells = (measures: Measures): SectionRow => [
  ...[measures.nConversations, measures.nMessages, measures.nAnomalous],
  ...estimateCells(measures.sentiment),
  ...estimateCells(measures.quality),
  ...estimateCells(measures.errorRate),
  ...estimateCells(measures.refusalRate),
  measures.meanLatencySeconds,
  measures.latencySeconds?.p50 ?? null,
  measures.latencySeconds?.p95 ?? null,
];

/** Columns and rows of a section; its heading comes with its id. */
type Table = Pick<ReportSection, 'columns' | 'rows'>;

function sliceTable(slices: readonly Slice[], dimension: SlicedBy, words: Words): Table {
  const { t } = words;
  const what = t(`dimension.${dimension}`);
  return {
    columns: [
      column('label', t('as-kept', { what }), 'text'),
      column('name', what, 'text'),
      ...estimateColumns('share', t('column.share'), 'share', words),
      column('share_before', t('column.share-before'), 'share'),
      column('is_change_significant', t('column.changed'), 'flag'),
      ...measureColumns(words),
    ],
    rows: slices.map((slice) => [
      ...[slice.label, nameOfSlice(dimension, slice.label, words), slice.share],
      ...[slice.shareInterval?.low ?? null, slice.shareInterval?.high ?? null],
      ...[slice.previous?.share ?? null, slice.isChangeSignificant],
      ...measureCells(slice),
    ]),
  };
}

const courseTable = (name: 'day' | 'hour', points: readonly VolumePoint[], words: Words): Table => ({
  columns: [
    column(name, words.t(`column.${name}`), name === 'day' ? 'day' : 'text'),
    column('is_covered', words.t('column.has-data'), 'flag'),
    column('conversations', words.t('column.conversations'), 'count'),
    column('conversations_before', words.t('column.conversations-before'), 'count'),
    column('unusual', words.t('column.unusual'), 'count'),
    ...estimateColumns('sentiment', words.t('column.sentiment'), 'signed', words),
  ],
  // A day without data is a gap: an empty cell, not a zero.
  rows: points.map(({ at, isCovered, nConversations, previous, nAnomalous, sentiment }) => [
    ...[at, isCovered, isCovered ? nConversations : null, previous, isCovered ? nAnomalous : null],
    ...estimateCells(sentiment),
  ]),
});

function totalsTable({ totals, previousTotals, ...range }: ReportContent, words: Words): Table {
  const { t } = words;
  const { coverage, previous } = range;
  const before: SectionRow[] =
    previousTotals === null || previous === null
      ? []
      : [
          [
            ...[t('period-before'), previous.from, previous.to],
            ...[coverage.previous?.nDays ?? null, coverage.previous?.nCovered ?? null],
            ...[previousTotals.nUsers, null, ...measureCells(previousTotals)],
          ],
        ];
  return {
    columns: [
      column('period', t('column.period'), 'text'),
      column('from', t('column.from'), 'day'),
      column('to', t('column.to'), 'day'),
      column('days', t('column.days'), 'count'),
      column('covered_days', t('column.covered-days'), 'count'),
      column('users', t('column.users'), 'count'),
      column('new_users', t('column.new-users'), 'count'),
      ...measureColumns(words),
    ],
    rows: [
      [
        ...[t('this-period'), range.from, range.to, coverage.nDays, coverage.nCovered],
        ...[totals.nUsers, totals.nNewUsers, ...measureCells(totals)],
      ],
      ...before,
    ],
  };
}

const summaryTable = ({ headlines }: ReportContent, { t }: Words): Table => ({
  columns: [column('tone', t('column.tone'), 'text'), column('text', t('column.text'), 'text')],
  rows: headlines.map(({ tone, text }) => [tone, text]),
});

const anomalyTable = ({ anomalies }: ReportContent, { t }: Words): Table => ({
  columns: [
    column('first_day', t('column.from'), 'day'),
    column('last_day', t('column.to'), 'day'),
    column('severity', t('column.severity'), 'label'),
    column('metric', t('column.metric'), 'text'),
    column('observed', t('column.observed'), 'decimal'),
    column('expected', t('column.expected'), 'decimal'),
    column('score', t('column.score'), 'decimal'),
    column('explanation', t('column.happened'), 'text'),
  ],
  rows: anomalies.map((one) => [
    ...[one.date, one.endDate, one.severity, one.metric, one.observed, one.expected],
    ...[one.score, one.explanation],
  ]),
});

const unusualTable = ({ unusual }: ReportContent, { t }: Words): Table => ({
  columns: [
    column('title', t('column.conversation'), 'text'),
    column('day', t('column.day'), 'day'),
    column('topic', t('dimension.topic'), 'label'),
    column('model', t('dimension.model'), 'text'),
    column('score', t('column.score'), 'decimal'),
    column('explanation', t('column.stood-out'), 'text'),
    column('conversation_id', t('column.conversation-id'), 'text'),
  ],
  rows: unusual.map((one) => [
    ...[one.title, one.date, one.topic, one.model, one.score, one.explanation, one.conversationId],
  ]),
});

const userTable = ({ users }: ReportContent, { t }: Words): Table => ({
  columns: [
    column('user_id', t('dimension.user'), 'text'),
    column('conversations', t('column.conversations'), 'count'),
    column('sentiment', t('column.sentiment'), 'signed'),
    column('unusual', t('column.unusual'), 'count'),
  ],
  rows: users.map(({ userId, nConversations, sentiment, nAnomalous }) => [
    ...[userId, nConversations, sentiment, nAnomalous],
  ]),
});

const issueTable = ({ quality }: ReportContent, { t, label }: Words): Table => ({
  columns: [
    column('label', t('as-kept', { what: t('column.issue') }), 'text'),
    column('name', t('column.issue'), 'text'),
    column('conversations', t('column.conversations'), 'count'),
    column('share', t('column.share'), 'share'),
    column('share_before', t('column.share-before'), 'share'),
  ],
  rows: quality.issues.map(({ issue, count, share, previousShare }) => [
    ...[issue, label(issue), count, share, previousShare],
  ]),
});

const withCurrency = (title: string, cost: ReportContent['cost']): string =>
  cost?.currency == null ? title : `${title} (${cost.currency})`;

const costTable = ({ cost }: ReportContent, { t }: Words): Table => ({
  columns: [
    column('model', t('dimension.model'), 'text'),
    column('conversations', t('column.conversations'), 'count'),
    column('messages', t('column.messages'), 'count'),
    column('characters', t('column.characters'), 'count'),
    column('cost', withCurrency(t('column.cost'), cost), 'money'),
    column('cost_per_conversation', withCurrency(t('column.cost-each'), cost), 'money'),
    column('currency', t('column.currency'), 'text'),
  ],
  rows: (cost?.models ?? []).map((one) => [
    ...[one.model ?? t('no-model'), one.nConversations, one.nMessages, one.nCharacters, one.cost],
    one.cost === null || one.nConversations === 0 ? null : one.cost / one.nConversations,
    one.cost === null ? null : (cost?.currency ?? null),
  ]),
});

const noteTable = ({ notes = [] }: ReportContent, { t }: Words): Table => ({
  columns: [column('note', t('section.notes'), 'text')],
  rows: notes.map((note) => [note]),
});

const TABLES: Readonly<Record<SectionId, (content: ReportContent, words: Words) => Table>> = {
  summary: summaryTable,
  totals: totalsTable,
  days: ({ volumeByDay }, words) => courseTable('day', volumeByDay, words),
  hours: ({ volumeByHour }, words) => courseTable('hour', volumeByHour, words),
  incidents: anomalyTable,
  topics: ({ topics }, words) => sliceTable(topics, 'topic', words),
  sentiments: ({ sentiments }, words) => sliceTable(sentiments, 'sentiment', words),
  issues: issueTable,
  models: ({ models }, words) => sliceTable(models, 'model', words),
  languages: ({ languages }, words) => sliceTable(languages, 'language', words),
  intents: ({ intents }, words) => sliceTable(intents, 'intent', words),
  sources: ({ sources = [] }, words) => sliceTable(sources, 'source', words),
  groups: ({ groups }, words) =>
    sliceTable(groups?.slices ?? [], (groups?.dimension ?? 'topic') as SlicedBy, words),
  cost: costTable,
  unusual: unusualTable,
  users: userTable,
  notes: noteTable,
};

/** A report as tables. Pure. */
export function toSections(content: ReportContent): ReportSection[] {
  const words = wordsOf(content.template?.language ?? 'en', content.template?.labels);
  return sectionIdsOf(content).map((id) => ({
    ...{ id, title: sectionTitle(id, content, words), ...TABLES[id](content, words) },
  }));
}

/** The columns of a section as those of an export. */
export const exportColumns = ({ columns }: ReportSection): Column<SectionRow>[] =>
  columns.map(({ name, type }, i) => ({ name, type, value: (row) => row[i] ?? null }));

import type { Schemas } from '@convoscope/client';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../design/data-table.tsx';
import { sentimentTone, Tag } from '../../design/tag.tsx';
import { formatInstant, formatPercent } from '../../format.ts';
import { nameLabel, nameValue } from '../../i18n/labels.ts';
import { nameConversation } from './name-conversation.ts';
import { useRowKeys } from './use-row-keys.ts';

type Row = Schemas['Conversation'];

/** Conversations by what was said in them; the keyboard leads through. */
export function ConversationTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  useRowKeys(place);
  const columns: Column<Row>[] = [
    {
      ...{ id: 'title', header: t('columns.conversation'), value: nameConversation },
      show: (row) => (
        <>
          <Link
            to="/conversations/$conversationId"
            params={{ conversationId: row.conversationId }}
            className="row-link"
            title={row.conversationId}
            dir="auto"
          >
            {nameConversation(row)}
          </Link>
          {row.anomaly?.isAnomalous === true && <Tag text={t('columns.unusualTag')} tone="bad" />}
        </>
      ),
    },
    labelColumn('topic', t('columns.topic'), ({ category }) => category?.topic),
    labelColumn('intent', t('columns.intent'), ({ category }) => category?.intent),
    {
      ...{ id: 'sentiment', header: t('columns.sentiment'), value: ({ category }) => category?.sentiment },
      show: ({ category }) =>
        category && (
          <Tag text={nameLabel('sentiment', category.sentiment)} tone={sentimentTone(category.sentiment)} />
        ),
    },
    {
      ...{ id: 'language', header: t('columns.language'), value: ({ language }) => language?.code },
      show: ({ language }) => (language ? nameValue('language', language.code) : '…'),
    },
    { id: 'model', header: t('columns.model'), value: ({ model }) => model },
    { id: 'messages', header: t('columns.messages'), value: ({ nMessages }) => nMessages, isNumber: true },
    {
      ...{
        id: 'quality',
        header: t('columns.quality'),
        isNumber: true,
        value: ({ category }) => category?.quality,
      },
      show: ({ category }) => formatPercent(category?.quality),
    },
    {
      ...{ id: 'started', header: t('columns.started'), value: ({ startedAt }) => startedAt },
      show: ({ startedAt }) => <span className="nowrap">{formatInstant(startedAt)}</span>,
    },
  ];
  return (
    <div ref={place}>
      <p className="note keys">{t('conversations.keys')}</p>
      <DataTable
        choice="conversations"
        name={t('nav.conversations')}
        columns={columns}
        rows={rows}
        keyOf={({ conversationId }) => conversationId}
      />
    </div>
  );
}

const labelColumn = (
  id: 'topic' | 'intent',
  header: string,
  value: (row: Row) => string | undefined,
): Column<Row> => ({
  ...{ id, header, value },
  show: (row) => {
    const label = value(row);
    return label === undefined ? '…' : nameLabel(id, label);
  },
});

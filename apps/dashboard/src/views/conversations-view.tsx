import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { getJson } from '../api/client.ts';
import type { ConversationRow, Page, Summary } from '../api/types.ts';
import { Heading } from '../components/heading.tsx';
import { Pager, usePager } from '../components/pager.tsx';
import { QueryState, Skeleton } from '../components/query-state.tsx';
import { sentimentTone, Tag } from '../components/tag.tsx';
import { formatInstant, formatPercent, toLanguage, toWords } from '../format.ts';

const FILTERS = [
  'topic',
  'intent',
  'sentiment',
  'language',
  'model',
  'isAnomalous',
  'search',
  'userId',
] as const;

export type ConversationSearch = Partial<Record<(typeof FILTERS)[number], string>>;

/** Filters live in the address, so that a view can be sent to somebody. */
export const parseConversationSearch = (search: Record<string, unknown>): ConversationSearch =>
  Object.fromEntries(
    FILTERS.flatMap((name) =>
      search[name] === undefined || search[name] === '' ? [] : [[name, String(search[name] as string)]],
    ),
  );

const nameOf = (filter: keyof ConversationSearch, value: string): string =>
  filter === 'language' ? toLanguage(value) : filter === 'model' ? value : toWords(value);

const route = getRouteApi('/conversations');

export function ConversationsView() {
  const search = route.useSearch() as ConversationSearch;
  const pager = usePager();
  const query = useQuery({
    queryKey: ['conversations', search, pager.cursor],
    queryFn: ({ signal }) =>
      getJson<Page<ConversationRow>>('conversations', { ...search, cursor: pager.cursor, limit: 50 }, signal),
  });
  return (
    <>
      <Heading title="Conversations" />
      <Filters search={search} onChange={pager.reset} />
      <QueryState
        query={query}
        empty={{ when: ({ items }) => items.length === 0, show: 'No conversation fits these filters.' }}
        waiting={<Skeleton heights={[560]} />}
      >
        {(page) => (
          <>
            <ConversationTable rows={page.items} />
            <Pager pager={pager} nextCursor={page.nextCursor} />
          </>
        )}
      </QueryState>
    </>
  );
}

function Filters({ search, onChange }: { search: ConversationSearch; onChange: () => void }) {
  const navigate = route.useNavigate();
  const summary = useQuery({
    queryKey: ['summary'],
    queryFn: () => getJson<Summary>('analytics/summary'),
  }).data;
  const set = (name: keyof ConversationSearch, value: string): void => {
    onChange();
    void navigate({ to: '/conversations', search: parseConversationSearch({ ...search, [name]: value }) });
  };
  const lists: [keyof ConversationSearch, string, string[]][] = [
    ['topic', 'Any topic', summary?.topics.map(({ label }) => label) ?? []],
    ['intent', 'Any intent', summary?.intents.map(({ label }) => label) ?? []],
    ['sentiment', 'Any sentiment', ['negative', 'neutral', 'positive']],
    ['language', 'Any language', summary?.languages.map(({ label }) => label) ?? []],
    ['model', 'Any model', summary?.models.map(({ label }) => label) ?? []],
  ];
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      <input
        type="search"
        aria-label="Search titles"
        placeholder="Title or id"
        defaultValue={search.search ?? ''}
        onChange={(event) => set('search', event.target.value)}
      />
      {lists.map(([name, any, values]) => (
        <select
          key={name}
          aria-label={any}
          value={search[name] ?? ''}
          onChange={(event) => set(name, event.target.value)}
        >
          <option value="">{any}</option>
          {values.map((value) => (
            <option key={value} value={value}>
              {nameOf(name, value)}
            </option>
          ))}
        </select>
      ))}
      <label>
        <input
          type="checkbox"
          checked={search.isAnomalous === 'true'}
          onChange={(event) => set('isAnomalous', event.target.checked ? 'true' : '')}
        />
        Unusual only
      </label>
      {search.userId !== undefined && (
        <button type="button" onClick={() => set('userId', '')}>
          User {search.userId} <span aria-hidden="true">×</span>
          <span className="hidden">Show all users</span>
        </button>
      )}
    </form>
  );
}

function ConversationTable({ rows }: { rows: ConversationRow[] }) {
  return (
    <div className="card scroll" tabIndex={0} role="region" aria-label="List of conversations">
      <table>
        <thead>
          <tr>
            <th>Conversation</th>
            <th>Topic</th>
            <th>Intent</th>
            <th>Sentiment</th>
            <th>Language</th>
            <th>Model</th>
            <th className="number">Messages</th>
            <th className="number">Quality</th>
            <th>Started (UTC)</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.conversationId}>
              <td className="title">
                <Link to="/conversations/$conversationId" params={{ conversationId: row.conversationId }}>
                  {row.title ?? row.conversationId}
                </Link>
                {row.anomaly?.isAnomalous && <Tag text="unusual" tone="bad" />}
              </td>
              <td>{row.category ? toWords(row.category.topic) : '…'}</td>
              <td>{row.category ? toWords(row.category.intent) : '…'}</td>
              <td>
                {row.category && (
                  <Tag text={row.category.sentiment} tone={sentimentTone(row.category.sentiment)} />
                )}
              </td>
              <td>{row.language ? toLanguage(row.language.code) : '…'}</td>
              <td>{row.model ?? '–'}</td>
              <td className="number">{row.nMessages}</td>
              <td className="number">{formatPercent(row.category?.quality ?? null)}</td>
              <td className="nowrap">{formatInstant(row.startedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

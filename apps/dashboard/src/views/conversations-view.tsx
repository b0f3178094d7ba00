import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { conversationsQuery, type ConversationQuery } from '../api/queries.ts';
import { SavedViewsBar } from '../components/saved-views-bar.tsx';
import { Pages } from '../components/pages.tsx';
import { Heading } from '../design/heading.tsx';
import { QueryState, Skeleton } from '../design/query-state.tsx';
import type { Days } from '../range/range.ts';
import { RangePicker } from '../range/range-picker.tsx';
import { useDays } from '../range/use-days.ts';
import { parseConversationSearch, type ConversationSearch } from '../search.ts';
import { ConversationTable } from './conversations/conversation-table.tsx';
import { Filters } from './conversations/filters.tsx';

const route = getRouteApi('/conversations');
const PAGE_SIZE = 50;

export function ConversationsView() {
  const { t } = useTranslation();
  const chosen = useDays();
  const search = parseConversationSearch(route.useSearch());
  if (chosen === null) return <Skeleton heights={[32, 40, 560]} />;
  return (
    <>
      <Heading title={t('nav.conversations')}>
        <RangePicker {...chosen} />
      </Heading>
      <SavedViewsBar />
      <Filters search={search} days={chosen.days ?? {}} />
      <ConversationList search={search} days={chosen.days ?? {}} />
    </>
  );
}

/** What the address asks for, as the API is asked. */
function toQuery(search: ConversationSearch, days: Partial<Days>): ConversationQuery {
  const { maxQuality, sentiment, order, search: words, ...rest } = search;
  return {
    ...{ ...rest, ...days, limit: PAGE_SIZE },
    ...(sentiment !== undefined && { sentiment: sentiment as 'negative' | 'neutral' | 'positive' }),
    ...(maxQuality !== undefined && { maxQuality: Number(maxQuality) || 1 }),
    // The API orders what was searched for by time only.
    ...(words === undefined ? order !== undefined && { order } : { search: words }),
  };
}

function ConversationList({ search, days }: { search: ConversationSearch; days: Partial<Days> }) {
  const { t } = useTranslation();
  const query = useQuery({
    ...conversationsQuery(toQuery(search, days)),
    placeholderData: keepPreviousData,
  });
  return (
    <QueryState
      query={query}
      empty={{
        when: ({ items, nextCursor }) => items.length === 0 && nextCursor === null,
        show: <NoneFits search={search} />,
      }}
      waiting={<Skeleton heights={[560]} />}
    >
      {({ items, nextCursor }) => (
        <>
          <div className="card">
            <ConversationTable rows={items} />
            {items.length === 0 && <p className="note">{t('conversations.lookFurther')}</p>}
          </div>
          <Pages
            cursor={search.cursor}
            nextCursor={nextCursor}
            toPage={(cursor) => ({
              to: '/conversations',
              search: { ...search, cursor } as ConversationSearch,
            })}
          />
        </>
      )}
    </QueryState>
  );
}

function NoneFits({ search }: { search: ConversationSearch }) {
  const { t } = useTranslation();
  return (
    <>
      {t('conversations.noneFits')}{' '}
      <Link
        to="/conversations"
        search={{ ...search, last: 'all', from: undefined, to: undefined, cursor: undefined } as object}
      >
        {t('conversations.inAllDays')}
      </Link>
      {' · '}
      <Link to="/conversations" search={{}}>
        {t('filters.clear')}
      </Link>
    </>
  );
}
